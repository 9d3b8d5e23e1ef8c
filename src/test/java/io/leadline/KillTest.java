package io.leadline;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.Load.Submission;
import io.leadline.Load.Told;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed, or stopped, in the middle of its work. */
@Tag(ChildLeadline.OF_ITS_OWN)
class KillTest {
  private static final Duration IN_THE_END = Duration.ofSeconds(90);

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

  @Test
  void deliversAllThatItAcknowledgedBeforeItWasKilled() {
    // Late answers, so that not all is delivered when the kill comes.
    crm.faults().add(Fault.of(FaultKind.LATENCY).withDelay(Duration.ofMillis(25)));
    List<Told> told = sendAndKillInTheMiddle();
    List<Submission> all = told.stream().map(Told::submission).toList();
    Set<Submission> acknowledged = taken(told);
    long profilesAtTheKill = crm.summary().profiles();

    try (var again = ChildLeadline.start(folder, environment)) {
      assertThat(again.caller().meter("leadline_recovered_total"))
          .as("lanes that the killed server had in hand")
          .isPositive();
      await().atMost(IN_THE_END).until(() -> crm.summary().profiles() > profilesAtTheKill);
      sendAgainWhatWasNotAnswered(told, again);
      awaitNothingPending(again.caller());

      Delivered delivered = Delivered.to(crm);
      delivered.holdsAllOf(acknowledged);
      delivered.holdsAllOf(all);
      delivered.hasEachPersonOnce();
      delivered.holdsOnlyPeopleOf(all);
      assertThat((double) delivered.extraProfiles(all))
          .as("profiles that are there twice were on their way at the kill, and are counted")
          .isLessThanOrEqualTo(again.caller().meter("leadline_repeated_total"));
      assertThat(all)
          .filteredOn(submission -> delivered.profilesOf(submission) > 2)
          .as("profiles that are there more than twice, though only one call was cut")
          .isEmpty();
      assertThat(crm.summary().overlaps()).isZero();
      assertLedgerIsVerified();
      assertThat(ledger(again.caller(), "dead")).isZero();
      assertThat(ledger(again.caller(), "received")).isEqualTo(all.size());
    }
  }

  /** While webhooks come, and while calls are on their way: those are held. */
  private List<Told> sendAndKillInTheMiddle() {
    try (var child = ChildLeadline.start(folder, environment);
        var load = new Load(child.caller(), 12).sendOn(Duration.ofMillis(20))) {
      await().atMost(IN_THE_END).until(() -> load.taken() >= 250 && crm.summary().profiles() >= 5);
      crm.faults().add(Fault.of(FaultKind.HANG));
      await().atMost(IN_THE_END).until(() -> crm.faults().held() > 0);
      child.kill();
      await().atMost(IN_THE_END).until(() -> load.told().stream().anyMatch(one -> !one.isTaken()));
      return load.end();
    } finally {
      crm.faults().clear();
      await().atMost(IN_THE_END).until(() -> crm.summary().underWay() == 0);
    }
  }

  private static void sendAgainWhatWasNotAnswered(List<Told> told, ChildLeadline server) {
    List<Submission> unanswered =
        told.stream().filter(one -> !one.isTaken()).map(Told::submission).toList();
    try (var load = new Load(server.caller(), 4).send(unanswered)) {
      assertThat(load.await()).allMatch(Told::isTaken);
    }
  }

  @Test
  void losesNothingAndTurnsNobodyAwayWhenItIsRestartedUnderLoad() {
    environment.put("STOP_DRAIN", "500ms");
    var first = ChildLeadline.start(folder, environment);
    List<Told> told;
    try (first;
        var load = new Load(first.caller(), 4).sendOn(Duration.ofMillis(25))) {
      await().atMost(IN_THE_END).until(() -> load.taken() >= 40);
      int code = first.stop();
      assertThat(code).as("exit code after SIGTERM: %s", first.output()).isIn(0, 143);
      long before = load.taken();
      try (var second = ChildLeadline.start(folder, environment)) {
        await().atMost(IN_THE_END).until(() -> load.taken() >= before + 40);
        told = load.end();
        awaitNothingPending(second.caller());

        assertThat(told)
            .as(() -> "answers that make a sender give up; the log:\n" + troubles(first, second))
            .filteredOn(one -> !one.isFair())
            .isEmpty();
        assertThat(troubles(first, second)).isEmpty();
        assertThat(told).as("the gate was seen").anyMatch(one -> one.status() == 503);
        Delivered delivered = Delivered.to(crm);
        delivered.holdsAllOf(taken(told));
        delivered.hasEachPersonOnce();
        assertThat(delivered.extraProfiles(taken(told))).isZero();
        assertThat(second.caller().meter("leadline_repeated_total")).isZero();
        assertThat(ledger(second.caller(), "dead")).isZero();
        assertLedgerIsVerified();
      }
    }
  }

  private static String troubles(ChildLeadline... servers) {
    return Stream.of(servers)
        .flatMap(server -> server.output().lines())
        .filter(line -> line.contains(" ERROR ") || line.startsWith("leadline: "))
        .collect(Collectors.joining("\n"));
  }

  private static Set<Submission> taken(List<Told> told) {
    return told.stream().filter(Told::isTaken).map(Told::submission).collect(toSet());
  }

  private static void awaitNothingPending(Caller caller) {
    await().atMost(IN_THE_END).until(() -> ledger(caller, "pending") == 0);
  }

  private static int ledger(Caller caller, String count) {
    return JsonPath.read(caller.admin("/actuator/ledger").body(), "$.hooks.typeform." + count);
  }

  private void assertLedgerIsVerified() {
    new CommandLineOf(environment).assertLedgerIsVerified();
  }
}
