package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two CRM accounts, each with a hook of its own. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SeveralConnectionsTest {
  private static final String MEMBERS_KEY = "the-key-of-the-member";

  @TempDir Path folder;
  private SandboxCrm home;
  private SandboxCrm eu;

  @BeforeEach
  void start() {
    home = RunningLeadline.sandbox();
    eu = TwoAccounts.sandbox();
  }

  @AfterEach
  void stop() {
    home.close();
    eu.close();
  }

  @Test
  void givesEachAccountItsOwnAndTheSamePersonToBoth() throws IOException {
    try (var leadline = serve(Map.of())) {
      String email = "Ada@both.example";
      EventId first = send(leadline, "typeform", email);
      EventId second = send(leadline, TwoAccounts.HOOK, email);
      leadline.awaitState(first, State.DELIVERED);
      leadline.awaitState(second, State.DELIVERED);

      assertThat(people(home)).containsExactly("ada@both.example");
      assertThat(people(eu)).containsExactly("ada@both.example");
      assertThat(eu.contacts()).extracting(Contact::orgId).containsExactly(TwoAccounts.ORG);
      assertThat(home.summary().profiles() + eu.summary().profiles()).isEqualTo(2);
      assertThat(leadline.ledger("typeform").delivered()).isEqualTo(1);
      assertThat(leadline.ledger(TwoAccounts.HOOK).delivered()).isEqualTo(1);
      assertLedgerIsVerified();
    }
  }

  @Test
  void pausesOnlyTheAccountWhoseKeyIsWrong() throws IOException {
    try (var leadline = serve(Map.of("CRM_EU_API_KEY", "a-wrong-key"))) {
      EventId stays = send(leadline, TwoAccounts.HOOK, "stays@eu.example");
      await().atMost(RunningLeadline.SOON).until(() -> health(leadline).contains("CRM_EU_API_KEY"));
      EventId goes = send(leadline, "typeform", "goes@home.example");
      leadline.awaitState(goes, State.DELIVERED);

      assertThat(leadline.event(stays).summary().state()).isEqualTo(State.READY);
      assertThat(health(leadline)).contains("\"default\":{\"state\":\"up\"}", "PAUSED");
      assertThat(eu.contacts()).isEmpty();
      assertThat(leadline.ledger(TwoAccounts.HOOK).pending()).isEqualTo(1);
      assertLedgerIsVerified();
    }
  }

  @Test
  void callsWithTheKeyOfTheMemberWhereItHasOne() throws IOException {
    eu.close();
    eu = TwoAccounts.sandbox(MEMBERS_KEY);
    var member = Map.of("CRM_EU_MEMBER_KEYS", TwoAccounts.MEMBER + "=" + MEMBERS_KEY);
    try (var leadline = serve(member)) {
      EventId event = send(leadline, TwoAccounts.HOOK, "ada@members.example");

      leadline.awaitState(event, State.DELIVERED);
      assertThat(people(eu)).containsExactly("ada@members.example");
    }
  }

  private RunningLeadline serve(Map<String, String> more) throws IOException {
    var environment = RunningLeadline.environment(folder, home);
    environment.putAll(TwoAccounts.environment(folder, eu));
    environment.putAll(more);
    return RunningLeadline.start(folder, home, environment);
  }

  private static EventId send(RunningLeadline leadline, String hook, String email) {
    String body = Forms.demoRequestOf(UUID.randomUUID().toString(), email);
    return RunningLeadline.eventOf(
        leadline.post(
            hook, body.getBytes(StandardCharsets.UTF_8), RunningLeadline.typeformSignature(body)));
  }

  private static List<String> people(SandboxCrm crm) {
    return crm.contacts().stream().map(Contact::email).toList();
  }

  private static String health(RunningLeadline leadline) {
    return leadline.admin("/actuator/health").body();
  }

  private void assertLedgerIsVerified() {
    var verified =
        new CommandLineOf(RunningLeadline.environment(folder, home)).run("ledger", "--verify");
    assertThat(verified.code()).as(verified.said()).isZero();
  }
}
