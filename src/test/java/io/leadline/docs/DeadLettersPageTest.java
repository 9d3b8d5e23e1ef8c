package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.deliver.DeadLetters;
import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation;
import io.leadline.journal.Settlement;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/dead-letters.md: the codes are all that a dead event may carry, the message is a real one.
 */
class DeadLettersPageTest {
  private static final Page PAGE = Page.of("docs/dead-letters.md");
  private static final ConnectionName CONNECTION = new ConnectionName("default");
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02.113Z");
  private static final Bytes BODY = Bytes.utf8("{\"event_id\": \"01GQ\"}");

  @Test
  void theTableHasTheCodesOfDeadEventsAndNoOther() {
    var dead =
        Arrays.stream(ReasonCode.values())
            .filter(code -> Standing.of(code) == Standing.DEAD)
            .map(ReasonCode::code)
            .toList();

    assertThat(PAGE.table("code").stream().map(row -> Page.codeIn(row.get(0)).get(0)))
        .containsExactlyElementsOf(dead);
  }

  @Test
  void theExampleHasTheFieldsOfARealMessage(@TempDir Path folder) throws Documents.NotJson {
    Object example = Documents.read(PAGE.blocks("json").get(0).text());

    assertThat(paths("", example))
        .isEqualTo(paths("", Documents.read(Documents.write(real(folder, true)))));
  }

  @Test
  void theRequestIsLeftOutWhereTheEndpointIsALog(@TempDir Path folder) {
    assertThat(real(folder, false))
        .doesNotContainKey("request")
        .hasSize(real(folder, true).size() - 1);
  }

  // ── a message as the server makes it ───────────────────────────────────────────────────────────

  private static Map<String, @Nullable Object> real(Path folder, boolean withRequest) {
    var settings = JournalSettings.of("jdbc:sqlite:" + folder.resolve(withRequest + ".db"));
    try (Journal journal = JournalFactory.serve(settings, Surroundings.real(Happenings.NOBODY))) {
      EventId event = received(journal);
      dies(journal, event);
      Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
      return new DeadLetters(journal, withRequest, Happenings.NOBODY, clock)
          .message(event)
          .orElseThrow();
    }
  }

  private static EventId received(Journal journal) {
    var hook = new HookName("typeform");
    var headers = Headers.of(Map.of("Content-Type", List.of("application/json")));
    var request = new Request(hook, "POST", "http://localhost/hooks/typeform", headers, BODY, NOW);
    var part = new Part("form_response:a3a1", null, BODY, BODY.sha256());
    return journal.append(request, "typeform", CONNECTION, List.of(part), NOW).get(0).event();
  }

  private static void dies(Journal journal, EventId event) {
    var contact =
        new Call(CallKind.CREATE_CONTACT, Map.of("email", "ada@acme.example"), null, List.of());
    var profile =
        new Call(CallKind.ADD_PROFILE, Map.of("profile_source", "Typeform"), null, List.of());
    journal.prepare(List.of(ready(event, List.of(contact, profile))));
    Claim claim = journal.claim(CONNECTION, NOW, 1).get(0);
    journal.accepted(claim, event, contact, new CallResult("c_123", null, null, null), null, NOW);
    var reason = new Reason(ReasonCode.CRM_REJECTED, "The CRM refused it.");
    journal.settle(claim, event, new Settlement.Dead(reason, false), NOW);
  }

  private static Preparation ready(EventId event, List<Call> calls) {
    return new Preparation.IsReady(
        event,
        "typeform-demo-request",
        "hash",
        new Person.ByEmail("ada@acme.example"),
        calls,
        List.of(),
        null,
        NOW);
  }

  /** {@code reason.code}; of a list, what its items have; what the sender sent is its own. */
  private static Set<String> paths(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map && !path.equals(".request.json")) {
      return map.entrySet().stream()
          .flatMap(entry -> below(path + "." + entry.getKey(), entry.getValue()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
    if (value instanceof List<?> items) {
      return items.stream()
          .flatMap(item -> paths(path + "[]", item).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
    return Set.of();
  }

  private static Stream<String> below(String path, @Nullable Object value) {
    return Stream.concat(Stream.of(path), paths(path, value).stream());
  }
}
