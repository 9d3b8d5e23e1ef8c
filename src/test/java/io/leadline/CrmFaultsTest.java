package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.Reason;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the CRM may do wrong, one by one, and that its key never shows. */
@ExtendWith(OutputCaptureExtension.class)
@Tag(RunningLeadline.FOR_LONG)
class CrmFaultsTest {
  private static final String TIME_LIMIT = "camel.component.http.response-timeout";
  private static final String LONGER_THAN_A_SLOW_MACHINE_TAKES = "4000";
  private static final String REPEATED = "leadline_repeated_total";

  @TempDir static Path folder;
  private static SandboxCrm crm;
  private static RunningLeadline leadline;

  @BeforeAll
  static void start() {
    crm = RunningLeadline.sandbox();
    System.setProperty(TIME_LIMIT, LONGER_THAN_A_SLOW_MACHINE_TAKES);
    try {
      leadline = RunningLeadline.start(folder, crm);
    } finally {
      System.clearProperty(TIME_LIMIT);
    }
  }

  @AfterAll
  static void stop() {
    leadline.close();
    crm.close();
  }

  @AfterEach
  void theKeyIsInNoLogAndNoFile(CapturedOutput output) throws IOException {
    crm.faults().clear();
    assertThat(output.getAll()).as("the log").doesNotContain(RunningLeadline.API_KEY);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as("file %s of the journal", file.getFileName())
            .doesNotContain(RunningLeadline.API_KEY);
      }
    }
  }

  @ParameterizedTest(name = "{0} on {1}, after it took effect: {2}")
  @CsvFileSource(resources = "/acceptance/crm-faults.csv")
  void endsAsPromised(
      String fault,
      String call,
      boolean takesEffect,
      State end,
      String code,
      int contacts,
      int profiles,
      double repetitions) {
    String email = UUID.randomUUID() + "@faults.example";
    double before = leadline.caller().meter(REPEATED);
    Fault once = Fault.of(kind(fault)).on(operation(call)).times(1);
    crm.faults().add(takesEffect ? once.afterItCommits() : once);

    EventDetail event = leadline.awaitState(send(email), end);

    Reason reason = event.summary().reason();
    if (end == State.DEAD) {
      assertThat(reason).isNotNull();
      assertThat(reason.code().code()).isEqualTo(code);
      assertThat(reason.sentence()).containsIgnoringCase("replay");
    }
    List<Contact> people = people(email);
    assertThat(people).hasSize(contacts);
    assertThat(people.stream().mapToInt(contact -> contact.profiles().size()).sum())
        .isEqualTo(profiles);
    assertThat(leadline.caller().meter(REPEATED) - before).isEqualTo(repetitions);
  }

  @Test
  void repeatsACallThatIsNotAnsweredInTime() {
    String email = "slow@faults.example";
    crm.faults().add(Fault.of(FaultKind.HANG).on(Operation.CREATE_CONTACT).times(1));

    leadline.awaitState(send(email), State.DELIVERED);

    assertThat(people(email)).hasSize(1);
    assertThat(people(email).get(0).profiles()).hasSize(1);
  }

  @Test
  void masksTheKeyWhereTheCrmRepeatsItAndGoesOnWhenTheAccountIsInOrder() {
    crm.faults()
        .add(
            Fault.of(FaultKind.REFUSE)
                .withMessage("Invalid api_key '" + RunningLeadline.API_KEY + "' given"));
    var event = send("echo@faults.example");

    await()
        .atMost(RunningLeadline.SOON)
        .until(() -> leadline.admin("/actuator/health").body().contains("PAUSED"));
    assertThat(leadline.event(event).summary().state()).isEqualTo(State.READY);
    assertThat(leadline.admin("/actuator/health").body())
        .contains("CRM_API_KEY")
        .doesNotContain(RunningLeadline.API_KEY);
    crm.faults().clear();

    leadline.awaitState(event, State.DELIVERED);
    assertThat(people("echo@faults.example")).hasSize(1);
  }

  private static io.leadline.event.EventId send(String email) {
    return RunningLeadline.eventOf(
        leadline.typeform(Forms.demoRequestOf(UUID.randomUUID().toString(), email)));
  }

  private static List<Contact> people(String email) {
    return crm.contacts().stream().filter(contact -> contact.email().equals(email)).toList();
  }

  private static FaultKind kind(String word) {
    return FaultKind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Operation operation(String word) {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.word().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
