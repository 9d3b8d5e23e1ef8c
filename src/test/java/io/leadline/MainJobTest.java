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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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

  @TempDir Path folder;
  private SandboxCrm crm;
  private RunningLeadline leadline;

  @BeforeEach
  void start() {
    crm = RunningLeadline.sandbox();
    leadline = RunningLeadline.start(folder, crm);
  }

  @AfterEach
  void stop() {
    leadline.close();
    crm.close();
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
    HttpResponse<String> second = leadline.typeform(body);

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<Boolean>read(second.body(), "$.events[0].new")).isFalse();
    assertThat(eventOf(second)).isEqualTo(eventOf(first));
    assertThat(crm.contacts()).hasSize(1);
    assertThat(crm.contacts().get(0).profiles()).hasSize(1);
    assertThat(ledger("typeform").duplicates()).isEqualTo(1);
  }

  @Test
  void refusesABodyOfWhichOneByteWasChanged() {
    String body = Forms.demoRequestOf("t3", "changed@example.org");
    HttpResponse<String> answer =
        leadline.post(
            "typeform",
            body.replace("changed@", "cHanged@").getBytes(StandardCharsets.UTF_8),
            RunningLeadline.typeformSignature(body));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(ledger("typeform").received()).isZero();
    assertThat(ledger("typeform").quarantined()).isEqualTo(1);
  }

  @Test
  void explainsADeadEventAndDeliversItOnceTheMappingIsMended() {
    HttpResponse<String> answer =
        leadline.typeform(
            Forms.demoRequest("t4")
                .text("mail_address", "Where do we write to?", "grace@cobol.example")
                .text("name", "What is your name?", "Grace Hopper")
                .json());

    EventDetail dead = awaitState(eventOf(answer), State.DEAD);
    assertThat(dead.summary().reason()).isNotNull();
    assertThat(dead.summary().reason().sentence())
        .contains("email")
        .containsPattern("typeform-demo-request\\.yaml:\\d+")
        .contains("mail_address")
        .contains("name");
    assertThat(crm.contacts()).isEmpty();
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
  void sendsFiftyEventsOfOnePersonInOrderAndNeverTwoAtATime() {
    List<EventId> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String email = i % 2 == 0 ? "One@Person.example" : "one@person.EXAMPLE";
      HttpResponse<String> answer =
          leadline.typeform(
              Forms.demoRequest("order-" + i)
                  .email(email)
                  .text("name", "What is your name?", "Number " + i)
                  .text("message", "Anything else?", "message " + i)
                  .json());
      assertThat(answer.statusCode()).isEqualTo(200);
      events.add(eventOf(answer));
    }
    events.forEach(event -> awaitState(event, State.DELIVERED));

    assertThat(crm.contacts()).hasSize(1);
    assertThat(crm.summary().overlaps()).isZero();
    List<String> profiles =
        crm.contacts().get(0).profiles().stream()
            .map(profile -> Documents.write(profile.profilePayload()))
            .toList();
    assertThat(profiles).hasSize(50);
    for (int i = 0; i < 50; i++) {
      assertThat(profiles.get(i)).contains("message " + i + "\\n");
    }
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
    leadline.typeform(Forms.demoRequestOf("t6", "metrics@example.org"));
    await().atMost(SOON).until(() -> ledger("typeform").delivered() == 1);

    assertThat(leadline.stranger("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(leadline.stranger("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(leadline.stranger("/actuator/prometheus").statusCode()).isEqualTo(401);
    assertThat(leadline.admin("/actuator/health").body())
        .contains("journal", "mappings", "connections", "hooks", "routes")
        .doesNotContain(RunningLeadline.API_KEY, RunningLeadline.SECRET);
    assertThat(leadline.admin("/actuator/prometheus").body())
        .contains("leadline_received_total{hook=\"typeform\"} 1.0")
        .contains("leadline_delivered_total");
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
