package io.leadline.source.tool;

import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Fetched;
import io.leadline.event.Submission;
import io.leadline.source.Deliveries;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies as they really travelled. */
class SharedPayloadsTest {
  private static final Source TYPEFORM = new Typeform();
  private static final Source HUBSPOT = new HubSpot();

  /** What lies beside the webhooks: an answer of the tool's API, not what it sends. */
  private static final Set<String> NO_WEBHOOKS =
      Set.of(
          "crm_v3_contact_read_activepieces.json",
          "invitee_resource_qa_all_types_koshilife.json",
          "graph_lead_response_official.json");

  static Stream<Arguments> webhooks() throws Exception {
    var webhooks = Stream.<Arguments>builder();
    for (var source : Sources.BUILT_IN) {
      for (var file : SharedFolder.bodies(source.name())) {
        if (!NO_WEBHOOKS.contains(file.getFileName().toString())) {
          webhooks.add(Arguments.of(source, file));
        }
      }
    }
    return webhooks.build();
  }

  /** Prints a table: file, key, number of answers. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("webhooks")
  void readsEveryWebhook(Source source, Path file) throws Exception {
    var type = Deliveries.contentType(file.getFileName().toString());
    var submissions = submissions(source, webhook(file), type, fetched(source));
    assertThat(submissions).isNotEmpty();
    for (var submission : submissions) {
      ShownForm.assertAgrees(source, submission);
      System.out.printf(
          "payload: %-18s %-55s %-80s %3d answers%n",
          source.name(), file.getFileName(), submission.eventId(), submission.answers().size());
    }
  }

  @Test
  void readsTheOfficialExampleByItsRefs() throws Exception {
    var file = SharedFolder.payload("typeform/official_example_2018.json");
    var submission = submissions(TYPEFORM, SharedFolder.bytes(file), Bytes.EMPTY).get(0);
    assertThat(submission.answers())
        .hasSize(12)
        .containsEntry("readable_ref_email", "laura@example.com")
        .containsEntry("readable_ref_picture_choice", List.of("London", "Sydney"))
        .containsEntry("readable_ref_multiple_choice", "London");
    assertThat(submission.labels()).hasSize(12).containsEntry("What is your first name?", "Laura");
    assertThat(submission.calculated()).containsEntry("score", 9);
  }

  @Test
  void readsChoicesOfTallyAsTextsAndNobodysPaymentData() throws Exception {
    var file = SharedFolder.payload("tally/official_all_field_types.json");
    var submission = submissions(new Tally(), SharedFolder.bytes(file), Bytes.EMPTY).get(0);
    assertThat(submission.answers().keySet())
        .as("the boxes of a question come beside it")
        .noneMatch(key -> key.matches("question_[^_]+_[0-9a-f-]{36}"));
    assertThat(Documents.write(submission.answers()))
        .doesNotContain("Alice Smith", "dashboard.stripe.com");
  }

  @Test
  void letsNoCardReachAnAnswer() throws Exception {
    for (var file : SharedFolder.bodies("typeform")) {
      for (var submission : submissions(TYPEFORM, webhook(file), Bytes.EMPTY)) {
        assertThat(Documents.write(List.of(submission.answers(), submission.labels())))
            .doesNotContain("4242", "CARDHOLDER-NAME");
      }
    }
  }

  @Test
  void readsTheContactOfAWorkflow() throws Exception {
    var file = SharedFolder.payload("hubspot/wire/workflow_CONTACT.body.json");
    assertThat(submissions(HUBSPOT, SharedFolder.bytes(file), Bytes.EMPTY).get(0).answers())
        .containsEntry("firstname", "Kovat")
        .containsEntry("jobtitle", "Writer");
  }

  /** One file of Typeform's is the inside of a webhook only. */
  private static Bytes webhook(Path file) throws Exception {
    var body = SharedFolder.bytes(file);
    return file.getFileName().toString().startsWith("dex_form_response")
        ? Bytes.utf8("{\"event_id\":\"1\",\"form_response\":" + body.asUtf8() + "}")
        : body;
  }

  /** What the tool's API answers; nothing of a tool that is not asked. */
  private static Bytes fetched(Source source) throws Exception {
    return switch (source.name()) {
      case "hubspot" -> shared("hubspot/crm_v3_contact_read_activepieces.json");
      case "meta" -> shared("meta/graph_lead_response_official.json");
      default -> ownFetched(source);
    };
  }

  private static Bytes shared(String payload) throws Exception {
    return SharedFolder.bytes(SharedFolder.payload(payload));
  }

  private static Bytes ownFetched(Source source) throws Exception {
    try (var files = Files.list(Path.of("src/test/resources/source", source.name()))) {
      var answer = files.filter(file -> file.toString().endsWith(".fetched.json")).findFirst();
      return answer.isPresent() ? SharedFolder.bytes(answer.get()) : Bytes.EMPTY;
    }
  }

  private static List<Submission> submissions(Source source, Bytes body, Bytes contact) {
    return submissions(source, body, "application/json", contact);
  }

  private static List<Submission> submissions(
      Source source, Bytes body, String contentType, Bytes contact) {
    return source.cut(post(body, Map.of("Content-Type", contentType))).stream()
        .map(part -> event(source, part, contentType))
        .map(
            event ->
                source.read(
                    event,
                    source.fetch(event, Set.of()).isEmpty() ? null : new Fetched.Found(contact)))
        .peek(reading -> assertThat(reading).isInstanceOf(Reading.Read.class))
        .map(reading -> ((Reading.Read) reading).submission())
        .toList();
  }
}
