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
import org.junit.jupiter.api.Test;

/** A proof that cannot fail proves nothing: whole runs whose evidence is spoilt. */
class ProofTest {
  private static final Pattern KEPT = Pattern.compile("kept for whoever looks into it: (\\S+)");

  @Test
  void failsWhenTheJournalHasLostAnEventAndTheCrmAContact() throws IOException {
    var said = new StringWriter();
    var liar = new Tampering(ProofTest::deleteAnEvent, ProofTest::withoutTheLast);

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

  private static void deleteAnEvent(String url) {
    try (Connection journal = DriverManager.getConnection(url)) {
      try (var statement = journal.createStatement()) {
        int deleted =
            statement.executeUpdate(
                "delete from event where seq ="
                    + " (select min(seq) from event where state = 'DELIVERED')");
        assertThat(deleted).isEqualTo(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Of another person than the event that is deleted, which is the first that was delivered. */
  private static List<Contact> withoutTheLast(List<Contact> contacts) {
    assertThat(contacts).as("people of whom one is hidden").hasSizeGreaterThan(1);
    return contacts.subList(0, contacts.size() - 1);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
