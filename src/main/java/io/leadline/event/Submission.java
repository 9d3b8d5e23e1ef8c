package io.leadline.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent in, in one shape for every form tool: the document that mappings see.
 *
 * @param eventId the sender's id of the event
 * @param eventType the sender's word for what happened, as {@code form_response}
 * @param submittedAt when the person sent it; absent where the sender does not say
 * @param answers by the sender's stable id of the question
 * @param labels the same values by the question's title
 * @param hidden hidden fields and URL parameters
 * @param calculated scores and variables of the form tool
 * @param body the original JSON, or the decoded form fields
 */
public record Submission(
    HookName hook,
    String source,
    String eventId,
    String eventType,
    @Nullable Instant submittedAt,
    Instant receivedAt,
    @Nullable String formId,
    @Nullable String formTitle,
    Map<String, @Nullable Object> answers,
    Map<String, @Nullable Object> labels,
    Map<String, @Nullable Object> hidden,
    Map<String, @Nullable Object> calculated,
    @Nullable Object body) {

  /** The members of {@link #document()}, in its order. */
  public static final List<String> PARTS =
      List.of(
          "hook",
          "source",
          "event_id",
          "event_type",
          "submitted_at",
          "received_at",
          "form",
          "answers",
          "labels",
          "hidden",
          "calculated",
          "body");

  /**
   * The document under {@code $}: keys as in the mapping files' manual, times as ISO-8601 in UTC.
   */
  public Map<String, @Nullable Object> document() {
    var form = new LinkedHashMap<String, @Nullable Object>();
    form.put("id", formId);
    form.put("title", formTitle);
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("hook", hook.value());
    document.put("source", source);
    document.put("event_id", eventId);
    document.put("event_type", eventType);
    document.put("submitted_at", submittedAt == null ? null : submittedAt.toString());
    document.put("received_at", receivedAt.toString());
    document.put("form", form);
    document.put("answers", answers);
    document.put("labels", labels);
    document.put("hidden", hidden);
    document.put("calculated", calculated);
    document.put("body", body);
    return document;
  }
}
