package io.leadline.mapping.pin;

import io.leadline.event.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a submission is about a person: its values, and not its form, hook or kind of event. */
final class Replaceable {
  private static final List<String> PARTS =
      List.of(
          "event_id",
          "submitted_at",
          "received_at",
          "answers",
          "labels",
          "hidden",
          "calculated",
          "body");

  private Replaceable() {}

  /**
   * The values of it.
   *
   * @param parts those that are needed
   */
  static Stream<Object> of(Submission submission, Set<String> parts) {
    Map<String, @Nullable Object> document = submission.document();
    return PARTS.stream()
        .filter(parts::contains)
        .flatMap(part -> Stream.ofNullable(document.get(part)));
  }

  static Submission replaced(Submission real, Set<String> parts, Replacing replacing) {
    Instant submittedAt = real.submittedAt();
    return new Submission(
        real.hook(),
        real.source(),
        parts.contains("event_id") ? replacing.of(real.eventId()) : real.eventId(),
        real.eventType(),
        submittedAt != null && parts.contains("submitted_at")
            ? replaced(submittedAt, replacing)
            : submittedAt,
        parts.contains("received_at") ? replaced(real.receivedAt(), replacing) : real.receivedAt(),
        real.formId(),
        real.formTitle(),
        replacing.ofObject(real.answers()),
        replacing.ofObject(real.labels()),
        replacing.ofObject(real.hidden()),
        replacing.ofObject(real.calculated()),
        replacing.of(real.body()));
  }

  /** A time is a date with a time of day, and stays one. */
  private static Instant replaced(Instant time, Replacing replacing) {
    return Instant.parse(replacing.of(time.toString()));
  }

  /** Every text and number of a document, but for its keys. */
  static void eachText(@Nullable Object document, Consumer<String> found) {
    if (document instanceof List<?> list) {
      list.forEach(item -> eachText(item, found));
    } else if (document instanceof Map<?, ?> object) {
      object.values().forEach(value -> eachText(value, found));
    } else if (document != null) {
      found.accept(document.toString());
    }
  }
}
