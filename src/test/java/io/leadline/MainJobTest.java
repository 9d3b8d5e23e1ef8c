package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The main job, end to end, over real HTTP on both sides. */
@ExtendWith(OutputCaptureExtension.class)
class MainJobTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static SandboxCrm crm;
  private static RunningLeadline leadline;

  @BeforeAll
  static void start() {
    crm = RunningLeadline.sandbox();
    leadline = RunningLeadline.start(folder, crm);
  }

  /** All that was sent before is settled. */
  @BeforeEach
  void forget() {
    crm.forget();
  }

  @AfterAll
  static void stop() {
    leadline.close();
    crm.close();
    new CommandLineOf(RunningLeadline.environment(folder, crm)).assertLedgerIsVerified();
  }

  @Test
  void deliversASignedTypeformSubmissionAsContactThenProfile(CapturedOutput output)
      throws IOException {
    HttpResponse<String> answer =
        leadline.typeform(
            Forms.demoRequest("t1")
                .email("Ada@Analytical.example")
                .text("name", "What is your name?", "Ada Lovelace")
                .text("company", "Company (as on your website)", "Analytical Engines")
                .json());

    assertThat(answer.statusCode()).isEqualTo(200);
    EventDetail event = awaitState(eventOf(answer), State.DELIVERED);
    Contact contact = crm.contacts().get(0);
    assertThat(contact.email()).isEqualTo("ada@analytical.example");
    assertThat(contact.fields())
        .containsEntry("first_name", "Ada")
        .containsEntry("last_name", "Lovelace");
    assertThat(contact.entityName()).isEqualTo("Analytical Engines");
    assertThat(contact.profiles()).hasSize(1);
    assertThat(crm.calls())
        .extracting(call -> call.call().word())
        .containsExactly("createContact", "addProfileToContact");
    assertThat(event.made()).hasSize(2);
    assertApiKeyIsNowhere(output);
  }

  @Test
  void makesOneContactAndOneProfileOfTheSameBodyTwice() {
    String body = Forms.demoRequestOf("t2", "twice@example.org");
    HttpResponse<String> first = leadline.typeform(body);
    awaitState(eventOf(first), State.DELIVERED);
    LedgerLine before = ledger("typeform");
    HttpResponse<String> second = leadline.typeform(body);

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<Boolean>read(second.body(), "$.events[0].new")).isFalse();
    assertThat(eventOf(second)).isEqualTo(eventOf(first));
    assertThat(crm.contacts()).hasSize(1);
    assertThat(crm.contacts().get(0).profiles()).hasSize(1);
    assertThat(ledger("typeform").duplicates()).isEqualTo(before.duplicates() + 1);
  }

  @Test
  void refusesABodyOfWhichOneByteWasChanged() {
    LedgerLine before = ledger("typeform");
    String body = Forms.demoRequestOf("t3", "changed@example.org");
    HttpResponse<String> answer =
        leadline.post(
            "typeform",
            body.replace("changed@", "cHanged@").getBytes(StandardCharsets.UTF_8),
            RunningLeadline.typeformSignature(body));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(ledger("typeform").received()).isEqualTo(before.received());
    assertThat(ledger("typeform").quarantined()).isEqualTo(before.quarantined() + 1);
  }

  @Test
  void deliversWithAWarningWhereAnOptionalFieldIsWrong() {
    HttpResponse<String> answer =
        leadline.typeform(
            Forms.demoRequest("t5")
                .email("alan@bombe.example")
                .text("name", "What is your name?", "Alan Turing")
                .phone("12")
                .json());

    EventDetail event = awaitState(eventOf(answer), State.DELIVERED);
    assertThat(event.warnings()).extracting("field").contains("secondary_phone");
    assertThat(crm.contacts().get(0).fields()).doesNotContainKey("secondary_phone");
  }

  @Test
  void makesOneContactAndOneProfileOfAHubspotCreationWithFivePropertyChanges() {
    crm.hubspot()
        .put(
            "512",
            Map.of(
                "email",
                "katherine@orbit.example",
                "firstname",
                "Katherine",
                "lastname",
                "Johnson",
                "company",
                "Orbit",
                "jobtitle",
                "Mathematician"));
    var batch = new ArrayList<Map<String, ?>>();
    batch.add(Forms.hubspotEvent(1, 512, "email", "katherine@orbit.example"));
    batch.add(Forms.hubspotEvent(2, 512, "firstname", "Katherine"));
    batch.add(Forms.hubspotEvent(3, 512, null, null));
    batch.add(Forms.hubspotEvent(4, 512, "lastname", "Johnson"));
    batch.add(Forms.hubspotEvent(5, 512, "company", "Orbit"));
    batch.add(Forms.hubspotEvent(6, 512, "jobtitle", "Mathematician"));

    HttpResponse<String> answer = leadline.hubspot(Documents.write(batch));

    assertThat(answer.statusCode()).isEqualTo(200);
    await().atMost(SOON).until(() -> ledger("hubspot").pending() == 0);
    assertThat(ledger("hubspot").received()).isEqualTo(6);
    assertThat(ledger("hubspot").delivered()).isEqualTo(1);
    assertThat(crm.contacts()).hasSize(1);
    assertThat(crm.contacts().get(0).profiles()).hasSize(1);
    assertThat(crm.hubspot().reads()).isEqualTo(1);
  }

  @Test
  void showsHealthProbesMetricsAndLedger() {
    double received = leadline.caller().meter("leadline_received_total");
    HttpResponse<String> answer =
        leadline.typeform(Forms.demoRequestOf("t6", "metrics@example.org"));
    awaitState(eventOf(answer), State.DELIVERED);

    assertThat(leadline.stranger("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(leadline.stranger("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(leadline.stranger("/actuator/prometheus").statusCode()).isEqualTo(401);
    assertThat(leadline.admin("/actuator/health").body())
        .contains("journal", "mappings", "connections", "hooks", "routes")
        .doesNotContain(RunningLeadline.API_KEY, RunningLeadline.SECRET);
    assertThat(leadline.admin("/actuator/prometheus").body())
        .contains("leadline_received_total{hook=\"typeform\"} ")
        .contains("leadline_delivered_total");
    assertThat(leadline.caller().meter("leadline_received_total")).isEqualTo(received + 1);
    assertThat(leadline.admin("/actuator/ledger").body()).contains("\"balanced\":true");
  }

  private EventDetail awaitState(EventId event, State state) {
    await().atMost(SOON).until(() -> detail(event).summary().state() == state);
    return detail(event);
  }

  private EventDetail detail(EventId event) {
    return leadline.bean(Journal.class).find(event).orElseThrow();
  }

  private LedgerLine ledger(String hook) {
    return leadline.bean(Journal.class).ledger().stream()
        .filter(line -> line.hook().value().equals(hook))
        .findFirst()
        .orElseThrow();
  }

  private static EventId eventOf(HttpResponse<String> answer) {
    return new EventId(JsonPath.read(answer.body(), "$.events[0].id"));
  }

  private void assertApiKeyIsNowhere(CapturedOutput output) throws IOException {
    byte[] key = RunningLeadline.API_KEY.getBytes(StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(content)
            .as(file.getFileName() + " of the journal")
            .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(output.getAll()).as("the log").doesNotContain(RunningLeadline.API_KEY);
  }
}
