package io.leadline;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.Load.Submission;
import io.leadline.Load.Told;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is stopped and started again and again while form tools send over connections that
 * they keep. {@code -Dleadline.restarts=20} for a long run.
 */
@Tag(ChildLeadline.OF_ITS_OWN)
class RestartUnderLoadTest {
  private static final Duration IN_THE_END = Duration.ofSeconds(120);
  private static final int RESTARTS = Integer.getInteger("leadline.restarts", 3);
  private static final int TERMINATED = 143;

  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
    environment.put("STOP_DRAIN", "150ms");
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  @Test
  void tellsSendersNothingThatMakesThemGiveUpAndKeepsItsWord() {
    String root = "http://localhost:" + environment.get("SERVER_PORT");
    try (var load = new Load(new Caller(root), 8).sendOn(Duration.ofMillis(40))) {
      for (int restart = 0; restart < RESTARTS; restart++) {
        serveForAWhile(load);
      }
      List<Told> told = load.end();

      assertThat(told)
          .as("answers that make a sender give up, or that keep nothing")
          .filteredOn(one -> !one.isFair())
          .isEmpty();
      assertThat(told).as("the gate was seen").anyMatch(one -> one.status() == 503);
      assertThatAllIsDelivered(
          told.stream().filter(Told::isTaken).map(Told::submission).collect(toSet()));
    }
  }

  private void serveForAWhile(Load load) {
    try (var child = ChildLeadline.start(folder, environment)) {
      long before = load.taken();
      await().atMost(IN_THE_END).until(() -> load.taken() >= before + 100);
      assertThat(child.stop()).as(child::output).isEqualTo(TERMINATED);
      assertThat(child.output()).doesNotContain(" ERROR ");
    }
  }

  private void assertThatAllIsDelivered(Set<Submission> taken) {
    try (var last = ChildLeadline.start(folder, environment)) {
      await()
          .atMost(IN_THE_END)
          .until(
              () ->
                  JsonPath.<Integer>read(
                          last.caller().admin("/actuator/ledger").body(),
                          "$.hooks.typeform.pending")
                      == 0);
      Delivered delivered = Delivered.to(crm);
      delivered.holdsAllOf(taken);
      delivered.hasEachPersonOnce();
      assertThat(delivered.extraProfiles(taken)).as("a stop cuts no call").isZero();
    }
    CommandLineOf.Result verified = new CommandLineOf(environment).run("ledger", "--verify");
    assertThat(verified.code()).as(verified.said()).isZero();
  }
}
