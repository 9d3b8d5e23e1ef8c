package io.leadline.source;

import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Fetched;
import io.leadline.event.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bodies as they really travelled. */
class SharedPayloadsTest {
  private static final Source TYPEFORM = new Typeform();
  private static final Source HUBSPOT = new HubSpot();

  @Test
  void readsEveryTypeformBody() throws Exception {
    for (var file : SharedFolder.bodies("typeform")) {
      assertThat(submissions(TYPEFORM, webhook(file), Bytes.EMPTY)).as(file.toString()).hasSize(1);
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
  void letsNoCardReachAnAnswer() throws Exception {
    for (var file : SharedFolder.bodies("typeform")) {
      for (var submission : submissions(TYPEFORM, webhook(file), Bytes.EMPTY)) {
        assertThat(Documents.write(List.of(submission.answers(), submission.labels())))
            .doesNotContain("4242", "CARDHOLDER-NAME");
      }
    }
  }

  @Test
  void readsEveryHubSpotBody() throws Exception {
    var contact = SharedFolder.payload("hubspot/crm_v3_contact_read_activepieces.json");
    for (var file : SharedFolder.bodies("hubspot")) {
      if (!file.endsWith(contact.getFileName())) {
        assertThat(submissions(HUBSPOT, SharedFolder.bytes(file), SharedFolder.bytes(contact)))
            .as(file.toString())
            .isNotEmpty();
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

  /** One file is the inside of a webhook only. */
  private static Bytes webhook(Path file) throws Exception {
    var body = SharedFolder.bytes(file);
    return Documents.readObject(body).containsKey("form_response")
        ? body
        : Bytes.utf8("{\"event_id\":\"1\",\"form_response\":" + body.asUtf8() + "}");
  }

  private static List<Submission> submissions(Source source, Bytes body, Bytes contact) {
    return source.cut(post(body, Map.of())).stream()
        .map(part -> event(source, part))
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
