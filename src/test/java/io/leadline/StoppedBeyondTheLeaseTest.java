package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.Load.Submission;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that stands still for longer than its lanes are its own, as a machine that is paused,
 * and then goes on as if nothing had been. Needs the signals of a Unix.
 */
@Tag(ChildLeadline.OF_ITS_OWN)
class StoppedBeyondTheLeaseTest {
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration IN_THE_END = Duration.ofSeconds(120);
  private static final int TERMINATED = 143;

  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;

  /** More than are in hand at a time. */
  private final List<Submission> all =
      IntStream.range(0, 16)
          .mapToObj(i -> new Submission("lane-" + i, "lane" + i + "@stopped.example"))
          .toList();

  private final Submission late = new Submission("late", "late@stopped.example");

  @BeforeEach
  void prepare() {
    Assumptions.assumeTrue(Path.of("/bin/kill").toFile().canExecute(), () -> notTested());
    crm = RunningLeadline.sandbox();
    // Late answers, so that calls are on their way when it stops.
    crm.faults().add(Fault.of(FaultKind.LATENCY).withDelay(Duration.ofMillis(400)));
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
    environment.put("CLAIM_LEASE", LEASE.toSeconds() + "s");
    environment.put("CALL_TIME_LIMIT", "2s");
  }

  private static String notTested() {
    String why = "NOT TESTED: a server that stands still beyond its lease. There is no /bin/kill";
    System.err.println(why);
    return why;
  }

  @AfterEach
  void stop() {
    if (crm != null) {
      crm.close();
    }
  }

  @Test
  void startsNoCallForALaneThatIsAnothersByNow() {
    environment.put("JOURNAL_URL", TestStore.POSTGRES.freshUrl(folder));
    environment.put("NODE_NAME", "one");
    try (var one = ChildLeadline.start(folder, environment)) {
      stopInTheMiddle(one);

      try (var two = ChildLeadline.start(folder, ofAnother())) {
        awaitNothingPending(two);
        assertThat(two.caller().meter("leadline_recovered_total"))
            .as("lanes that the other took over")
            .isPositive();
        List<CallRecord> tillThen = crm.calls();

        one.signal("CONT");
        assertIsTaken(one, late);
        awaitNothingPending(two);
        // It ends only what it has in hand.
        assertThat(one.stop()).as(one::output).isEqualTo(TERMINATED);

        assertThat(crm.calls().stream().skip(tillThen.size()).filter(this::isAboutSomebody))
            .as("calls about somebody since it went on")
            .extracting(CallRecord::email)
            .containsOnly(late.email());
        assertAllIsDeliveredOnce(two.caller());
      }
    }
  }

  @Test
  void takesItsOwnLanesUpAgainWhereItIsAlone() {
    try (var alone = ChildLeadline.start(folder, environment)) {
      stopInTheMiddle(alone);
      // Nobody else is there to be seen taking them over.
      await().pollDelay(LEASE.plusSeconds(1)).until(() -> true);

      alone.signal("CONT");
      assertIsTaken(alone, late);
      awaitNothingPending(alone);

      assertAllIsDeliveredOnce(alone.caller());
    }
  }

  /**
   * Not the forced error: a server whose calls were all cut by its standing still may ask by it
   * whether the CRM is there.
   */
  private boolean isAboutSomebody(CallRecord call) {
    return call.email() != null || call.contactId() != null;
  }

  private void stopInTheMiddle(ChildLeadline server) {
    all.forEach(one -> assertIsTaken(server, one));
    await()
        .atMost(IN_THE_END)
        .until(() -> crm.summary().profiles() > 0 && crm.summary().underWay() > 0);
    server.signal("STOP");
    assertThat(crm.summary().profiles()).as("delivered already").isLessThan(all.size());
  }

  private Map<String, String> ofAnother() {
    Map<String, String> another = ChildLeadline.environment(new HashMap<>(environment));
    another.put("NODE_NAME", "two");
    return another;
  }

  private void assertAllIsDeliveredOnce(Caller server) {
    Delivered delivered = Delivered.to(crm);
    delivered.holdsAllOf(all);
    delivered.holdsAllOf(List.of(late));
    delivered.hasEachPersonOnce();
    assertThat((double) delivered.extraProfiles(all))
        .as("profiles that are there twice were on their way when it stopped, and are counted")
        .isLessThanOrEqualTo(server.meter("leadline_repeated_total"));
    assertThat(crm.summary().overlaps()).as("calls for one person at a time").isZero();
    new CommandLineOf(environment).assertLedgerIsVerified();
  }

  private static void assertIsTaken(ChildLeadline server, Submission submission) {
    assertThat(server.caller().typeform(submission.body()).statusCode()).isEqualTo(200);
  }

  private static void awaitNothingPending(ChildLeadline server) {
    await()
        .atMost(IN_THE_END)
        .until(
            () ->
                JsonPath.<Integer>read(
                        server.caller().admin("/actuator/ledger").body(),
                        "$.hooks.typeform.pending")
                    == 0);
  }
}
