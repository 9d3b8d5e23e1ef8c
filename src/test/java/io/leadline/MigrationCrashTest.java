package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.event.Bytes;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.SandboxCrm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that ends in the middle of bringing the journal's tables up to date. */
@Tag(ChildLeadline.OF_ITS_OWN)
class MigrationCrashTest {
  private static final int KILLED = 137;
  private static final String MIGRATIONS = "filesystem:src/main/resources/db/migration/sqlite";

  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void theNextStartMakesANewJournalWhole(TestStore store) {
    environment.put("JOURNAL_URL", store.unmadeUrl(folder));
    dieAt("migration:7");

    try (var again = RunningLeadline.startWith(environment)) {
      var submission = new Submission("after", "after@crash.example");
      assertThat(again.caller().typeform(submission.body()).statusCode()).isEqualTo(200);
      awaitDelivered(again, List.of(submission));
    }
  }

  @Test
  void theNextStartBringsTheFirstSchemaUpToDateWithItsEvents() throws SQLException {
    makeFirstSchema();
    Assumptions.assumeTrue(
        migrator().load().info().pending().length > 0, "there is no migration after the first");
    List<Submission> waiting = Load.submissions(5);
    storeAsTheFirstSchemaDid(waiting);
    dieAt("migration");
    assertThat(version()).as("the schema after the crash").isEqualTo(1);

    try (var again = RunningLeadline.startWith(environment)) {
      awaitDelivered(again, waiting);
      assertThat(version()).isGreaterThan(1);
    }
  }

  private void dieAt(String point) {
    environment.put("LEADLINE_CRASH_AT", point);
    try (var child = ChildLeadline.launch(folder, environment)) {
      assertThat(child.awaitEnd()).as(child::output).isEqualTo(KILLED);
    } finally {
      environment.remove("LEADLINE_CRASH_AT");
    }
  }

  private void awaitDelivered(RunningLeadline server, List<Submission> submissions) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.ledger("typeform").delivered() == submissions.size());
    Delivered delivered = Delivered.to(crm);
    delivered.holdsAllOf(submissions);
    delivered.hasEachPersonOnce();
    assertThat(delivered.extraProfiles(submissions)).isZero();
    new CommandLineOf(environment).assertLedgerIsVerified();
  }

  // ── a journal as the first version left it ─────────────────────────────────────────────────────

  private void makeFirstSchema() throws SQLException {
    try (Connection first = connection();
        var statement = first.createStatement()) {
      statement.execute("pragma auto_vacuum = incremental");
      statement.execute("pragma journal_mode = wal");
    }
    migrator().target("1").load().migrate();
  }

  private org.flywaydb.core.api.configuration.FluentConfiguration migrator() {
    return Flyway.configure()
        .dataSource(RunningLeadline.journalUrl(folder), "", "")
        .locations(MIGRATIONS);
  }

  private int version() throws SQLException {
    try (Connection db = connection();
        var statement = db.createStatement();
        var row =
            statement.executeQuery(
                "select max(cast(version as integer)) from flyway_schema_history where success")) {
      return row.getInt(1);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(RunningLeadline.journalUrl(folder));
  }

  private void storeAsTheFirstSchemaDid(List<Submission> submissions) throws SQLException {
    try (Connection db = connection()) {
      for (int i = 0; i < submissions.size(); i++) {
        store(db, i + 1, submissions.get(i));
      }
      for (String counter : List.of("received", "in:RECEIVED")) {
        change(db, "insert into ledger values ('typeform', ?, ?)", counter, submissions.size());
      }
    }
  }

  private static void store(Connection db, int seq, Submission submission) throws SQLException {
    byte[] body = submission.body().getBytes(StandardCharsets.UTF_8);
    String sha = Bytes.of(body).sha256();
    long now = System.currentTimeMillis();
    change(
        db,
        "insert into request values (?, 'typeform', 'POST', '/hooks/typeform',"
            + " 'application/json', ?, ?, '{}', ?)",
        seq,
        now,
        sha,
        body);
    change(
        db,
        "insert into event (seq, id, request, part, hook, source, event_key, fingerprint,"
            + " connection, state, received_at, due_at) values (?, ?, ?, 0, 'typeform', 'typeform',"
            + " ?, ?, 'default', 'RECEIVED', ?, ?)",
        seq,
        "01ARZ3NDEKTSV4RRFFQ69G5F%02d".formatted(seq),
        seq,
        "form_response:" + submission.token(),
        sha,
        now,
        now);
    change(db, "insert into payload (event, raw) values (?, null)", seq);
  }

  private static void change(Connection db, String sql, Object... values) throws SQLException {
    try (var statement = db.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
