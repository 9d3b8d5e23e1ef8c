package io.leadline.mapping.cases;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Suggestion;
import io.leadline.mapping.cases.MappingCases.CannotRead;
import io.leadline.mapping.yaml.YamlNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code submission:} of a case. All of it may be left out but what the case is about. */
final class InlineSubmission {
  private static final String LONG_AGO = "2026-01-01T00:00:00Z";

  private InlineSubmission() {}

  static Submission read(YamlNode.MapNode map, HookName hook) throws CannotRead {
    for (String key : map.entries().keySet()) {
      if (!Submission.PARTS.contains(key)) {
        throw new CannotRead(
            "'"
                + key
                + "' is not a part of a submission"
                + Suggestion.among(key, Submission.PARTS));
      }
    }
    Map<String, @Nullable Object> form = part(map, "form");
    YamlNode body = map.get("body");
    String submitted = text(map, "submitted_at", "");
    return new Submission(
        hook(text(map, "hook", hook.value())),
        text(map, "source", hook.value()),
        text(map, "event_id", "case"),
        text(map, "event_type", "submission"),
        submitted.isEmpty() ? null : time(submitted),
        time(text(map, "received_at", LONG_AGO)),
        form.get("id") == null ? null : String.valueOf(form.get("id")),
        form.get("title") == null ? null : String.valueOf(form.get("title")),
        part(map, "answers"),
        part(map, "labels"),
        part(map, "hidden"),
        part(map, "calculated"),
        body == null ? null : body.toDocument());
  }

  static Map<String, @Nullable Object> object(YamlNode.MapNode map) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.entries().forEach((key, entry) -> object.put(key, entry.value().toDocument()));
    return object;
  }

  private static HookName hook(String name) throws CannotRead {
    try {
      return new HookName(name);
    } catch (IllegalArgumentException e) {
      throw new CannotRead(String.valueOf(e.getMessage()));
    }
  }

  private static Instant time(String text) throws CannotRead {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new CannotRead("'" + text + "' is not a time as 2026-01-18T18:17:02Z");
    }
  }

  private static String text(YamlNode.MapNode map, String key, String otherwise) {
    return map.get(key) instanceof YamlNode.Scalar scalar && !scalar.isNothing()
        ? scalar.text()
        : otherwise;
  }

  private static Map<String, @Nullable Object> part(YamlNode.MapNode map, String key)
      throws CannotRead {
    YamlNode node = map.get(key);
    if (node == null || node.isAbsent()) {
      return Map.of();
    }
    if (node instanceof YamlNode.MapNode part) {
      return object(part);
    }
    throw new CannotRead("'" + key + "' takes lines of 'name: value', not " + node.kind());
  }
}
