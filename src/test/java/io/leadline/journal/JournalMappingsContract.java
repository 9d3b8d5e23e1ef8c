package io.leadline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Happenings;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The texts of mappings, as every journal keeps them. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
public abstract class JournalMappingsContract {
  private static final Instant T0 = Instant.parse("2026-01-18T18:17:02.123Z");

  private Journal journal;
  private MappingShelf shelf;

  /** Of one and the same journal, all through a test. */
  protected abstract String url();

  @BeforeEach
  void open() {
    journal = JournalFactory.serve(JournalSettings.of(url()), Surroundings.real(Happenings.NOBODY));
    shelf = journal.mappings();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private Journal beside() {
    return JournalFactory.beside(JournalSettings.of(url()), Surroundings.real(Happenings.NOBODY));
  }

  private static KeptMappings set(String hash, String text) {
    return set(hash, text, T0);
  }

  private static KeptMappings set(String hash, String text, Instant firstUsed) {
    return new KeptMappings(
        hash, "1", "B2B", Map.of("a.yaml", text, "defaults.yaml", ""), "[{\"n\":1}]", firstUsed);
  }

  // ── the sets that are in use ───────────────────────────────────────────────────────────────────

  @Test
  void keepsNoSetAtFirst() {
    assertThat(shelf.lastInForce()).isEmpty();
    assertThat(shelf.find("h1")).isEmpty();
  }

  @Test
  void keepsASetWithAllThatDecidedIt() {
    var set = set("h1", "hook: t\n# ü \uD83D\uDE80 \u0000 " + "x".repeat(200_000));
    shelf.comeIntoForce(List.of(set));

    close();
    open();

    assertThat(shelf.find("h1")).contains(set);
    assertThat(shelf.find("h2")).isEmpty();
  }

  @Test
  void keepsASetOnceAsItFirstWas() {
    shelf.comeIntoForce(List.of(set("h1", "first")));
    shelf.comeIntoForce(List.of(set("h1", "second", T0.plusSeconds(9))));

    assertThat(shelf.find("h1")).contains(set("h1", "first"));
  }

  @Test
  void knowsWhichCameIntoForceLastWhateverTheClockSays() {
    shelf.comeIntoForce(List.of(set("h1", "a", T0)));
    shelf.comeIntoForce(List.of(set("h2", "b", T0.minusSeconds(60))));
    assertThat(shelf.lastInForce()).map(KeptMappings::hash).contains("h2");

    shelf.comeIntoForce(List.of(set("h1", "a", T0.minusSeconds(90))));
    assertThat(shelf.lastInForce()).contains(set("h1", "a"));
  }

  @Test
  void keepsAllSetsOfASwap() {
    shelf.comeIntoForce(List.of(set("h1", "a"), set("h2", "a")));

    assertThat(shelf.find("h1")).isPresent();
    assertThat(shelf.find("h2")).isPresent();
    assertThat(shelf.lastInForce()).map(KeptMappings::files).contains(set("h2", "a").files());
  }

  @Test
  void takesASetFromSeveralAtOnce() throws Exception {
    JournalContract.atOnce(
        8,
        number -> {
          shelf.comeIntoForce(List.of(set("h1", "a")));
          return number;
        });

    assertThat(shelf.find("h1")).contains(set("h1", "a"));
  }

  // ── versions ───────────────────────────────────────────────────────────────────────────────────

  private static Map<String, Bytes> files(String text) {
    return Map.of("a.yaml", Bytes.utf8(text));
  }

  private Optional<MappingVersion> publish(String text, @Nullable Integer onto) {
    return shelf.publish(new Publication(files(text), "hash of " + text, "a note", null, onto), T0);
  }

  @Test
  void hasNoVersionAtFirst() {
    assertThat(shelf.current()).isZero();
    assertThat(shelf.history()).isEmpty();
    assertThat(shelf.published(1)).isEmpty();
  }

  @Test
  void numbersVersionsAndKeepsTheirTexts() {
    publish("one", null);
    var files = Map.of("a.yaml", Bytes.utf8("ü"), "raw/b.bin", Bytes.of(new byte[] {0, -1, 13}));
    var back = new Publication(files, "h", "", 1, null);
    var second = new MappingVersion(2, T0.plusSeconds(5), "h", "", 1, 2);
    assertThat(shelf.publish(back, T0.plusSeconds(5))).contains(second);

    close();
    open();

    assertThat(shelf.current()).isEqualTo(2);
    assertThat(shelf.history())
        .containsExactly(second, new MappingVersion(1, T0, "hash of one", "a note", null, 1));
    assertThat(shelf.published(1)).map(PublishedMappings::files).contains(files("one"));
    assertThat(shelf.published(2)).contains(new PublishedMappings(second, back.files()));
  }

  @Test
  void isSeenByEverybodyAtOnce() {
    try (Journal other = beside()) {
      publish("one", null);
      assertThat(other.mappings().current()).isEqualTo(1);
    }
  }

  @Test
  void followsOnlyTheVersionThatItIsToFollow() {
    assertThat(publish("one", 0)).isPresent();
    assertThat(publish("late", 0)).isEmpty();
    assertThat(publish("two", 1)).isPresent();
    assertThat(publish("late", 1)).isEmpty();

    assertThat(shelf.current()).isEqualTo(2);
    assertThat(shelf.history()).extracting(MappingVersion::hash).doesNotContain("hash of late");
  }

  @Test
  void givesEachOfSeveralAtOnceANumberOfItsOwn() throws Exception {
    try (Journal other = beside()) {
      var published =
          JournalContract.atOnce(
              8,
              number -> {
                var text = "text " + number;
                var publication = new Publication(files(text), text, "", null, null);
                MappingShelf one = number % 2 == 0 ? shelf : other.mappings();
                return one.publish(publication, T0).orElseThrow();
              });

      assertThat(published)
          .extracting(MappingVersion::number)
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 8).boxed().toList());
      assertThat(published)
          .allSatisfy(
              version ->
                  assertThat(shelf.published(version.number()))
                      .map(PublishedMappings::files)
                      .contains(files(version.hash())));
    }
  }

  @Test
  void letsOneOfSeveralFollowTheSameVersion() throws Exception {
    try (Journal other = beside()) {
      var published =
          JournalContract.atOnce(
              6,
              number -> {
                MappingShelf one = number % 2 == 0 ? shelf : other.mappings();
                var text = "text " + number;
                return one.publish(new Publication(files(text), text, "", null, 0), T0);
              });

      assertThat(published).filteredOn(Optional::isPresent).hasSize(1);
      assertThat(shelf.current()).isEqualTo(1);
    }
  }
}
