package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.HookOptions;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.UnfitOption;
import io.leadline.source.body.Answers;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonBody;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any form tool, as the options of a hook's route file describe it (docs/form-tools/generic.md):
 * how its bodies are written, and where in them the id, the type, the time, the form and the
 * answers are. A JSON array is one event an element. Without an id the content is the key, for a
 * while.
 *
 * <p>Answers are the members of an object, or a list of objects that each have an id, a title and a
 * value under one of the usual names.
 */
final class Generic implements Source {
  private static final String EXPECTED =
      "a webhook as the hook's route file describes it (body: %s, answers: %s)";

  private static final String CURE =
      "compare the route file with what the sender sends: docs/form-tools/generic.md says how";

  private static final Map<String, BodyKind> KINDS =
      Map.of(
          "json", BodyKind.JSON,
          "form", BodyKind.FORM,
          "multipart", BodyKind.MULTIPART,
          "any", BodyKind.ANY);

  /** The time of seconds since 1970 ends here; what is larger are milliseconds. */
  private static final long SECONDS = 100_000_000_000L;

  private final Layout layout;

  Generic() {
    this(Layout.USUAL);
  }

  private Generic(Layout layout) {
    this.layout = layout;
  }

  /**
   * Where things are; null where the sender has no such thing.
   *
   * @param idHeader the header that holds the event's id; empty for none
   * @param unsteady members of the body that change from one try to the next
   * @param window for how long the same content without an id is the same event
   */
  private record Layout(
      BodyKind kind,
      @Nullable Path id,
      String idHeader,
      @Nullable Path type,
      @Nullable Path time,
      @Nullable Path formId,
      @Nullable Path formTitle,
      @Nullable Path answers,
      String[] unsteady,
      Duration window) {
    private static final Layout USUAL =
        new Layout(
            BodyKind.ANY, null, "", null, null, null, null, null, new String[0], Parts.WINDOW);

    private static Layout of(HookOptions options) throws UnfitOption {
      return new Layout(
          options.oneOf("body", "any", KINDS),
          Path.of(options, "event-id"),
          options.text("id-header", ""),
          Path.of(options, "event-type"),
          Path.of(options, "submitted-at"),
          Path.of(options, "form-id"),
          Path.of(options, "form-title"),
          Path.of(options, "answers"),
          options.text("changes-on-retry", "").split("[,\\s]+"),
          options.duration("window", Parts.WINDOW));
    }
  }

  @Override
  public String name() {
    return "generic";
  }

  @Override
  public Set<String> options() {
    return Set.of(
        "body",
        "event-id",
        "event-type",
        "submitted-at",
        "form-id",
        "form-title",
        "answers",
        "changes-on-retry",
        "window");
  }

  @Override
  public Generic with(HookOptions options) throws UnfitOption {
    options.required(
        "verify", "to know who calls: write hmac, t-v1, key, bearer or basic, or none for anybody");
    return new Generic(Layout.of(options));
  }

  /** Until the route file says otherwise, which it must. */
  @Override
  public Proof proof() {
    return SecretInRequest.of("the sender");
  }

  // ── cut ───────────────────────────────────────────────────────────────────────────────────────

  @Override
  public List<Part> cut(Request request) {
    var type = request.headers().first("content-type").orElse("");
    var elements =
        kind(request.body(), type) == BodyKind.JSON
            ? JsonBody.elements(request.body())
            : List.of(request.body());
    var header =
        layout.idHeader.isEmpty() ? null : request.headers().first(layout.idHeader).orElse(null);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < elements.size(); i++) {
      var number = elements.size() == 1 ? "" : "." + (i + 1);
      parts.add(part(elements.get(i), type, header == null ? null : header.strip() + number));
    }
    return parts;
  }

  private BodyKind kind(Bytes body, String contentType) {
    return layout.kind == BodyKind.ANY ? BodyKind.of(body, contentType) : layout.kind;
  }

  private Part part(Bytes body, String contentType, @Nullable String header) {
    try {
      return part(checked(body, contentType), body, header);
    } catch (Unexpected e) {
      return Parts.byContent(body);
    }
  }

  private Part part(JsonObject webhook, Bytes body, @Nullable String header) {
    var content = webhook.without(layout.unsteady);
    var id =
        Objects.requireNonNullElse(Path.text(layout.id, webhook), header == null ? "" : header);
    return id.isBlank()
        ? Parts.byContent(body, content, layout.window)
        : Parts.of(key(webhook, id), null, body, content);
  }

  private String key(JsonObject webhook, String id) {
    return layout.type == null ? Parts.key(id) : Parts.key(Path.text(layout.type, webhook), id);
  }

  private JsonObject checked(Bytes body, String contentType) throws Unexpected {
    var webhook = kind(body, contentType).object(body, contentType);
    var answers = answers(webhook);
    if (!(answers instanceof Map) && !(answers instanceof List)) {
      throw new Unexpected("a body without them");
    }
    if (webhook.map().isEmpty()) {
      throw new Unexpected("an object with nothing in it");
    }
    return webhook;
  }

  private @Nullable Object answers(JsonObject webhook) {
    return layout.answers == null ? webhook.map() : layout.answers.in(webhook);
  }

  // ── read ──────────────────────────────────────────────────────────────────────────────────────

  @Override
  public Reading read(Event event, @Nullable Fetched fetched) {
    try {
      return new Reading.Read(submission(event, checked(event.body(), event.contentType())));
    } catch (Unexpected e) {
      var answers = layout.answers == null ? "all of it" : layout.answers.toString();
      return e.instead(EXPECTED.formatted(word(layout.kind), answers), CURE);
    }
  }

  private static String word(BodyKind kind) {
    return KINDS.entrySet().stream()
        .filter(entry -> entry.getValue() == kind)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Submission submission(Event event, JsonObject webhook) {
    var answers = listed(answers(webhook));
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(Path.text(layout.id, webhook), event.key()),
        Objects.requireNonNullElse(Path.text(layout.type, webhook), "submission"),
        time(layout.time == null ? null : layout.time.in(webhook)),
        event.receivedAt(),
        Path.text(layout.formId, webhook),
        Path.text(layout.formTitle, webhook),
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        webhook.map());
  }

  private static Answers listed(@Nullable Object values) {
    return values instanceof List<?> list
        ? Answers.ofList(list)
        : Answers.ofMembers(JsonObject.of(values));
  }

  private static Instant sinceTheEpoch(long number) {
    return number < SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }

  /** ISO-8601 with an offset, or a number; null where it is neither. */
  private static @Nullable Instant time(@Nullable Object value) {
    try {
      var text = Objects.requireNonNullElse(JsonObject.textOf(value), "").strip();
      return text.matches("\\d{1,15}")
          ? sinceTheEpoch(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
