package io.leadline.mapping;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import java.time.Instant;
import java.util.Map;

/** Submissions for tests. */
final class Submissions {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");

  private Submissions() {}

  static Submission of(String hook, Map<String, Object> answers) {
    return new Submission(
        new HookName(hook),
        hook,
        "1",
        "form_response",
        NOW,
        NOW,
        "f1",
        "Demo request",
        answers,
        answers,
        Map.of(),
        Map.of(),
        null);
  }

  static Submission hubspot(String type, String id) {
    Map<String, Object> properties =
        Map.of("email", "ada@acme.com", "firstname", "Ada", "jobtitle", "Engineer");
    Map<String, Object> body = Map.of("subscriptionType", type, "eventId", id);
    return new Submission(
        new HookName("hubspot"),
        "hubspot",
        id,
        type,
        NOW,
        NOW.plusSeconds(id.length()),
        null,
        null,
        properties,
        properties,
        Map.of(),
        Map.of(),
        body);
  }
}
