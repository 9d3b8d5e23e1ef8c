package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.Profile;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles whose answer is lost, where the operator wants to decide: CRM_UNKNOWN_PROFILE=hold. */
@Tag(RunningLeadline.FOR_LONG)
class ProfilesInDoubtTest {
  private static final String TIME_LIMIT = "camel.component.http.response-timeout";
  private static final String LONGER_THAN_A_SLOW_MACHINE_TAKES = "4000";
  private static final String HOLD = "CRM_UNKNOWN_PROFILE";

  @TempDir static Path folder;
  private static SandboxCrm crm;
  private static RunningLeadline leadline;
  private static CommandLineOf commands;

  @BeforeAll
  static void start() {
    crm = RunningLeadline.sandbox();
    System.setProperty(TIME_LIMIT, LONGER_THAN_A_SLOW_MACHINE_TAKES);
    try {
      leadline = RunningLeadline.start(folder, crm, Map.of(HOLD, "hold"));
    } finally {
      System.clearProperty(TIME_LIMIT);
    }
    commands = new CommandLineOf(RunningLeadline.environment(folder, crm));
  }

  @AfterAll
  static void stop() {
    leadline.close();
    crm.close();
  }

  @AfterEach
  void nothingIsLost() {
    crm.faults().clear();
    commands.assertLedgerIsVerified();
  }

  @ParameterizedTest(name = "{0}, after it took effect: {1}")
  @CsvSource({
    "SERVER_ERROR, true",
    "SERVER_ERROR, false",
    "EMPTY_BODY, true",
    "CUT_AFTER_COMMIT, true",
    "CUT_BEFORE_COMMIT, false",
    "HANG, true"
  })
  void holdsTheEventAndDoesAsThePersonSays(FaultKind kind, boolean tookEffect) {
    String email = UUID.randomUUID() + "@doubt.example";
    fail(kind, tookEffect);
    EventId event = send(email);
    EventDetail held = leadline.awaitState(event, State.HELD);
    crm.faults().release();

    assertThat(held.summary().reason()).isNotNull();
    assertThat(held.summary().reason().sentence())
        .contains(person(email).contactId(), "Leadline event " + event);
    assertThat(leadline.admin("/actuator/health").body()).contains("\"held\":1");
    assertThat(leadline.caller().meter("leadline_backlog")).isEqualTo(1);

    CommandLineOf.Result said = commands.run(tookEffect ? "confirm" : "repeat", event.value());

    assertThat(said.code()).as(said.said()).isZero();
    leadline.awaitState(event, State.DELIVERED);
    await().atMost(RunningLeadline.SOON).until(() -> !profiles(email).isEmpty());
    assertThat(profiles(email)).hasSize(1);
    assertThat(profiles(email).get(0).profilePayload().toString())
        .contains("leadline_event=Leadline event " + event);
    assertThat(leadline.admin("/actuator/health").body()).doesNotContain("\"held\"");
  }

  @Test
  void refusesToDecideWhatIsNotInDoubt() {
    EventId event = send(UUID.randomUUID() + "@doubt.example");
    leadline.awaitState(event, State.DELIVERED);

    assertThat(commands.run("confirm", event.value()).said()).contains("DELIVERED", "stays so");
    assertThat(commands.run("repeat", event.value()).code()).isEqualTo(1);
  }

  @Test
  void sendsAFormThatIsSentTwiceOnce() {
    String email = UUID.randomUUID() + "@twice.example";
    EventId first = send(email);
    leadline.awaitState(first, State.DELIVERED);
    EventId second = send(email);
    leadline.awaitState(second, State.DELIVERED);

    assertThat(person(email).createCalls()).isEqualTo(1);
    assertThat(profiles(email)).hasSize(1);
    assertThat(commands.run("events", second.value()).said())
        .contains("covered", "not sent: the CRM took the same from event " + first);
  }

  /** A server that is killed while the CRM adds the profile. */
  @ParameterizedTest
  @CsvSource({"hold, HELD, 1, 0", "repeat, DELIVERED, 2, 1"})
  void decidesAfterAKillAsItIsTold(
      String unknown, State end, int profiles, double repeated, @TempDir Path own) {
    try (SandboxCrm other = RunningLeadline.sandbox()) {
      var usual = new HashMap<>(RunningLeadline.environment(own, other));
      usual.put(HOLD, unknown);
      Map<String, String> environment = ChildLeadline.environment(usual);
      EventId event = killWhileAProfileIsAdded(own, environment, other);

      try (var again = RunningLeadline.startWith(environment)) {
        var inIt = new CommandLineOf(environment);
        await()
            .atMost(RunningLeadline.SOON)
            .until(() -> inIt.run("events", event.value()).said().contains(end.name()));
        assertThat(again.caller().meter("leadline_repeated_total")).isEqualTo(repeated);
        assertThat(other.summary().profiles()).isEqualTo(profiles);
        inIt.assertLedgerIsVerified();
      }
    }
  }

  private static EventId killWhileAProfileIsAdded(
      Path own, Map<String, String> environment, SandboxCrm other) {
    other.faults().add(Fault.of(FaultKind.HANG).on(Operation.ADD_PROFILE).times(1));
    try (var child = ChildLeadline.start(own, environment)) {
      String body = Forms.demoRequestOf("killed", "killed@doubt.example");
      EventId event = RunningLeadline.eventOf(child.caller().typeform(body));
      await().atMost(RunningLeadline.SOON).until(() -> other.faults().held() == 1);
      child.kill();
      other.faults().release();
      await().atMost(RunningLeadline.SOON).until(() -> other.summary().profiles() == 1);
      return event;
    }
  }

  private static void fail(FaultKind kind, boolean takesEffect) {
    Fault once = Fault.of(kind).on(Operation.ADD_PROFILE).times(1);
    crm.faults()
        .add(
            takesEffect && kind != FaultKind.HANG
                ? once.afterItCommits().withStatus(status(kind))
                : once);
  }

  private static int status(FaultKind kind) {
    return kind == FaultKind.SERVER_ERROR ? 502 : 503;
  }

  private static EventId send(String email) {
    return RunningLeadline.eventOf(
        leadline.typeform(Forms.demoRequestOf(UUID.randomUUID().toString(), email)));
  }

  private static Contact person(String email) {
    return crm.contacts().stream().filter(it -> it.email().equals(email)).findFirst().orElseThrow();
  }

  private static List<Profile> profiles(String email) {
    return person(email).profiles();
  }
}
