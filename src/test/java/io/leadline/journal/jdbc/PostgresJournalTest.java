package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalContract;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.TestStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresJournalTest extends JournalContract {
  private final List<Happening> told = new ArrayList<>();
  private final String url = TestStore.POSTGRES.freshUrl(Path.of("."));

  @Override
  protected Journal open() {
    return JournalFactory.serve(JournalSettings.of(url), Surroundings.real(told::add));
  }

  @ParameterizedTest
  @CsvSource({"synchronous_commit, on", "default_transaction_read_only, off"})
  void writesWithTheSettingsThatItPromises(String setting, String value) throws Exception {
    assertThat(setting(setting, url)).isEqualTo(value);
  }

  @Test
  void commitsToDiskEvenWhereTheUrlAsksForLess() throws Exception {
    assertThat(setting("synchronous_commit", url + "&options=-c%20synchronous_commit=off"))
        .isEqualTo("on");
  }

  private static String setting(String name, String url) throws Exception {
    try (var connection = PostgresDatabase.of(url).writing();
        var rows = connection.createStatement().executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** An index on millions of events takes minutes, and a migration that is cut never succeeds. */
  @ParameterizedTest
  @ValueSource(strings = {"statement_timeout", "idle_in_transaction_session_timeout"})
  void givesMigrationsAllTheTimeTheyNeed(String limit) throws Exception {
    try (var connection = PostgresDatabase.of(url).migrating();
        var rows = connection.createStatement().executeQuery("show " + limit)) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("0");
      assertThat(connection.getNetworkTimeout()).isZero();
    }
  }

  @Test
  void readsOnConnectionsThatCannotWrite() throws Exception {
    try (var connection = PostgresDatabase.of(url).reading();
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("delete from meta"))
          .hasMessageContaining("read-only transaction");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a\u0000b, a\uFFFDb",
    "\uD83D\uDE00, \uD83D\uDE00",
    "x\uD83D, x\uFFFD",
    "plain, plain"
  })
  void storesTextThatNoTextColumnCanHold(String given, String stored) {
    assertThat(PostgresDialect.storable(given)).isEqualTo(stored);
  }

  @Test
  void keepsTheKeyOfAnEventThatHoldsNul() {
    var first = append("odd\u0000key");
    var again = append("odd\u0000key");

    assertThat(again.event()).isEqualTo(first.event());
    assertThat(journal.find(first.event())).isPresent();
  }

  @Test
  void refusesADatabaseThatIsNotThere() {
    var nowhere = JournalSettings.of(url.replaceFirst("/postgres\\?", "/nowhere?"));

    assertThatThrownBy(() -> JournalFactory.serve(nowhere, Surroundings.real(Happenings.NOBODY)))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("nowhere cannot be opened")
        .hasMessageContaining("is the database there");
  }

  @Test
  void refusesAJournalOfANewerLeadline() throws Exception {
    pretend(
        """
        insert into flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        values (99, '99', 'future', 'SQL', 'V99__future.sql', '', 0, true)
        """);

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("has schema 99")
        .hasMessageContaining("a newer Leadline wrote it");
    assertThatThrownBy(
            () ->
                JournalFactory.beside(
                    JournalSettings.of(url), Surroundings.real(Happenings.NOBODY)))
        .isInstanceOf(JournalRefused.class);
  }

  private void pretend(String statement) throws Exception {
    try (var connection = PostgresDatabase.of(url).writing()) {
      connection.createStatement().execute(statement);
    }
  }
}
