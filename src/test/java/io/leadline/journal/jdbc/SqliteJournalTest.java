package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.event.Person;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalContract;
import io.leadline.journal.JournalRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SqliteJournalTest extends JournalContract {
  @TempDir Path folder;

  private final List<Happening> told = new ArrayList<>();

  @Override
  protected Journal open() {
    return JournalFactory.serve(settings(), Surroundings.real(told::add));
  }

  private Path file() {
    return folder.resolve("new").resolve("leadline.db");
  }

  private JournalSettings settings() {
    return JournalSettings.of("jdbc:sqlite:" + file());
  }

  @Test
  void makesTheFolderAndAFileThatOnlyItsOwnerReads() throws Exception {
    assertThat(file()).exists();
    Assumptions.assumeTrue(
        file().getFileSystem().supportedFileAttributeViews().contains("posix"),
        "skipped: this file system has no POSIX permissions");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @CsvSource({
    "journal_mode, wal",
    "synchronous, 2",
    "secure_delete, 1",
    "auto_vacuum, 2",
    "foreign_keys, 1",
    "busy_timeout, 5000"
  })
  void writesWithTheSettingsThatItPromises(String pragma, String value) throws Exception {
    try (var connection = SqliteFile.of(settings().url()).writing();
        var rows = connection.createStatement().executeQuery("pragma " + pragma)) {
      assertThat(rows.getString(1)).isEqualTo(value);
    }
  }

  @Test
  void readsOnConnectionsThatCannotWrite() throws Exception {
    try (var connection = SqliteFile.of(settings().url()).reading();
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("delete from meta"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void storesTheBodyOfASinglePartOnceAndNoCredentials() {
    append("k1");

    assertThat(ask("select count(*) from payload where raw is not null")).isEqualTo("0");
    assertThat(ask("select headers from request"))
        .contains("\"authorization\":[\"(masked)\"]", "\"cookie\":[\"(masked)\"]", "charset=utf-8")
        .doesNotContain("s3cret");
  }

  @Test
  void storesARequestOnlyWithSomethingNew() {
    append("k1");
    append("k1");
    journal.append(
        request(HOOK, new byte[] {1}),
        "generic",
        CRM,
        List.of(part("k1", "body of k1"), part("k1", "body of k1")),
        T0);

    assertThat(ask("select count(*) from request")).isEqualTo("1");
  }

  @Test
  void keepsNoEmailWhereLanesAreNamed() {
    readyEvent("k1", new Person.ByEmail("ada@acme.example"));

    assertThat(ask("select lane from lane")).hasSize(43).doesNotContainIgnoringCase("ada");
  }

  @Test
  void namesThePersonsLaneTheSameOverARestart() {
    readyEvent("k1", new Person.ByEmail("ada@acme.example"));
    journal.close();
    journal = open();
    readyEvent("k2", new Person.ByEmail("ada@acme.example"));

    assertThat(ask("select count(*) from lane")).isEqualTo("1");
  }

  @Test
  void tellsHowManyLanesWereInHand() {
    readyEvent("k1", new Person.ByContactId("1"));
    claimOne();
    journal.close();
    journal = open();

    assertThat(told).containsExactly(new Happening.WorkRecovered(1));
  }

  @Test
  void refusesASecondServerAndSaysWhoHasIt() {
    assertThatThrownBy(this::open)
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid())
        .hasMessageContaining("leadline.db.lock")
        .hasMessageContaining("stop it first");
    append("still served");
  }

  @Test
  void refusesASecondServerUnderAnotherNameOfTheFile() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("other-name.db"), file());
    var settings = JournalSettings.of("jdbc:sqlite:" + link);

    assertThatThrownBy(() -> JournalFactory.serve(settings, Surroundings.real(Happenings.NOBODY)))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("leadline.db.lock");
  }

  @Test
  void letsACommandWriteBesideTheServer() {
    var event = append("k1").event();
    try (Journal command = beside()) {
      command.discard(event, "by command", T0);
      assertThat(command.ledger()).isEqualTo(journal.ledger());
    }

    assertThat(line().discarded()).isEqualTo(1);
    append("k2");
  }

  @Test
  void leavesTheClaimsOfTheServerAloneBesideIt() {
    readyEvent("k1", new Person.ByContactId("1"));
    var claim = claimOne();
    beside().close();

    assertThat(ready(claim)).hasSize(1);
  }

  @Test
  void refusesACommandWhereThereIsNoJournal() {
    var nowhere = JournalSettings.of("jdbc:sqlite:" + folder.resolve("none.db"));

    assertThatThrownBy(() -> JournalFactory.beside(nowhere, Surroundings.real(Happenings.NOBODY)))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("there is no journal")
        .hasMessageContaining("none.db");
    assertThat(folder.resolve("none.db")).doesNotExist();
  }

  @Test
  void refusesAJournalOfANewerLeadline() throws Exception {
    journal.close();
    pretend(
        """
        insert into flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        values (99, '99', 'future', 'SQL', 'V99__future.sql', '', 0, 1)
        """);

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("has schema 99 and this Leadline knows")
        .hasMessageContaining("a newer Leadline wrote it");
    assertThatThrownBy(this::beside).isInstanceOf(JournalRefused.class);
    pretend("delete from flyway_schema_history where version = '99'");
    journal = open();
  }

  @Test
  void refusesAFileThatIsNoJournal() throws Exception {
    Path other = folder.resolve("other.db");
    Files.writeString(other, "this is no database, but a text that is long enough\n".repeat(99));
    var settings = JournalSettings.of("jdbc:sqlite:" + other);

    assertThatThrownBy(() -> JournalFactory.serve(settings, Surroundings.real(Happenings.NOBODY)))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("other.db cannot be opened");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:port/leadline, no address of a database",
    "jdbc:h2:mem:x, begins with jdbc:sqlite:",
    "jdbc:sqlite::memory:, the path of a file"
  })
  void refusesUrlsThatNameNoJournalFile(String url, String why) {
    var settings = JournalSettings.of(url);

    assertThatThrownBy(() -> JournalFactory.serve(settings, Surroundings.real(Happenings.NOBODY)))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining(why);
  }

  @Test
  void freesTheFileWhenItIsClosed() {
    journal.close();

    assertThat(file().resolveSibling("leadline.db-wal")).doesNotExist();
    journal = open();
    journal.close();
    journal.close();
    journal = open();
  }

  private Journal beside() {
    return JournalFactory.beside(settings(), Surroundings.real(Happenings.NOBODY));
  }

  private String ask(String query) {
    try (var connection = DriverManager.getConnection(settings().url());
        var rows = connection.createStatement().executeQuery(query)) {
      return rows.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void pretend(String statement) throws SQLException {
    try (var connection = DriverManager.getConnection(settings().url());
        var jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    }
  }
}
