package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.journal.TestStore;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Of two CRM accounts one hangs. How long do the hooks take to answer, and the other account to be
 * delivered to, against the time when both answer? Rounds with and without take turns, so that
 * whatever else the machine does hits both alike. {@code -Drounds=6 -Dper.round=1200}.
 */
class OneHangsBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 6);
  private static final int PER_ROUND = Integer.getInteger("per.round", 1_200);
  private static final int SENDERS = 4;
  private static final Duration BETWEEN = Duration.ofMillis(25);
  private static final Duration IN_THE_END = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final SandboxCrm home = RunningLeadline.sandbox();
  private final SandboxCrm eu = TwoAccounts.sandbox();
  private int sent;

  @AfterEach
  void stop() {
    home.close();
    eu.close();
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void neitherTheHooksNorTheOtherAccountNotice(TestStore store) throws Exception {
    Map<String, String> environment = environment(store);
    var usual = new ArrayList<Double>();
    var hanging = new ArrayList<Double>();
    try (var server = ChildLeadline.start(folder, environment)) {
      round(server.caller());
      awaitDelivered(home, sent / 2);
      for (int n = 0; n < ROUNDS; n++) {
        usual.addAll(round(server.caller()));
        eu.faults().add(Fault.of(FaultKind.HANG));
        hanging.addAll(round(server.caller()));
        awaitDelivered(home, sent / 2);
        eu.faults().clear();
      }
      awaitDelivered(eu, sent / 2);
    }
    double ratio = percentile(hanging, 99) / percentile(usual, 99);
    System.out.printf(
        "bench: store=%s webhooks=%d accept_p50=%.1fms/%.1fms accept_p99=%.1fms/%.1fms ratio=%.2f%n",
        store,
        sent,
        percentile(usual, 50),
        percentile(hanging, 50),
        percentile(usual, 99),
        percentile(hanging, 99),
        ratio);
    assertThat(ratio).as("accept p99 while one account hangs, against usual").isLessThan(1.2);
    assertThat(new CommandLineOf(environment).run("ledger", "--verify").said())
        .contains("a full count gives the same");
  }

  private Map<String, String> environment(TestStore store) throws IOException {
    Map<String, String> environment =
        ChildLeadline.environment(RunningLeadline.environment(folder, home));
    environment.put("JOURNAL_URL", store.freshUrl(folder));
    environment.putAll(TwoAccounts.environment(folder, eu));
    return environment;
  }

  private static void awaitDelivered(SandboxCrm crm, int profiles) {
    await().atMost(IN_THE_END).until(() -> crm.summary().profiles() >= profiles);
  }

  /** Half to each account; gives the milliseconds that each answer took. */
  private List<Double> round(Caller caller) throws Exception {
    var senders = Executors.newFixedThreadPool(SENDERS);
    try {
      var running = new ArrayList<Future<List<Double>>>();
      for (int sender = 0; sender < SENDERS; sender++) {
        int first = sent + sender * (PER_ROUND / SENDERS);
        running.add(senders.submit(() -> send(caller, first)));
      }
      sent += PER_ROUND;
      var took = new ArrayList<Double>();
      for (Future<List<Double>> one : running) {
        took.addAll(one.get());
      }
      return took;
    } finally {
      senders.shutdownNow();
    }
  }

  private static List<Double> send(Caller caller, int first) {
    var took = new ArrayList<Double>();
    for (int n = first; n < first + PER_ROUND / SENDERS; n++) {
      String hook = n % 2 == 0 ? "typeform" : TwoAccounts.HOOK;
      String body = new Load.Submission("one-" + n, "person" + n + "@both.example").body();
      long start = System.nanoTime();
      int status =
          caller
              .post(
                  hook,
                  body.getBytes(StandardCharsets.UTF_8),
                  RunningLeadline.typeformSignature(body))
              .statusCode();
      took.add((System.nanoTime() - start) / 1e6);
      assertThat(status).isEqualTo(200);
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    return took;
  }

  private static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
