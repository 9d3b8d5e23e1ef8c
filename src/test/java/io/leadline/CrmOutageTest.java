package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.Load.Submission;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.sandbox.Organisation;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CRM away, or the account in disorder: webhooks are taken, nothing dies, all arrives. */
@Tag(RunningLeadline.FOR_LONG)
class CrmOutageTest {
  /** For a longer run by hand: {@code -Dleadline.test.outage=30}. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("leadline.test.outage", 1));

  private static final Duration IN_THE_END = Duration.ofSeconds(90);
  private static final int SUBMISSIONS = 200;

  @TempDir static Path folder;
  private static SandboxCrm crm;
  private static Relay wayToCrm;
  private static RunningLeadline leadline;

  @BeforeAll
  static void start() {
    crm = RunningLeadline.sandbox();
    wayToCrm = new Relay(crm.rootUrl());
    leadline =
        RunningLeadline.start(
            folder, crm, Map.of("CRM_BASE_URL", wayToCrm.standingFor(crm.baseUrl())));
  }

  @AfterEach
  void theLedgerHolds() {
    new CommandLineOf(RunningLeadline.environment(folder, crm)).assertLedgerIsVerified();
  }

  @AfterAll
  static void stop() {
    leadline.close();
    wayToCrm.close();
    crm.close();
  }

  @Test
  void takesEveryWebhookWhileTheCrmIsAwayAndDeliversAllAfterwards() {
    List<Submission> all = Load.submissions(SUBMISSIONS);
    long received = leadline.ledger("typeform").received();
    wayToCrm.off();
    try (var load = new Load(leadline.caller(), 6).send(all)) {
      assertThat(load.await()).filteredOn(told -> !told.isTaken()).isEmpty();
    }
    await()
        .pollDelay(OUTAGE)
        .atMost(OUTAGE.plus(IN_THE_END))
        .until(() -> leadline.caller().meter("leadline_retried_total") > 0);
    assertThat(leadline.ledger("typeform").received() - received).isEqualTo(SUBMISSIONS);
    assertThat(leadline.stranger("/actuator/health/readiness").statusCode()).isEqualTo(200);

    wayToCrm.on();

    await().atMost(IN_THE_END).until(() -> leadline.ledger("typeform").pending() == 0);
    assertThat(leadline.ledger("typeform").dead()).isZero();
    Delivered delivered = Delivered.to(crm);
    delivered.holdsAllOf(all);
    delivered.hasEachPersonOnce();
    assertThat(delivered.extraProfiles(all))
        .as("nothing was sent, so nothing is repeated")
        .isZero();
  }

  @Test
  void waitsForAnInactiveOrganisationAndGoesOnByItself() {
    var inactive =
        new Organisation(
            SandboxSettings.DEMO_ORG_ID,
            List.of(SandboxSettings.DEMO_MEMBER_ID),
            false,
            SandboxSettings.demoRules());
    var settings = SandboxSettings.demo().withOrganisations(List.of(inactive));
    try (var other = SandboxCrm.start(settings, Clock.systemUTC(), new Random(8), 0)) {
      wayToCrm.leadTo(other.rootUrl());
      EventId event =
          RunningLeadline.eventOf(
              leadline.typeform(Forms.demoRequestOf("inactive", "inactive@outage.example")));
      awaitPause(leadline, "CRM_ORG_ID");
      assertThat(leadline.event(event).summary().state()).isEqualTo(State.READY);
      assertThat(other.contacts()).isEmpty();
      wayToCrm.leadTo(crm.rootUrl());

      leadline.awaitState(event, State.DELIVERED);

      assertThat(health(leadline)).isEqualTo("UP");
      assertThat(crm.contacts()).extracting("email").contains("inactive@outage.example");
    }
  }

  @Test
  void keepsAllThatCameWithAWrongKeyAndDeliversItWithTheRightOne(@TempDir Path ownFolder) {
    try (var ownCrm = RunningLeadline.sandbox()) {
      List<EventId> events = new ArrayList<>();
      try (var wrong =
          RunningLeadline.start(ownFolder, ownCrm, Map.of("CRM_API_KEY", "wrong-key-1"))) {
        for (int i = 0; i < 12; i++) {
          String body = Forms.demoRequestOf("key-" + i, "person" + i + "@key.example");
          events.add(RunningLeadline.eventOf(wrong.typeform(body)));
        }
        awaitPause(wrong, "CRM_API_KEY");
        assertThat(wrong.stranger("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(wrong.stranger("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(wrong.admin("/actuator/health").body()).doesNotContain("wrong-key-1");
        assertThat(wrong.typeform(Forms.demoRequestOf("key-0", "person0@key.example")).statusCode())
            .isEqualTo(200);
        assertThat(wrong.ledger("typeform").pending()).isEqualTo(events.size());
        assertThat(wrong.ledger("typeform").dead()).isZero();
      }
      try (var right = RunningLeadline.start(ownFolder, ownCrm)) {
        events.forEach(event -> right.awaitState(event, State.DELIVERED));

        assertThat(ownCrm.contacts()).hasSize(events.size());
        assertThat(ownCrm.summary().profiles()).isEqualTo(events.size());
        assertThat(right.caller().meter("leadline_repeated_total")).isZero();
        assertThat(health(right)).isEqualTo("UP");
        new CommandLineOf(RunningLeadline.environment(ownFolder, ownCrm)).assertLedgerIsVerified();
      }
    }
  }

  private static void awaitPause(RunningLeadline server, String variable) {
    await().atMost(RunningLeadline.SOON).until(() -> health(server), "PAUSED"::equals);
    String health = server.admin("/actuator/health").body();
    assertThat(JsonPath.<String>read(health, "$.components.connections.details.default.reason"))
        .contains(variable);
  }

  private static String health(RunningLeadline server) {
    return JsonPath.read(
        server.admin("/actuator/health").body(), "$.components.connections.status");
  }
}
