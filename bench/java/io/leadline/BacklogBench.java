package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.journal.Journal;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.CallOutcome;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A CRM comes back after an outage in which very many submissions were taken; it takes ten calls a
 * second and answers 429 beyond. How long do new submissions wait meanwhile, and is the rate kept?
 * {@code -Dwaiting=50000 -Dminutes=5}. Less than a minute says that it runs, and holds no bound.
 */
class BacklogBench {
  private static final int WAITING = Integer.getInteger("waiting", 50_000);
  private static final Duration TIME =
      Duration.ofMillis((long) (60_000 * Double.parseDouble(System.getProperty("minutes", "5"))));
  private static final int AT_ONCE = 500;
  private static final int RATE = 10;
  private static final Duration BETWEEN_LIVE = Duration.ofMillis(500);
  private static final Duration IN_THE_END = Duration.ofMinutes(15);
  private static final Duration FIRST_MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final SandboxCrm crm = RunningLeadline.sandbox();
  private Map<String, String> environment = Map.of();

  @AfterEach
  void stop() {
    crm.close();
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void newSubmissionsPassTheBacklogWithinTheRate(TestStore store) {
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
    environment.put("JOURNAL_URL", store.freshUrl(folder));
    environment.put("CRM_RATE", String.valueOf(RATE));
    receive();
    crm.faults().add(Fault.of(FaultKind.SERVER_ERROR));

    try (var server = ChildLeadline.start(folder, environment)) {
      prepare(server);
      crm.faults().clear();
      crm.faults().add(Fault.of(FaultKind.RATE_LIMIT).withPerSecond(RATE));
      await().atMost(IN_THE_END).until(() -> crm.summary().profiles() > 0);

      Instant start = Instant.now();
      Map<Submission, Instant> live = sendLive(server.caller(), start.plus(TIME));
      await().atMost(IN_THE_END).until(() -> waits(live).size() == live.size());

      report(store, server.caller(), new Figures(start, crm.calls(), waits(live)));
    }
    assertThat(new CommandLineOf(environment).run("ledger", "--verify").said())
        .contains("a full count gives the same");
  }

  private void receive() {
    long start = System.nanoTime();
    try (Journal journal = StoredEvents.serve(environment)) {
      for (int from = 0; from < WAITING; from += AT_ONCE) {
        StoredEvents.receive(
            journal,
            IntStream.range(from, from + AT_ONCE).mapToObj(BacklogBench::waiting).toList());
      }
    }
    say("%d received in %s", WAITING, since(start));
  }

  private static Submission waiting(int number) {
    return new Submission("waiting-" + number, "waiting" + number + "@backlog.example");
  }

  private static void prepare(ChildLeadline server) {
    long start = System.nanoTime();
    await()
        .atMost(IN_THE_END)
        .until(() -> server.caller().meter("leadline_prepared_total") == WAITING);
    say("%d prepared in %s", WAITING, since(start));
  }

  private static Map<Submission, Instant> sendLive(Caller caller, Instant end) {
    var sent = new LinkedHashMap<Submission, Instant>();
    for (int n = 0; Instant.now().isBefore(end); n++) {
      var one = new Submission("live-" + n, "live" + n + "@backlog.example");
      Instant now = Instant.now();
      assertThat(caller.typeform(one.body()).statusCode()).isEqualTo(200);
      sent.put(one, now);
      LockSupport.parkNanos(Duration.between(Instant.now(), now.plus(BETWEEN_LIVE)).toNanos());
    }
    return sent;
  }

  /** From sending a submission to its profile, of those that are delivered. */
  private List<Duration> waits(Map<Submission, Instant> live) {
    var delivered = new LinkedHashMap<String, Instant>();
    crm.calls().stream()
        .filter(call -> call.call() == Operation.ADD_PROFILE)
        .filter(call -> call.outcome() == CallOutcome.ACCEPTED && call.endedAt() != null)
        .forEach(call -> delivered.put(String.valueOf(call.email()), call.endedAt()));
    return live.entrySet().stream()
        .filter(one -> delivered.containsKey(one.getKey().email()))
        .map(one -> Duration.between(one.getValue(), delivered.get(one.getKey().email())))
        .toList();
  }

  private void report(TestStore store, Caller caller, Figures figures) {
    say(
        "store=%s waiting=%d seconds=%d live=%d live_p50=%.2fs live_p95=%.2fs live_max=%.2fs"
            + " calls=%d limited_after_1m=%.2f%% busiest_second=%d backlog_delivered=%d"
            + " drain_said=%.0fs",
        store,
        WAITING,
        TIME.toSeconds(),
        figures.waits().size(),
        figures.wait(50),
        figures.wait(95),
        figures.wait(100),
        figures.calls().size(),
        100 * figures.limitedAfterTheFirstMinute(),
        figures.busiestSecond(),
        crm.summary().profiles() - figures.waits().size(),
        caller.meter("leadline_drain_seconds"));
    if (TIME.compareTo(FIRST_MINUTE) >= 0) {
      figures.assertBounds();
    }
  }

  /**
   * @param waits from sending to the profile
   */
  private record Figures(Instant start, List<CallRecord> all, List<Duration> waits) {
    List<CallRecord> calls() {
      return all.stream().filter(call -> !call.startedAt().isBefore(start)).toList();
    }

    double wait(int percent) {
      List<Duration> sorted = waits.stream().sorted().toList();
      int index = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
      return sorted.get(Math.max(0, index)).toMillis() / 1000.0;
    }

    double limitedAfterTheFirstMinute() {
      List<CallRecord> later =
          calls().stream()
              .filter(call -> call.startedAt().isAfter(start.plus(FIRST_MINUTE)))
              .toList();
      long limited = later.stream().filter(call -> call.fault() == FaultKind.RATE_LIMIT).count();
      return later.isEmpty() ? 1 : (double) limited / later.size();
    }

    void assertBounds() {
      assertThat(wait(95)).as("seconds that 95 %% of new submissions wait").isLessThan(5);
      assertThat(limitedAfterTheFirstMinute()).as("share of 429").isLessThan(0.01);
      assertThat((double) busiestSecond()).as("calls in any second").isLessThan(RATE * 1.05);
    }

    /** Of every second that begins with a call. */
    int busiestSecond() {
      List<Instant> at = calls().stream().map(CallRecord::startedAt).sorted().toList();
      int most = 0;
      for (int first = 0, last = 0; last < at.size(); last++) {
        while (!at.get(first).plusSeconds(1).isAfter(at.get(last))) {
          first++;
        }
        most = Math.max(most, last - first + 1);
      }
      return most;
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofMillis((System.nanoTime() - nanos) / 1_000_000);
  }

  private static void say(String words, Object... values) {
    System.out.printf("bench: " + words + "%n", values);
  }
}
