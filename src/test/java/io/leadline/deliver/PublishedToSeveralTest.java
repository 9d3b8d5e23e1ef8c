package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.Publication;
import io.leadline.journal.TestStore;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that share a journal take up what somebody published there, whoever it was. */
@SuppressWarnings("NullAway.Init") // JUnit calls open()
class PublishedToSeveralTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final String MAPPING =
      """
      hook: typeform
      createContact:
        email: $.answers.email
        first_name: %s
        contact_status: Active
        contact_source: Web
        entity_name: Acme
        entity_label: Company
        entity_status: Active
      """;

  private final String url = TestStore.POSTGRES.freshUrl(Path.of("."));
  private Journal first;
  private Journal second;
  private LiveMappings one;
  private LiveMappings two;

  @BeforeEach
  void open() {
    first = serve("one");
    second = serve("two");
    one = live(first);
    two = live(second);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private Journal serve(String node) {
    return JournalFactory.serve(
        JournalSettings.of(url).withNode(node), Surroundings.real(Happenings.NOBODY));
  }

  private static LiveMappings live(Journal journal) {
    return new LiveMappings(
        new PublishedTexts(journal.mappings()),
        Map.of(ConnectionName.DEFAULT, CrmMode.B2B),
        new MappingTrial(hook -> Optional.empty(), SubmissionReader.INLINE_ONLY),
        journal,
        Happenings.NOBODY,
        Clock.systemUTC());
  }

  @Test
  void takeUpAVersionAndItsRollback() {
    look();
    assertThat(one.areInForce()).as("nothing is published").isFalse();

    publish(first, "Ada", null);
    look();
    String ada = hash(one);
    assertThat(hash(two)).isEqualTo(ada);

    publish(second, "Grace", null);
    look();
    assertThat(hash(one)).isEqualTo(hash(two)).isNotEqualTo(ada);

    publish(first, "Ada", 1);
    look();
    assertThat(hash(one)).isEqualTo(ada);
    assertThat(hash(two)).isEqualTo(ada);
    assertThat(second.mappings().history()).hasSize(3);
  }

  @Test
  void goOnWithTheVersionBeforeWhereOneIsBroken() {
    publish(first, "Ada", null);
    look();
    String ada = hash(one);

    publish(second, "$.answer.name", null);
    look();

    assertThat(hash(one)).isEqualTo(ada);
    assertThat(hash(two)).isEqualTo(ada);
    assertThat(one.problems()).hasSameSizeAs(two.problems()).isNotEmpty();
  }

  private static void publish(Journal journal, String name, @Nullable Integer backTo) {
    String text = MAPPING.formatted(name);
    var texts = new MappingTexts(Map.of("demo.yaml", text));
    var files = Map.of("demo.yaml", Bytes.utf8(text));
    var publication = new Publication(files, texts.hash(), "", backTo, null);
    assertThat(journal.mappings().publish(publication, NOW)).isPresent();
  }

  /** Twice: what has just changed must stand still. */
  private void look() {
    one.refresh();
    two.refresh();
    one.refresh();
    two.refresh();
  }

  private static String hash(LiveMappings live) {
    return live.of(ConnectionName.DEFAULT).map(MappingSet::hash).orElse("none");
  }
}
