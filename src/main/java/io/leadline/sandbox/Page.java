package io.leadline.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page's content as HTML. Whatever comes from outside goes through {@link #escaped}. */
final class Page {
  private static final int ROWS = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final SandboxCrm sandbox;
  private final Clock clock;

  Page(SandboxCrm sandbox, Clock clock) {
    this.sandbox = sandbox;
    this.clock = clock;
  }

  String content() {
    return tiles(sandbox.summary()) + faults() + contacts() + calls() + footer();
  }

  private static String tiles(Summary summary) {
    return "<dl class=tiles>"
        + tile("Contacts", summary.contacts())
        + tile("Profiles", summary.profiles())
        + tile("Entities", summary.entities())
        + tile("Calls", summary.calls())
        + tile("Most at once", summary.maxConcurrentCalls())
        + tile("Two at once for one person", summary.overlaps())
        + "</dl>";
  }

  private static String tile(String name, long count) {
    return "<div><dt>%s</dt><dd>%d</dd></div>".formatted(name, count);
  }

  private String faults() {
    return section(
        "Faults in force",
        "None: every call is answered as the documents say.",
        List.of("Fault", "For", "Hits", "Remaining", "Probability"),
        sandbox.faults().active(),
        Page::row);
  }

  private static String row(ActiveFault active) {
    var fault = active.fault();
    var on = fault.on();
    var remaining = active.remaining();
    return row(
        "<span class=faulted>" + escaped(fault.kind().word()) + "</span>",
        escaped(on == null ? "both calls" : on.word()),
        escaped(active.hits()),
        escaped(remaining == null ? "until cleared" : remaining),
        escaped(fault.probability()));
  }

  private String contacts() {
    return section(
        "Contacts",
        "None yet. They appear here as createContact is called.",
        List.of("Contact", "Entity", "Stage", "Owner", "Profiles", "Updated (UTC)"),
        newestFirst(sandbox.newestContacts(ROWS)),
        Page::row);
  }

  private static String row(Contact contact) {
    return row(
        "<strong>%s</strong><br>%s%s"
            .formatted(escaped(contact.email()), escaped(nameOf(contact)), fieldsOf(contact)),
        escaped(contact.entityName()),
        escaped(contact.stageId()),
        "<small>" + escaped(contact.owner()) + "</small>",
        profilesOf(contact),
        escaped(TIME.format(contact.updatedAt())) + "<br><small>" + calls(contact) + "</small>");
  }

  private static String nameOf(Contact contact) {
    var first = Objects.toString(contact.fields().get("first_name"), "");
    return (first + " " + Objects.toString(contact.fields().get("last_name"), "")).strip();
  }

  private static String calls(Contact contact) {
    int times = contact.createCalls();
    return times == 1 ? "called once" : "called " + times + " times";
  }

  private static String fieldsOf(Contact contact) {
    var all = Map.of("contact", contact.fields(), "entity", contact.entityFields());
    return details("fields-" + contact.contactId(), "all fields", Json.pretty(all));
  }

  private static String profilesOf(Contact contact) {
    return contact.profiles().stream().map(Page::profile).collect(Collectors.joining());
  }

  private static String profile(Profile profile) {
    var title = "#%d %s".formatted(profile.profileId(), profile.profileSource());
    return details("profile-" + profile.profileId(), title, Json.pretty(profile.profilePayload()))
        + summaryOf(profile);
  }

  private static String summaryOf(Profile profile) {
    return profile.profilePayload() instanceof Map<?, ?> payload
            && payload.get("summary") instanceof String summary
        ? "<small>" + escaped(summary) + "</small>"
        : "";
  }

  private static String details(String id, String title, String text) {
    return "<details id=\"%s\"><summary>%s</summary><pre>%s</pre></details>"
        .formatted(escaped(id), escaped(title), escaped(text));
  }

  private String calls() {
    return section(
        "Recent calls",
        "None yet.",
        List.of("#", "At (UTC)", "Call", "About", "Reply", "What came of it"),
        newestFirst(sandbox.newestCalls(ROWS)),
        Page::row);
  }

  private static String row(CallRecord call) {
    var about = call.email() == null ? call.contactId() : call.email();
    return row(
        escaped(call.seq()),
        escaped(TIME.format(call.startedAt())),
        "<code>" + escaped(call.call().word()) + "</code>",
        escaped(about),
        escaped(replyOf(call)),
        "<span class=%s>%s</span> <small>%s</small>"
            .formatted(call.outcome().word(), escaped(outcomeOf(call)), escaped(noteOn(call))));
  }

  private static String replyOf(CallRecord call) {
    if (call.outcome() == CallOutcome.UNDER_WAY) {
      return "";
    }
    var status = call.httpStatus();
    return status == null ? "none" : (status + " " + Objects.toString(call.status(), "")).strip();
  }

  private static String outcomeOf(CallRecord call) {
    var fault = call.fault();
    var words = call.outcome().word().replace('_', ' ');
    return fault == null ? words : words + ": " + fault.word();
  }

  private static String noteOn(CallRecord call) {
    var notes = new ArrayList<>(call.sentences());
    if (call.outcome() == CallOutcome.FAULTED) {
      notes.add(call.committed() ? "stored" : "nothing stored");
    }
    if (call.overlap()) {
      notes.add("another call about this person was under way");
    }
    if (!call.ignoredFields().isEmpty()) {
      notes.add("ignored: " + String.join(", ", call.ignoredFields()));
    }
    return String.join("; ", notes);
  }

  private String footer() {
    Instant now = clock.instant();
    return "<p class=none>As of "
        + escaped(TIME.format(now))
        + " UTC. The newest "
        + ROWS
        + " of each are shown; the rest is at <code>/sandbox/contacts</code> and"
        + " <code>/sandbox/calls</code>.</p>";
  }

  private static <T> List<T> newestFirst(List<T> oldestFirst) {
    var turned = new ArrayList<>(oldestFirst);
    Collections.reverse(turned);
    return turned;
  }

  private static <T> String section(
      String title,
      String whenEmpty,
      List<String> columns,
      List<T> items,
      Function<T, String> toRow) {
    var heading = "<h2>" + title + "</h2>";
    if (items.isEmpty()) {
      return heading + "<p class=none>" + whenEmpty + "</p>";
    }
    var head = columns.stream().map(name -> "<th>" + name).collect(Collectors.joining());
    var rows = items.stream().map(toRow).collect(Collectors.joining());
    return heading
        + "<div class=scroll><table><thead><tr>"
        + head
        + "<tbody>"
        + rows
        + "</table></div>";
  }

  /** The cells are HTML already. */
  private static String row(String... cells) {
    return "<tr><td>" + String.join("</td><td>", cells) + "</td></tr>";
  }

  static String escaped(@Nullable Object value) {
    return Objects.toString(value, "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
