package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.deliver.LiveMappings;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.mapping.MappingSet;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mapping files that are mended and added while the server runs; dead letters as files. */
class MendedMappingTest {
  private static final String NONE_YET = "none yet";

  private static final Path PAYLOADS =
      Path.of(System.getProperty("user.dir"), "..", "shared", "payloads").normalize();

  private static final String OFFICIAL = "official_example_2018.json";

  @TempDir static Path folder;
  @TempDir static Path mappings;
  @TempDir static Path deadLetters;
  private static SandboxCrm crm;
  private static RunningLeadline leadline;

  @BeforeAll
  static void start() throws IOException {
    copyShippedMappings();
    crm = RunningLeadline.sandbox();
    leadline = RunningLeadline.start(folder, crm, own());
  }

  private static Map<String, String> own() {
    return Map.of("MAPPINGS_DIR", mappings.toString(), "DEAD_LETTER_URI", "file:" + deadLetters);
  }

  private static void copyShippedMappings() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("mappings"))) {
      for (Path file : files.toList()) {
        Files.copy(file, mappings.resolve(file.getFileName()));
      }
    }
  }

  @AfterAll
  static void stop() {
    leadline.close();
    crm.close();
  }

  @Test
  void explainsADeadEventAndDeliversItOnceTheMappingIsMended() throws IOException {
    EventId event =
        RunningLeadline.eventOf(
            leadline.typeform(
                Forms.demoRequest("grace")
                    .text("mail_address", "Where do we write to?", "grace@cobol.example")
                    .text("name", "What is your name?", "Grace Hopper")
                    .json()));
    EventDetail dead = leadline.awaitState(event, State.DEAD);
    assertThat(dead.summary().reason()).isNotNull();
    assertThat(dead.summary().reason().sentence())
        .contains("email", "mail_address", "name")
        .containsPattern("typeform-demo-request\\.yaml:\\d+");
    assertIsToldAsAFile(dead);
    assertThat(people("grace@cobol.example")).isEmpty();

    // Nobody waits for the server to take the file up: the replay is prepared with it all the same.
    mendWithoutWaiting("email:      [", "email:      [mail_address, ");
    var commands = new CommandLineOf(RunningLeadline.environment(folder, crm));
    CommandLineOf.Result replayed = commands.run("replay", event.value());

    assertThat(replayed.code()).as(replayed.said()).isZero();
    leadline.awaitState(event, State.DELIVERED);
    assertThat(people("grace@cobol.example")).hasSize(1);
    assertThat(commands.run("events", event.value()).said()).contains("DELIVERED");
    assertThat(commands.run("replay", event.value()).code()).isEqualTo(1);
    assertThat(people("grace@cobol.example").get(0).profiles()).hasSize(1);
  }

  private static void assertIsToldAsAFile(EventDetail dead) throws IOException {
    Path file = deadLetters.resolve(dead.summary().id().value());
    await().atMost(RunningLeadline.SOON).until(() -> Files.exists(file) && Files.size(file) > 0);
    Map<String, @Nullable Object> message = message(file);
    assertThat(message)
        .containsEntry("event", dead.summary().id().value())
        .containsEntry("hook", "typeform")
        .containsEntry("source", "typeform")
        .containsEntry("connection", "default")
        .containsEntry("key", dead.summary().key())
        .containsEntry("mapping", "typeform-demo-request")
        .containsEntry("attempts", 0)
        .containsEntry("replays", 0)
        .containsKeys("received_at", "died_at", "calls_made");
    assertThat(message.get("reason"))
        .isEqualTo(
            Map.of("code", "mapping_failed", "sentence", dead.summary().reason().sentence()));
    assertThat(message.get("request").toString()).contains("grace@cobol.example");
  }

  private static Map<String, @Nullable Object> message(Path file) throws IOException {
    try {
      return Documents.readObject(Bytes.of(Files.readAllBytes(file)));
    } catch (Documents.NotJson e) {
      throw new AssertionError("the dead letter is no JSON object", e);
    }
  }

  @Test
  void deliversTheOfficialTypeformExampleWithAMappingOfItsOwn() throws IOException {
    Path payload = payload("typeform/" + OFFICIAL);
    write(
        "a-webhooks-example.yaml",
        """
        description: The example of Typeform's documentation
        hook: typeform
        when:
          $.form.id: lT4Z3j
        questions:
          email: readable_ref_email
          first: What is your first name?
          city: readable_ref_multiple_choice
          agreed: readable_ref_legal
          moved: readable_ref_date
        createContact:
          email: $.q.email | trim | lower
          first_name: $.q.first
          city: $.q.city
          email_optout: $.q.agreed | ticked | not
          contact_source: Typeform
          entity_name: Private person
        addProfileToContact:
          profile_source: Typeform
          include: unmapped answers
          profile_payload:
            summary:
              - "{{ $.q.first }} moved on {{ $.q.moved }}"
              - "Score: {{ $.calculated.score }}"
        """);

    EventId event = RunningLeadline.eventOf(leadline.typeform(Files.readString(payload)));

    EventDetail delivered = leadline.awaitState(event, State.DELIVERED);
    assertThat(delivered.summary().mapping()).isEqualTo("a-webhooks-example");
    assertThat(delivered.warnings()).isEmpty();
    Contact contact = people("laura@example.com").get(0);
    assertThat(contact.fields())
        .containsEntry("first_name", "Laura")
        .containsEntry("city", "London")
        .containsEntry("contact_source", "Typeform");
    assertThat(contact.profiles()).hasSize(1);
    assertThat(Documents.write(contact.profiles().get(0).profilePayload()))
        .contains("Laura moved on 2005-10-15", "Score: 9", "Sydney", "hilly");
  }

  @Test
  void standsEveryOtherRealBody() throws IOException {
    payload("typeform");
    for (String tool : List.of("typeform", "hubspot")) {
      for (Path file : bodies(tool)) {
        String body = Files.readString(file, StandardCharsets.UTF_8);
        var answer = tool.equals("typeform") ? leadline.typeform(body) : leadline.hubspot(body);
        assertThat(answer.statusCode()).as(file.toString()).isEqualTo(200);
      }
    }
    await()
        .atMost(RunningLeadline.SOON)
        .until(
            () ->
                leadline.ledger("typeform").pending() + leadline.ledger("hubspot").pending() == 0);
    assertThat(leadline.caller().meter("leadline_internal_errors_total")).isZero();
    assertThat(
            new CommandLineOf(RunningLeadline.environment(folder, crm))
                .run("events", "--reason", "internal_error")
                .said())
        .contains("no such events");
  }

  private static List<Path> bodies(String tool) throws IOException {
    try (Stream<Path> files = Files.walk(PAYLOADS.resolve(tool))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(OFFICIAL))
          .sorted()
          .toList();
    }
  }

  private static Path payload(String name) {
    Path payload = PAYLOADS.resolve(name);
    Assumptions.assumeTrue(Files.exists(payload), "skipped: there is no " + payload);
    return payload;
  }

  private static void mendWithoutWaiting(String wrong, String right) throws IOException {
    Path file = mappings.resolve("typeform-demo-request.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(wrong);
    Files.writeString(file, text.replace(wrong, right));
  }

  /** Returns when the server has taken the file up. */
  private static void write(String file, String text) throws IOException {
    await().atMost(RunningLeadline.SOON).until(() -> !hash().equals(NONE_YET));
    String before = hash();
    Files.writeString(mappings.resolve(file), text);
    await()
        .atMost(RunningLeadline.SOON)
        .until(
            () -> {
              assertThat(leadline.bean(LiveMappings.class).problems()).isEmpty();
              return !hash().equals(before);
            });
  }

  private static String hash() {
    return leadline
        .bean(LiveMappings.class)
        .of(ConnectionName.DEFAULT)
        .map(MappingSet::hash)
        .orElse(NONE_YET);
  }

  private static List<Contact> people(String email) {
    return crm.contacts().stream().filter(contact -> contact.email().equals(email)).toList();
  }
}
