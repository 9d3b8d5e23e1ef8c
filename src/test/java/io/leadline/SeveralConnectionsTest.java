package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Organisation;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two CRM accounts, each with a hook of its own. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SeveralConnectionsTest {
  private static final String EU_ORG = "11111111-8a47-4e0e-9b52-1c7d3e5f9a10";
  private static final String EU_MEMBER = "22222222-73c1-4f6a-8d20-5a1be7c49f31";
  private static final String EU_KEY = "the-key-of-eu";
  private static final String MEMBERS_KEY = "the-key-of-the-member";

  @TempDir Path folder;
  private SandboxCrm home;
  private SandboxCrm eu;

  @BeforeEach
  void start() {
    home = RunningLeadline.sandbox();
    eu = sandbox(EU_KEY);
  }

  private static SandboxCrm sandbox(String key) {
    SandboxSettings demo = SandboxSettings.demo();
    var settings =
        new SandboxSettings(
            key,
            List.of(Organisation.active(EU_ORG, List.of(EU_MEMBER), SandboxSettings.demoRules())),
            demo.errorStatus(),
            demo.host(),
            demo.keptCalls(),
            demo.maxBodyBytes(),
            demo.hubspotToken());
    return SandboxCrm.start(settings, Clock.systemUTC(), new Random(8), 0);
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
      EventId second = send(leadline, "eu-form", email);
      leadline.awaitState(first, State.DELIVERED);
      leadline.awaitState(second, State.DELIVERED);

      assertThat(people(home)).containsExactly("ada@both.example");
      assertThat(people(eu)).containsExactly("ada@both.example");
      assertThat(eu.contacts()).extracting(Contact::orgId).containsExactly(EU_ORG);
      assertThat(home.summary().profiles() + eu.summary().profiles()).isEqualTo(2);
      assertThat(leadline.ledger("typeform").delivered()).isEqualTo(1);
      assertThat(leadline.ledger("eu-form").delivered()).isEqualTo(1);
      assertLedgerIsVerified();
    }
  }

  @Test
  void pausesOnlyTheAccountWhoseKeyIsWrong() throws IOException {
    try (var leadline = serve(Map.of("CRM_EU_API_KEY", "a-wrong-key"))) {
      EventId stays = send(leadline, "eu-form", "stays@eu.example");
      await().atMost(RunningLeadline.SOON).until(() -> health(leadline).contains("CRM_EU_API_KEY"));
      EventId goes = send(leadline, "typeform", "goes@home.example");
      leadline.awaitState(goes, State.DELIVERED);

      assertThat(leadline.event(stays).summary().state()).isEqualTo(State.READY);
      assertThat(health(leadline)).contains("\"default\":{\"state\":\"up\"}", "PAUSED");
      assertThat(eu.contacts()).isEmpty();
      assertThat(leadline.ledger("eu-form").pending()).isEqualTo(1);
      assertLedgerIsVerified();
    }
  }

  @Test
  void callsWithTheKeyOfTheMemberWhereItHasOne() throws IOException {
    eu.close();
    eu = sandbox(MEMBERS_KEY);
    var member = Map.of("CRM_EU_MEMBER_KEYS", EU_MEMBER + "=" + MEMBERS_KEY);
    try (var leadline = serve(member)) {
      EventId event = send(leadline, "eu-form", "ada@members.example");

      leadline.awaitState(event, State.DELIVERED);
      assertThat(people(eu)).containsExactly("ada@members.example");
    }
  }

  private RunningLeadline serve(Map<String, String> more) throws IOException {
    var environment = RunningLeadline.environment(folder, home);
    environment.put("ROUTES_DIR", routes().toString());
    environment.put("MAPPINGS_DIR", mappings().toString());
    environment.put("EU_FORM_SECRET", RunningLeadline.SECRET);
    environment.put("CRM_EU_BASE_URL", eu.baseUrl());
    environment.put("CRM_EU_API_KEY", EU_KEY);
    environment.put("CRM_EU_ORG_ID", EU_ORG);
    environment.put("CRM_EU_MEMBER_ID", EU_MEMBER);
    environment.putAll(more);
    return RunningLeadline.start(folder, home, environment);
  }

  private Path routes() throws IOException {
    Path routes = copy("routes");
    String typeform = Files.readString(routes.resolve("hook-typeform.camel.yaml"));
    String ours =
        typeform
            .replace("typeform", "eu-form")
            .replace("expression: eu-form", "expression: typeform")
            .replace(
                "        - to:\n",
                """
                        - setVariable:
                            id: hook-eu-form.connection
                            name: connection
                            expression:
                              constant:
                                expression: eu
                        - to:
                """);
    Files.writeString(routes.resolve("hook-eu-form.camel.yaml"), ours);
    return routes;
  }

  private Path mappings() throws IOException {
    Path mappings = copy("mappings");
    Path file = mappings.resolve("typeform-demo-request.yaml");
    String both = Files.readString(file).replace("hook: typeform\n", "hook: [typeform, eu-form]\n");
    Files.writeString(file, both);
    return mappings;
  }

  private Path copy(String shipped) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(shipped));
    try (Stream<Path> files = Files.list(Path.of(shipped))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
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
