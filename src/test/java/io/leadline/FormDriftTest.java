package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Documents;
import io.leadline.event.State;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Somebody edits a form: it is told, listed, and found by check, on both stores. */
@ExtendWith(OutputCaptureExtension.class)
class FormDriftTest {
  private static final String MAPPING =
      """
      hook: typeform
      questions:
        email: email
        name: [name, Your name]
        plan: plan
        by_title: Your name
        never: never_there
      createContact:
        email: $.q.email
        first_name: $.q.name
        entity_name: Private person
      addProfileToContact:
        profile_source: Typeform
        profile_payload:
          summary: ["Wants {{ $.q.plan }}", "Is {{ $.q.by_title }}"]
          never: $.q.never
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void tellsOfAnEditedFormAndWarnsWhoeverWritesMappings(TestStore store, CapturedOutput output)
      throws IOException {
    var mappings = MappingsFolder.in(folder);
    Files.writeString(mappings.resolve("demo.yaml"), MAPPING);
    try (SandboxCrm crm = RunningLeadline.sandbox()) {
      var environment = RunningLeadline.environment(folder, crm);
      environment.put("MAPPINGS_DIR", mappings.toString());
      environment.put("JOURNAL_URL", store.freshUrl(folder));
      try (RunningLeadline server = RunningLeadline.startWith(environment)) {
        deliver(server, "t-1", field("name", "Your name"), field("plan", "Plan"));
        deliver(server, "t-2", field("name", "Full name"), field("size", "Team size"));

        assertThat(output)
            .contains("form seen hook=typeform form=f-1 questions=3")
            .contains("form changed hook=typeform form=f-1 what=retitled question=name")
            .contains("form changed hook=typeform form=f-1 what=added question=size")
            .contains("form changed hook=typeform form=f-1 what=removed question=plan");
        assertThat(server.caller().meter("leadline_form_changes_total")).isEqualTo(3);
      }
      assertThatItIsSeenBesideTheServer(environment, mappings);
    }
  }

  private static void assertThatItIsSeenBesideTheServer(
      Map<String, String> environment, Path mappings) {
    var command = new CommandLineOf(environment);
    assertThat(command.run("forms", "--hook", "typeform").said())
        .contains("hook typeform, form f-1", "Team size (short_text)  last seen ")
        .containsPattern("plan +Plan \\(short_text\\)  GONE since ");
    assertThat(command.run("forms", "--json").said()).contains("\"id\":\"size\"");
    var check = command.run("check", mappings.toString());
    assertThat(check.code()).as("warnings only").isZero();
    assertThat(check.said())
        .contains(
            "mappings/demo.yaml:5:3: no form of hook typeform has the question 'plan' any more: it"
                + " was last seen on ")
        .contains(
            "mappings/demo.yaml:6:3: the question 'Your name' of form f-1 of hook typeform is called"
                + " 'Full name' now; its id 'name' stays when a title is edited: write that"
                + " (warning)")
        .contains(
            "mappings/demo.yaml:7:3: no submission to hook typeform has shown a question"
                + " 'never_there' yet; ./leadline forms --hook typeform lists those it has"
                + " (warning)")
        .doesNotContain("'email'", ":4:3:");
  }

  @SafeVarargs
  private static void deliver(RunningLeadline server, String token, Map<String, Object>... fields) {
    var all = new ArrayList<Map<String, Object>>(List.of(field("email", "E-mail")));
    all.addAll(List.of(fields));
    var response = new HashMap<String, Object>();
    response.put("form_id", "f-1");
    response.put("token", token);
    response.put("definition", Map.of("id", "f-1", "title", "Demo", "fields", all));
    response.put(
        "answers",
        List.of(answer("email", "email", "ada@example.com"), answer("name", "text", "Ada")));
    var answer =
        server.typeform(
            Documents.write(
                Map.of(
                    "event_id", token, "event_type", "form_response", "form_response", response)));
    assertThat(answer.statusCode()).isEqualTo(200);
    server.awaitState(RunningLeadline.eventOf(answer), State.DELIVERED);
  }

  private static Map<String, Object> field(String ref, String title) {
    return Map.of("id", "id-" + ref, "ref", ref, "title", title, "type", "short_text");
  }

  private static Map<String, Object> answer(String ref, String type, String value) {
    return Map.of("type", type, type, value, "field", Map.of("id", "id-" + ref, "ref", ref));
  }
}
