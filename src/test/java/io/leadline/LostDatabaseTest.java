package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.Load.Told;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL that cannot be reached for a while, or ends every session, under load. */
@Tag(RunningLeadline.FOR_LONG)
class LostDatabaseTest {
  private static final Duration IN_THE_END = Duration.ofSeconds(120);
  private static final String JDBC = "jdbc:";
  private static final int A_FEW = 40;

  private static final String END_ALL_OTHERS =
      """
      select count(pg_terminate_backend(pid)) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_type = 'client backend'
      """;

  @TempDir Path folder;
  private SandboxCrm crm;
  private String url;
  private Relay wayToDatabase;
  private RunningLeadline leadline;

  @BeforeEach
  void start() {
    crm = RunningLeadline.sandbox();
    // Late answers, so that calls are on their way when the database goes.
    crm.faults().add(Fault.of(FaultKind.LATENCY).withDelay(Duration.ofMillis(25)));
    url = TestStore.POSTGRES.freshUrl(folder);
    String address = url.substring(JDBC.length());
    wayToDatabase = new Relay(address);
    leadline =
        RunningLeadline.start(
            folder, crm, Map.of("JOURNAL_URL", JDBC + wayToDatabase.standingFor(address)));
  }

  @AfterEach
  void stop() {
    leadline.close();
    wayToDatabase.close();
    crm.close();
  }

  @Test
  void answers503WhileItIsAwayAndGoesOnByItself() {
    try (var load = new Load(leadline.caller(), 4).sendOn(Duration.ofMillis(20))) {
      awaitMoreTaken(load);

      wayToDatabase.off();
      awaitMoreRefused(load);
      long taken = load.taken();
      awaitMoreRefused(load);
      assertThat(load.taken()).as("webhooks taken without a database").isEqualTo(taken);
      assertThat(leadline.stranger("/actuator/health/liveness").statusCode()).isEqualTo(200);

      wayToDatabase.on();
      awaitMoreTaken(load);
      assertAllArrives(load.end());
    }
  }

  @Test
  void goesOnWhereEverySessionIsEndedAgainAndAgain() throws SQLException {
    try (var load = new Load(leadline.caller(), 4).sendOn(Duration.ofMillis(20))) {
      for (int times = 0; times < 5; times++) {
        awaitMoreTaken(load);
        endAllSessions();
      }
      awaitMoreTaken(load);
      assertAllArrives(load.end());
    }
  }

  private void endAllSessions() throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var row = statement.executeQuery(END_ALL_OTHERS)) {
      row.next();
      assertThat(row.getInt(1)).as("sessions that were ended").isPositive();
    }
  }

  private static void awaitMoreTaken(Load load) {
    long before = load.taken();
    await().atMost(IN_THE_END).until(() -> load.taken() >= before + A_FEW);
  }

  private static void awaitMoreRefused(Load load) {
    long before = refused(load);
    await().atMost(IN_THE_END).until(() -> refused(load) >= before + A_FEW);
  }

  private static long refused(Load load) {
    return load.told().stream().filter(one -> one.status() == 503).count();
  }

  /** What was refused may be stored all the same: sent again, it is one event. */
  private void assertAllArrives(List<Told> told) {
    assertThat(told)
        .as("neither 2xx nor 503 with Retry-After")
        .filteredOn(one -> !one.isFair())
        .isEmpty();
    sendAgainWhatWasNotTaken(told);
    List<Submission> all = told.stream().map(Told::submission).toList();
    await().atMost(IN_THE_END).until(() -> leadline.ledger("typeform").pending() == 0);
    assertThat(leadline.ledger("typeform").delivered()).isEqualTo(all.size());
    Delivered delivered = Delivered.to(crm);
    delivered.holdsAllOf(all);
    delivered.hasEachPersonOnce();
    delivered.holdsOnlyPeopleOf(all);
    assertThat((double) delivered.extraProfiles(all))
        .as("profiles that are there twice were on their way, and are counted")
        .isLessThanOrEqualTo(leadline.caller().meter("leadline_repeated_total"));
    assertThat(crm.summary().overlaps()).isZero();
    new CommandLineOf(Map.of("JOURNAL_URL", url)).assertLedgerIsVerified();
  }

  private void sendAgainWhatWasNotTaken(List<Told> told) {
    List<Submission> refused =
        told.stream().filter(one -> !one.isTaken()).map(Told::submission).toList();
    try (var load = new Load(leadline.caller(), 4).send(refused)) {
      assertThat(load.await()).allMatch(Told::isTaken);
    }
  }
}
