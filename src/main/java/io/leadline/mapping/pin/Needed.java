package io.leadline.mapping.pin;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Vocabulary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As much of a submission as the mappings can see. */
final class Needed {
  private static final Set<String> ALWAYS =
      Set.of("event_type", "form", "answers", "labels", "hidden", "calculated");

  private final Vocabulary vocabulary;

  Needed(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * @param hook that a case has when it says none
   */
  Set<String> parts(Submission submission, HookName hook) {
    var parts = new LinkedHashSet<String>();
    for (String part : Submission.PARTS) {
      boolean needed = part.equals("hook") ? !submission.hook().equals(hook) : isSeen(part);
      if (needed) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** What is not seen is as a case has it that does not say it. */
  Submission of(Submission whole) {
    return new Submission(
        whole.hook(),
        isSeen("source") ? whole.source() : whole.hook().value(),
        isSeen("event_id") ? whole.eventId() : "case",
        whole.eventType(),
        isSeen("submitted_at") ? whole.submittedAt() : null,
        isSeen("received_at") ? whole.receivedAt() : Instant.parse("2026-01-01T00:00:00Z"),
        whole.formId(),
        whole.formTitle(),
        whole.answers(),
        whole.labels(),
        whole.hidden(),
        whole.calculated(),
        body(whole.body()));
  }

  private boolean isSeen(String part) {
    return ALWAYS.contains(part) || vocabulary.reads(part);
  }

  // ── the body ──────────────────────────────────────────────────────────────────────────────────

  private @Nullable Object body(@Nullable Object body) {
    if (!vocabulary.reads("body")) {
      return null;
    }
    var names = new LinkedHashSet<List<String>>();
    for (List<String> path : vocabulary.paths()) {
      if (path.isEmpty()) {
        return body;
      }
      if (path.get(0).equals("body")) {
        names.add(path.subList(1, path.size()));
      }
    }
    return below(body, names);
  }

  /** What lies below the names; all of it where a path ends. */
  private static @Nullable Object below(@Nullable Object document, Set<List<String>> names) {
    boolean isWhole = names.stream().anyMatch(List::isEmpty);
    if (isWhole || !(document instanceof Map<?, ?> object)) {
      return document;
    }
    Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          Set<List<String>> further = new LinkedHashSet<>();
          names.stream()
              .filter(path -> path.get(0).equals(String.valueOf(key)))
              .forEach(path -> further.add(path.subList(1, path.size())));
          if (!further.isEmpty()) {
            seen.put(String.valueOf(key), below(value, further));
          }
        });
    return seen;
  }
}
