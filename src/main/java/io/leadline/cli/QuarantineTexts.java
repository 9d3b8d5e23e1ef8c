package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.journal.Quarantined;
import io.leadline.journal.QuarantinedRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The quarantine in words. */
final class QuarantineTexts {
  private static final int KIBIBYTE = 1024;

  private QuarantineTexts() {}

  static String nothing(@Nullable HookName hook) {
    return hook == null
        ? "nothing is in the quarantine"
        : "nothing of hook " + hook + " is in the quarantine";
  }

  static String requests(int count) {
    return count == 1 ? "1 request" : count + " requests";
  }

  // ── the list ───────────────────────────────────────────────────────────────────────────────────

  static List<String> lines(List<QuarantineGroup> groups) {
    var lines = new ArrayList<String>();
    groups.forEach(group -> lines.addAll(lines(group)));
    lines.addAll(whatNext(groups));
    return lines;
  }

  private static List<String> lines(QuarantineGroup group) {
    return List.of(
        "%-16s %s, %s, received %s"
            .formatted(
                group.hook(),
                requests(group.requests()) + " " + numbers(group),
                size(group.bytes()),
                times(group)),
        "    " + Printable.line(group.why()));
  }

  private static String numbers(QuarantineGroup group) {
    return group.requests() == 1
        ? "(number " + group.first() + ")"
        : "(numbers " + group.first() + " to " + group.last() + ")";
  }

  private static String times(QuarantineGroup group) {
    Instant first = seconds(group.firstReceivedAt());
    Instant last = seconds(group.lastReceivedAt());
    return first.equals(last) ? first.toString() : first + " to " + last;
  }

  private static List<String> whatNext(List<QuarantineGroup> groups) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("to look at one:  ./leadline quarantine show " + groups.get(0).last());
    lines.add(
        "to let them in:  put right what the reason names, in the server's environment and in this"
            + " one, then");
    groups.stream()
        .map(QuarantineGroup::hook)
        .distinct()
        .forEach(
            hook -> lines.add("                 ./leadline quarantine release --hook " + hook));
    return lines;
  }

  static Map<String, Object> document(QuarantineGroup group) {
    var document = new LinkedHashMap<String, Object>();
    document.put("hook", group.hook().value());
    document.put("why", group.why());
    document.put("requests", group.requests());
    document.put("first", group.first());
    document.put("last", group.last());
    document.put("first_received_at", group.firstReceivedAt().toString());
    document.put("last_received_at", group.lastReceivedAt().toString());
    document.put("bytes", group.bytes());
    return document;
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String size(long bytes) {
    return bytes < KIBIBYTE ? bytes + " bytes" : (bytes + KIBIBYTE / 2) / KIBIBYTE + " KiB";
  }

  // ── one of them ────────────────────────────────────────────────────────────────────────────────

  static List<String> lines(QuarantinedRequest kept) {
    var lines = new ArrayList<String>();
    Quarantined line = kept.line();
    lines.add(field("number", line.seq()));
    lines.add(field("hook", line.hook()));
    lines.add(field("received_at", line.receivedAt()));
    lines.add(field("why", line.why()));
    lines.add(field("method", kept.request().method()));
    lines.add(field("url", kept.request().uri()));
    new TreeMap<>(kept.request().headers().asMap())
        .forEach((name, values) -> values.forEach(it -> lines.add(header(name, it))));
    if (kept.proof() != null) {
      lines.add(field("secret", "came with it; a salted hash of it is kept, to be compared"));
    }
    lines.add(field("body", kept.request().body()));
    return lines;
  }

  private static String header(String name, String value) {
    return field("header", name + ": " + value);
  }

  private static String field(String name, Object value) {
    return Printable.line(String.format("%-11s %s", name, value));
  }
}
