package io.leadline.cli;

import io.leadline.event.CallResult;
import io.leadline.event.Reason;
import io.leadline.event.Warning;
import io.leadline.journal.EventDetail;
import io.leadline.journal.EventSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events in words. */
final class EventTexts {
  private EventTexts() {}

  static String line(EventSummary event) {
    return String.format(
        "%s  %s  %-9s %-12s %-22s %s",
        event.id(),
        event.receivedAt().truncatedTo(ChronoUnit.SECONDS),
        event.state(),
        event.hook(),
        event.mapping() == null ? "-" : event.mapping(),
        remark(event));
  }

  private static String remark(EventSummary event) {
    Reason reason = event.reason();
    String warnings = event.warnings() == 0 ? "" : event.warnings() + " warnings ";
    String due = event.dueAt() == null ? "" : "due " + seconds(event.dueAt()) + " ";
    String replayed = event.replay() == 0 ? "" : "replayed " + event.replay() + "x ";
    return (warnings + replayed + due + (reason == null ? "" : reason)).strip();
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  static List<String> lines(EventSummary event) {
    var lines = new ArrayList<String>();
    document(event)
        .forEach(
            (name, value) -> {
              if (value != null && !"reason".equals(name)) {
                lines.add(String.format("%-11s %s", name, value));
              }
            });
    if (event.reason() != null) {
      lines.add("reason      " + event.reason());
    }
    return lines;
  }

  static String line(EventDetail.Made made) {
    CallResult result = made.result();
    String ids =
        result == null
            ? ""
            : said(" contact_id=", result.contactId()) + said(" profile_id=", result.profileId());
    return made.kind() + " " + made.at() + " " + came(made) + ids;
  }

  private static String came(EventDetail.Made made) {
    return switch (made.came()) {
      case ACCEPTED ->
          made.maybeTwice() ? "accepted when made again: it may be there twice" : "accepted";
      case CONFIRMED -> "happened, a person says";
      case COVERED -> "not sent: the CRM took the same from event " + made.coveredBy();
      case UNKNOWN -> "no answer was seen";
    };
  }

  private static String said(String name, @Nullable String value) {
    return value == null ? "" : name + value;
  }

  static Map<String, @Nullable Object> document(EventSummary event) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("event", event.id().value());
    document.put("state", event.state().name());
    document.put("hook", event.hook().value());
    document.put("connection", event.connection().value());
    document.put("key", event.key());
    document.put("received_at", event.receivedAt().toString());
    document.put("due_at", text(event.dueAt()));
    document.put("settled_at", text(event.settledAt()));
    document.put("attempts", event.attempts());
    document.put("replays", event.replay());
    document.put("warnings", event.warnings());
    document.put("mapping", event.mapping());
    document.put("reason", reason(event.reason()));
    return document;
  }

  static Map<String, @Nullable Object> document(EventDetail detail, boolean withCalls) {
    var document = document(detail.summary());
    document.put("mapping_set", detail.mappingSet());
    document.put("released_at", text(detail.releasedAt()));
    document.put("warnings", detail.warnings().stream().map(EventTexts::document).toList());
    document.put("made", detail.made().stream().map(EventTexts::document).toList());
    if (withCalls) {
      document.put(
          "calls",
          detail.calls().stream()
              .map(call -> Map.of("call", call.kind().wireName(), "body", call.body()))
              .toList());
    }
    return document;
  }

  /** Without the value: it is personal data. */
  private static Map<String, Object> document(Warning warning) {
    var document = new LinkedHashMap<String, Object>();
    document.put("field", warning.field());
    document.put("where", warning.where());
    document.put("why", warning.why());
    return document;
  }

  private static Map<String, @Nullable Object> document(EventDetail.Made made) {
    CallResult result = made.result();
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("call", made.kind().wireName());
    document.put("accepted", made.came() == EventDetail.Came.ACCEPTED);
    document.put("came", made.came().name().toLowerCase(Locale.ROOT));
    document.put("covered_by", made.coveredBy() == null ? null : made.coveredBy().value());
    document.put("contact_id", result == null ? null : result.contactId());
    document.put("profile_id", result == null ? null : result.profileId());
    document.put("maybe_twice", made.maybeTwice());
    document.put("at", made.at().toString());
    return document;
  }

  private static @Nullable Map<String, Object> reason(@Nullable Reason reason) {
    return reason == null
        ? null
        : Map.of("code", reason.code().code(), "sentence", reason.sentence());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
