package io.leadline.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.sandbox.Contact;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A proof that cannot fail proves nothing: whole runs whose evidence is spoilt. */
@Tag("process")
class ProofTest {
  private static final Pattern KEPT = Pattern.compile("kept for whoever looks into it: (\\S+)");

  private static final String FIRST_DELIVERED =
      """
      select e.seq, c.profile_id
      from event e join call c on c.event = e.seq and c.profile_id is not null
      where e.state = 'DELIVERED'
      order by e.seq
      limit 1
      """;

  private long deletedsProfile;

  @Test
  void failsWhenTheJournalHasLostAnEventAndTheCrmAContact() throws IOException {
    var said = new StringWriter();
    var liar = new Tampering(this::deleteAnEvent, this::withoutOne);

    int code =
        new Proof(ProofTest::journal, Map.of(), Clock.systemUTC(), new PrintWriter(said), liar)
            .run(new Asked(Duration.ofSeconds(6), null, 11, 20, Path.of("routes"), false));

    assertThat(said.toString())
        .containsPattern("LOST: .* acknowledged .* by start \\d+ .* the journal has no event ")
        .containsPattern("LOST: .* the CRM has no contact ")
        .containsPattern("PROBLEM: the ledger says ")
        .contains("--seed 11");
    assertThat(said.toString().strip().lines().reduce((a, b) -> b).orElseThrow())
        .matches("acknowledged=\\d+ delivered=\\d+ lost=[1-9]\\d* duplicate_profiles=.*");
    assertThat(code).isEqualTo(1);
    var kept = KEPT.matcher(said.toString());
    assertThat(kept.find()).isTrue();
    Path folder = Path.of(kept.group(1));
    assertThat(folder.resolve("leadline.db")).exists();
    assertThat(folder.resolve("server-001.log")).exists();
    delete(folder);
  }

  private static Journal journal(String url) {
    return JournalFactory.beside(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY));
  }

  /** The contact that is hidden must be of another person. */
  private void deleteAnEvent(String url) {
    try (Connection journal = DriverManager.getConnection(url);
        var statement = journal.createStatement()) {
      long seq;
      try (var first = statement.executeQuery(FIRST_DELIVERED)) {
        assertThat(first.next()).as("an event that was delivered").isTrue();
        deletedsProfile = first.getLong("profile_id");
        seq = first.getLong("seq");
      }
      assertThat(statement.executeUpdate("delete from event where seq = " + seq)).isEqualTo(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<Contact> withoutOne(List<Contact> contacts) {
    var others =
        contacts.stream()
            .filter(
                contact ->
                    contact.profiles().stream()
                        .noneMatch(one -> one.profileId() == deletedsProfile))
            .toList();
    assertThat(others).as("people of whom one is hidden").isNotEmpty();
    return contacts.stream().filter(contact -> contact != others.get(0)).toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
