package io.leadline;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.deliver.SteadyClock;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The machine's clock is set by a day while things wait: no storm, and nothing starves. On SQLite
 * that clock counts, and must be followed; on PostgreSQL the database's does, and the machine's
 * must change nothing.
 */
@Tag(RunningLeadline.FOR_LONG)
class ClockJumpTest {
  private static final int SUBMISSIONS = 30;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(4);

  /** A wait is a quarter shorter at most. */
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(3);

  private static final Duration IN_THE_END = Duration.ofSeconds(120);

  @ParameterizedTest(name = "by {0} on {1}")
  @CsvSource({"PT24H, SQLITE", "PT-24H, SQLITE", "PT24H, POSTGRES", "PT-24H, POSTGRES"})
  void neitherStormsNorStarves(Duration by, TestStore store, @TempDir Path folder) {
    var wall = new SetByHand();
    var more =
        Map.of(
            "JOURNAL_URL",
            store.freshUrl(folder),
            "RETRY_FIRST",
            FIRST_RETRY.toMillis() + "ms",
            "DEAD_LETTER_URI",
            "http://127.0.0.1:9/nobody",
            "CRM_FAILURES_BEFORE_PAUSE",
            "1000");
    try (var crm = RunningLeadline.sandbox();
        var leadline = RunningLeadline.start(folder, crm, more, wall)) {
      crm.faults().add(Fault.of(FaultKind.REFUSE).times(1).withMessage("no such stage"));
      assertIsTaken(leadline, new Submission("dies", "dies@clock.example"));
      await().atMost(IN_THE_END).until(() -> leadline.ledger("typeform").dead() == 1);
      crm.faults().add(Fault.of(FaultKind.SERVER_ERROR).on(Operation.CREATE_CONTACT));
      Load.submissions(SUBMISSIONS).forEach(one -> assertIsTaken(leadline, one));
      await()
          .atMost(IN_THE_END)
          .until(() -> leadline.caller().meter("leadline_retried_total") >= SUBMISSIONS / 2);
      int before = crm.calls().size();

      wall.set(by);

      Clock counts = store == TestStore.SQLITE ? wall : Clock.systemUTC();
      var steady = leadline.bean(SteadyClock.class);
      await()
          .atMost(IN_THE_END)
          .until(() -> distance(steady.instant(), counts.instant()).toSeconds() < 3);
      assertIsTaken(leadline, new Submission("after", "after@clock.example"));
      await().atMost(IN_THE_END).until(() -> asked(crm.calls(), before, "after@clock.example"));

      crm.faults().clear();
      await().atMost(IN_THE_END).until(() -> leadline.ledger("typeform").pending() == 0);
      assertThat(tooSoon(crm)).as("calls that did not wait, as all would in a storm").isEmpty();
      assertThat(leadline.ledger("typeform").dead()).isEqualTo(1);
      assertThat(leadline.ledger("typeform").delivered()).isEqualTo(SUBMISSIONS + 1);
    }
    new CommandLineOf(more).assertLedgerIsVerified();
  }

  private static void assertIsTaken(RunningLeadline leadline, Submission submission) {
    assertThat(leadline.typeform(submission.body()).statusCode()).isEqualTo(200);
  }

  private static boolean asked(List<CallRecord> calls, int before, String email) {
    return calls.stream().skip(before).anyMatch(call -> email.equals(call.email()));
  }

  /** Tries that came sooner after the last for the same person than any try may. */
  private static List<CallRecord> tooSoon(SandboxCrm crm) {
    var tooSoon = new ArrayList<CallRecord>();
    crm.calls().stream()
        .filter(call -> call.call() == Operation.CREATE_CONTACT)
        .collect(groupingBy(call -> String.valueOf(call.email())))
        .values()
        .forEach(
            tries -> {
              for (int i = 1; i < tries.size(); i++) {
                Instant last = tries.get(i - 1).startedAt();
                if (tries.get(i).startedAt().isBefore(last.plus(SHORTEST_RETRY))) {
                  tooSoon.add(tries.get(i));
                }
              }
            });
    return tooSoon;
  }

  private static Duration distance(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }

  private static final class SetByHand extends Clock {
    private volatile Duration by = Duration.ZERO;

    void set(Duration further) {
      by = by.plus(further);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(by);
    }

    @Override
    public ZoneId getZone() {
      return systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
