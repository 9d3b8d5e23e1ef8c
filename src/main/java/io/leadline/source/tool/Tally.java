package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.form.Question;
import io.leadline.form.Shown;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Names;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.Encoding;
import io.leadline.source.signature.Hmac;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tally's webhook (sources.md §3): one JSON object per response.
 *
 * <p>Answers are keyed by Tally's {@code key}, since titles are often shared. A choice is its
 * option's text, in a list also where only one can be chosen; what was not answered is there and
 * empty. Of a payment the amount and the currency are kept, in one answer.
 */
final class Tally extends OneObject {
  private static final Hmac SIGNATURE =
      Hmac.sha256("tally", "Tally-Signature", "", Encoding.BASE64);

  Tally() {
    super("a Tally webhook (a JSON object with 'data')");
  }

  @Override
  public String name() {
    return "tally";
  }

  /** The signature has no time in it, and the last retry comes a day later. */
  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (!json.hasObject("data")) {
      throw new Unexpected("a JSON object without it");
    }
    return json;
  }

  /** Of the envelope only the type is content: nothing says that the rest stays from try to try. */
  @Override
  Part part(JsonObject webhook, Bytes body) {
    return Parts.of(key(webhook), null, body, webhook.without("eventId", "createdAt"));
  }

  private static String key(JsonObject webhook) {
    var response = webhook.object("data").text("responseId", "submissionId");
    if (response != null) {
      return Parts.key(type(webhook), response);
    }
    var eventId = webhook.text("eventId");
    return eventId != null
        ? Parts.key("event", eventId)
        : Parts.key("sha256", Parts.fingerprint(webhook.without("createdAt")));
  }

  private static String type(JsonObject webhook) {
    return Objects.requireNonNullElse(webhook.text("eventType"), "FORM_RESPONSE");
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var response = webhook.object("data");
    var fields = new Fields(response.objects("fields"));
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(webhook.text("eventId"), event.key()),
        type(webhook),
        response.instant("createdAt"),
        event.receivedAt(),
        response.text("formId"),
        response.text("formName"),
        fields.answers.byId(),
        fields.answers.byTitle(),
        fields.hidden.byTitle(),
        fields.calculated.byTitle(),
        webhook.map());
  }

  /** The fields of a response, each where it belongs. */
  private static final class Fields {
    private final Answers answers = new Answers();
    private final Answers hidden = new Answers();
    private final Answers calculated = new Answers();
    private final Map<String, Map<String, Object>> payments = new LinkedHashMap<>();

    /** The beginnings of the keys that one box of a question has. */
    private final List<String> boxes;

    Fields(List<JsonObject> fields) {
      boxes =
          fields.stream()
              .filter(field -> isCheckboxes(field) && isHead(field))
              .map(field -> field.text("key") + "_")
              .toList();
      fields.stream().filter(field -> "PAYMENT".equals(field.text("type"))).forEach(this::gather);
      for (int i = 0; i < fields.size(); i++) {
        add(fields.get(i), "field_" + (i + 1));
      }
    }

    private void add(JsonObject field, String otherwise) {
      var key = Objects.requireNonNullElse(field.text("key"), otherwise);
      var title = Objects.requireNonNullElse(field.text("label"), key);
      switch (Objects.requireNonNullElse(field.text("type"), "")) {
        case "HIDDEN_FIELDS" -> hidden.add(key, title, field.value("value"));
        case "CALCULATED_FIELDS" -> calculated.add(key, title, field.value("value"));
        case "PAYMENT" -> addPayment(key, title);
        default -> addAnswer(key, title, field);
      }
    }

    /** Beside a question with check boxes each of its boxes comes once more, as true or false. */
    private void addAnswer(String key, String title, JsonObject field) {
      if (!isOneBox(key, field)) {
        answers.add(key, title, value(field));
      }
    }

    private boolean isOneBox(String key, JsonObject field) {
      return isCheckboxes(field)
          && !isHead(field)
          && field.value("value") instanceof Boolean
          && boxes.stream().anyMatch(key::startsWith);
    }

    /** Of a question with check boxes the entry that says what can be chosen. */
    private static boolean isHead(JsonObject field) {
      return field.value("options") instanceof List<?>;
    }

    private static boolean isCheckboxes(JsonObject field) {
      return "CHECKBOXES".equals(field.text("type"));
    }

    /** Five entries are one payment; who paid, and where to look it up, is for nobody else. */
    private void gather(JsonObject field) {
      var key = Objects.requireNonNullElse(field.text("key"), "");
      var value = field.value("value");
      if (value != null && key.endsWith("_price")) {
        payment(withoutEnding(key, "_price")).put("amount", value);
      } else if (value != null && key.endsWith("_currency")) {
        payment(withoutEnding(key, "_currency")).put("currency", value);
      }
    }

    private Map<String, Object> payment(String id) {
      return payments.computeIfAbsent(id, first -> new LinkedHashMap<>());
    }

    /** In the place of its price; one that was not made is empty. */
    private void addPayment(String key, String title) {
      if (key.endsWith("_price")) {
        var id = withoutEnding(key, "_price");
        answers.add(id, withoutEnding(title, " (price)"), payments.get(id));
      }
    }

    private static String withoutEnding(String text, String ending) {
      return text.endsWith(ending) ? text.substring(0, text.length() - ending.length()) : text;
    }
  }

  private static @Nullable Object value(JsonObject field) {
    var value = field.value("value");
    if (value instanceof Map<?, ?>) {
      return field.has("rows") ? matrix(field) : value;
    }
    if (value instanceof List<?> items) {
      var options = texts(field.objects("options"));
      return items.stream().map(item -> item(item, options)).toList();
    }
    return value;
  }

  /**
   * A file is its address; an option, its text; of one that is not known, its id is all there is.
   */
  private static @Nullable Object item(@Nullable Object item, Map<String, String> options) {
    if (item instanceof Map<?, ?>) {
      var file = JsonObject.of(item);
      return file.text("url") == null ? item : file.text("url");
    }
    return item instanceof String id ? options.getOrDefault(id, id) : item;
  }

  private static Map<String, @Nullable Object> matrix(JsonObject field) {
    var rows = texts(field.objects("rows"));
    var columns = texts(field.objects("columns"));
    var answered = field.object("value");
    var matrix = new LinkedHashMap<String, @Nullable Object>();
    var titles = new Names();
    for (var row : answered.map().keySet()) {
      matrix.put(titles.unused(rows.getOrDefault(row, row)), cell(answered.value(row), columns));
    }
    return matrix;
  }

  /** One column is a text; several, a list. */
  private static @Nullable Object cell(@Nullable Object value, Map<String, String> columns) {
    if (!(value instanceof List<?> list)) {
      return item(value, columns);
    }
    return list.size() == 1
        ? item(list.get(0), columns)
        : list.stream().map(column -> item(column, columns)).toList();
  }

  private static Map<String, String> texts(List<JsonObject> options) {
    return options.stream()
        .filter(option -> option.text("id") != null && option.text("text") != null)
        .collect(
            Collectors.toMap(
                option -> Objects.requireNonNull(option.text("id")),
                option -> Objects.requireNonNull(option.text("text")),
                (first, second) -> first,
                LinkedHashMap::new));
  }

  // ── the form ──────────────────────────────────────────────────────────────────────────────────

  /** Questions come unanswered, too; nothing says that all of them do, as where one is hidden. */
  @Override
  public Shown shown(Submission submission) {
    var fields = JsonObject.of(submission.body()).object("data").objects("fields");
    var byKey = new LinkedHashMap<String, JsonObject>();
    fields.forEach(
        field -> byKey.putIfAbsent(Objects.requireNonNullElse(field.text("key"), ""), field));
    var titles = submission.labels().keySet().iterator();
    return new Shown(
        submission.answers().keySet().stream()
            .map(id -> question(id, titles.hasNext() ? titles.next() : id, byKey.get(id)))
            .toList(),
        false);
  }

  /** Where something was chosen, a text of the person's own may stand among the options. */
  private static Question question(String id, String title, @Nullable JsonObject field) {
    return field == null
        ? new Question(id, title, "", List.of())
        : new Question(
            id,
            title,
            Objects.requireNonNullElse(field.text("type"), ""),
            isAnswered(field) ? List.of() : List.copyOf(texts(field.objects("options")).values()));
  }

  private static boolean isAnswered(JsonObject field) {
    return field.value("value") != null && !List.of().equals(field.value("value"));
  }
}
