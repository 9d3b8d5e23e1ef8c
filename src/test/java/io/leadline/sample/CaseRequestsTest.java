package io.leadline.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.cases.MappingCases.CannotRead;
import io.leadline.mapping.cases.MappingCases.UnknownHook;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseRequestsTest {
  private static final HookName LEADS = new HookName("leads");
  private static final Map<String, Object> LEAD = Map.of("email", "ada@acme.example", "id", "1");

  private final Path folder;

  CaseRequestsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsABodyInTheCase() throws CannotRead {
    Submission submission = reader("generic").read(LEADS, Map.of("body", LEAD));
    assertThat(submission.answers()).containsEntry("email", "ada@acme.example");
    assertThat(submission.receivedAt()).hasToString("2026-01-01T00:00:00Z");
  }

  @Test
  void readsABodyInAFileBesideTheMappings() throws Exception {
    write("lead.txt", "email=ada%40acme.example&city=Paris");
    assertThat(reader("generic").read(LEADS, Map.of("file", "lead.txt")).answers())
        .containsEntry("email", "ada@acme.example")
        .containsEntry("city", "Paris");
  }

  @Test
  void readsAsTheSourceThatTheCaseNames() throws CannotRead {
    var request = Map.<String, Object>of("source", "generic", "body", LEAD);
    assertThat(reader(null).read(LEADS, request).source()).isEqualTo("generic");
  }

  @Test
  void readsOnePartOfManyWithWhatTheToolAnswered() throws CannotRead {
    var burst =
        List.of(
            Map.of("eventId", 1, "subscriptionType", "contact.creation", "objectId", 501),
            Map.of("eventId", 2, "subscriptionType", "contact.creation", "objectId", 502));
    var request =
        Map.<String, Object>of(
            "body", burst, "part", 2, "fetched", Map.of("properties", Map.of("email", "a@b.de")));
    Submission submission = reader("hubspot").read(LEADS, request);
    assertThat(submission.answers()).containsEntry("email", "a@b.de");
    assertThat(submission.body()).asString().contains("502");
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    refuses(Map.of(), "'request' needs one of 'file' and 'body'");
    refuses(Map.of("fil", "x"), "'fil' is not known in 'request'").contains("did you mean 'file'?");
    refuses(Map.of("file", "none.json"), "none.json' cannot be read");
    refuses(Map.of("body", LEAD, "source", "typefrom"), "'typefrom' is not a source");
    refuses(Map.of("body", LEAD, "part", 2), "'part' is 2; the request has the events 1 to 1");
    refuses(Map.of("body", "{"), "not JSON");
  }

  @Test
  void takesAHookWithoutARouteForTheToolOfItsName() throws CannotRead {
    var generic = new HookName("generic");
    assertThat(reader(null).read(generic, Map.of("body", LEAD)).source()).isEqualTo("generic");
  }

  @Test
  void saysWhereTheHookIsMissing() {
    assertThatThrownBy(() -> reader(null).read(LEADS, Map.of("body", LEAD)))
        .isInstanceOf(UnknownHook.class)
        .hasMessageContaining("hook 'leads' has no route file here")
        .hasMessageContaining("'source: tally'");
  }

  @Test
  void asksForWhatTheToolWouldAnswer() {
    var one = List.of(Map.of("eventId", 1, "subscriptionType", "contact.creation", "objectId", 5));
    assertThatThrownBy(() -> reader("hubspot").read(LEADS, Map.of("body", one)))
        .isInstanceOf(CannotRead.class)
        .hasMessageContaining("as 'fetched:'");
  }

  private AbstractStringAssert<?> refuses(Map<String, Object> request, String why) {
    try {
      reader("generic").read(LEADS, request);
    } catch (CannotRead e) {
      return assertThat(String.valueOf(e.getMessage())).contains(why);
    }
    throw new AssertionError("it was read: " + request);
  }

  private CaseRequests reader(@Nullable String source) {
    return new CaseRequests(
        hook -> Optional.ofNullable(source).flatMap(Sources::find), Sources::find, folder);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
