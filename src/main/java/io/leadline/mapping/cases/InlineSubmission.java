package io.leadline.mapping.cases;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.cases.MappingCases.CannotRead;
import io.leadline.mapping.yaml.YamlNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code submission:} of a case. All of it may be left out but what the case is about. Its shape
 * is {@link SubmissionShape}'s.
 */
final class InlineSubmission {
  private static final String LONG_AGO = "2026-01-01T00:00:00Z";

  private InlineSubmission() {}

  static Submission read(YamlNode.MapNode map, HookName hook) throws CannotRead {
    YamlNode.MapNode form = lines(map, "form");
    YamlNode body = map.get("body");
    String submitted = text(map, "submitted_at", "");
    return new Submission(
        hook(text(map, "hook", hook.value())),
        text(map, "source", hook.value()),
        text(map, "event_id", "case"),
        text(map, "event_type", "submission"),
        submitted.isEmpty() ? null : time(submitted),
        time(text(map, "received_at", LONG_AGO)),
        text(form, "id"),
        text(form, "title"),
        object(lines(map, "answers")),
        object(lines(map, "labels")),
        object(lines(map, "hidden")),
        object(lines(map, "calculated")),
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
    return Objects.requireNonNullElse(text(map, key), otherwise);
  }

  private static @Nullable String text(YamlNode.MapNode map, String key) {
    return map.get(key) instanceof YamlNode.Scalar scalar && !scalar.isNothing()
        ? scalar.text()
        : null;
  }

  private static YamlNode.MapNode lines(YamlNode.MapNode map, String key) {
    return map.get(key) instanceof YamlNode.MapNode part
        ? part
        : new YamlNode.MapNode(Map.of(), map.spot());
  }
}
