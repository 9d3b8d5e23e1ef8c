package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.deliver.SteadyClock;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set by a day while things wait: no storm, and nothing starves. */
class ClockJumpTest {
  private static final int SUBMISSIONS = 30;

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"PT24H", "PT-24H"})
  void neitherStormsNorStarves(Duration by, @TempDir Path folder) {
    var wall = new SetByHand();
    var more =
        Map.of(
            "RETRY_FIRST", "2s",
            "DEAD_LETTER_URI", "http://127.0.0.1:9/nobody",
            "CRM_FAILURES_BEFORE_PAUSE", "1000");
    try (var crm = RunningLeadline.sandbox();
        var leadline = RunningLeadline.start(folder, crm, more, wall)) {
      crm.faults().add(Fault.of(FaultKind.REFUSE).times(1).withMessage("no such stage"));
      leadline.typeform(Forms.demoRequestOf("dies", "dies@clock.example"));
      await().until(() -> leadline.ledger("typeform").dead() == 1);
      crm.faults().add(Fault.of(FaultKind.SERVER_ERROR).on(Operation.CREATE_CONTACT));
      List<Submission> all = Load.submissions(SUBMISSIONS);
      all.forEach(one -> assertThat(leadline.typeform(one.body()).statusCode()).isEqualTo(200));
      await().until(() -> leadline.caller().meter("leadline_retried_total") >= SUBMISSIONS / 2);
      int before = crm.calls().size();
      Instant jumped = Instant.now();

      wall.set(by);

      var steady = leadline.bean(SteadyClock.class);
      await().until(() -> distance(steady.instant(), wall.instant()).toSeconds() < 3);
      assertThat(
              leadline.typeform(Forms.demoRequestOf("after", "after@clock.example")).statusCode())
          .isEqualTo(200);
      await().until(() -> asked(crm.calls(), before, "after@clock.example"));
      long seconds = Duration.between(jumped, Instant.now()).toSeconds();
      assertThat(crm.calls().size() - before)
          .as("calls in the %d s after the clock was set", seconds)
          .isLessThan((int) (SUBMISSIONS * (1 + seconds)));

      crm.faults().clear();
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> leadline.ledger("typeform").pending() == 0);
      assertThat(leadline.ledger("typeform").dead()).isEqualTo(1);
      assertThat(leadline.ledger("typeform").delivered()).isEqualTo(SUBMISSIONS + 1);
    }
  }

  private static boolean asked(
      List<io.leadline.sandbox.CallRecord> calls, int before, String email) {
    return calls.stream().skip(before).anyMatch(call -> call.toString().contains(email));
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
