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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Typeform's webhook (sources.md §1): one JSON object per response, or per partial response.
 *
 * <p>Answers are keyed by the question's {@code ref}, which its author chose and which survives an
 * edit of the form; where a delivery leaves it out it is taken from the form's definition, and
 * failing that the field's id stands in. Titles are as sent, with their unexpanded {@code
 * {{field:...}}}.
 */
final class Typeform extends OneObject {
  private static final String EXPECTED = "a Typeform webhook (a JSON object with 'form_response')";

  private static final Hmac SIGNATURE =
      Hmac.sha256("typeform", "Typeform-Signature", "sha256=", Encoding.BASE64);

  Typeform() {
    super(EXPECTED);
  }

  @Override
  public String name() {
    return "typeform";
  }

  /** The signature has no time in it, and a response may be delivered hours after it was given. */
  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (!json.hasObject("form_response")) {
      throw new Unexpected("a JSON object without it");
    }
    return json;
  }

  /** A resent response has an event_id of its own, so that it is no part of what is compared. */
  @Override
  Part part(JsonObject webhook, Bytes body) {
    var content = webhook.without("event_id");
    return Parts.of(key(webhook, content), null, body, content);
  }

  private static String key(JsonObject webhook, JsonObject content) {
    var token = webhook.object("form_response").text("token");
    if (token != null) {
      return Parts.key(type(webhook), token);
    }
    var eventId = webhook.text("event_id");
    return eventId != null
        ? Parts.key("event", eventId)
        : Parts.key("sha256", Parts.fingerprint(content));
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var response = webhook.object("form_response");
    var definition = response.object("definition");
    var answers = answers(response.objects("answers"), new Form(definition));
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(webhook.text("event_id"), event.key()),
        type(webhook),
        response.instant("submitted_at"),
        event.receivedAt(),
        formId(response, definition),
        definition.text("title"),
        answers.byId(),
        answers.byTitle(),
        response.object("hidden").map(),
        calculated(response),
        webhook.map());
  }

  private static @Nullable String formId(JsonObject response, JsonObject definition) {
    var id = response.text("form_id");
    return id == null ? definition.text("id") : id;
  }

  private static String type(JsonObject webhook) {
    return Objects.requireNonNullElse(webhook.text("event_type"), "form_response");
  }

  private static Answers answers(List<JsonObject> given, Form form) {
    var answers = new Answers();
    var matrices = new HashMap<Matrix, Map<String, @Nullable Object>>();
    for (int i = 0; i < given.size(); i++) {
      var question = form.question(given.get(i).object("field"), i + 1);
      var value = value(given.get(i), question);
      var matrix = question.matrix();
      if (matrix == null) {
        answers.add(question.id(), question.title(), value);
      } else {
        rows(matrix, matrices, answers).put(question.title(), value);
      }
    }
    return answers;
  }

  /** A matrix is one answer, in the place of its first answered row. */
  private static Map<String, @Nullable Object> rows(
      Matrix matrix, Map<Matrix, Map<String, @Nullable Object>> matrices, Answers answers) {
    return matrices.computeIfAbsent(
        matrix,
        first -> {
          var rows = new LinkedHashMap<String, @Nullable Object>();
          answers.add(first.id(), first.title(), rows);
          return rows;
        });
  }

  /** The value stands under the name of its type: {@code {"type": "email", "email": ...}}. */
  private static @Nullable Object value(JsonObject answer, Defined question) {
    var type = answer.text("type");
    if (isPayment(answer)) {
      return answer.object("payment").only("amount", "currency", "success", "status").map();
    }
    if (type == null || !answer.has(type)) {
      return answer.without("field").map();
    }
    return switch (type) {
      case "choice" -> choice(answer.value(type), question);
      case "choices" -> choices(answer.value(type), question);
      case "signature" -> signature(answer.value(type));
      default -> answer.value(type);
    };
  }

  /** By every sign of it: the card's holder and number must not reach an answer. */
  private static boolean isPayment(JsonObject answer) {
    return answer.has("payment") || "payment".equals(answer.object("field").text("type"));
  }

  private static @Nullable Object choice(@Nullable Object sent, Defined question) {
    if (!(sent instanceof Map<?, ?>)) {
      return sent;
    }
    var choice = JsonObject.of(sent);
    var label = choice.text("label", "other");
    return label != null ? label : question.label(choice.text("id", "ref"));
  }

  /** Two forms are sent: parallel lists, whose lengths may differ, or a list of choices. */
  private static @Nullable Object choices(@Nullable Object sent, Defined question) {
    if (sent instanceof List<?> list) {
      return list.stream().map(item -> choice(item, question)).filter(Objects::nonNull).toList();
    }
    return sent instanceof Map<?, ?> ? labels(JsonObject.of(sent), question) : sent;
  }

  private static List<@Nullable Object> labels(JsonObject choices, Defined question) {
    var labels = new ArrayList<@Nullable Object>(choices.list("labels"));
    if (labels.isEmpty()) {
      var ids = choices.list("ids").isEmpty() ? choices.list("refs") : choices.list("ids");
      ids.forEach(id -> labels.add(question.label(JsonObject.textOf(id))));
    }
    if (choices.text("other") != null) {
      labels.add(choices.value("other"));
    }
    return labels;
  }

  private static @Nullable Object signature(@Nullable Object sent) {
    return sent instanceof Map<?, ?> ? JsonObject.of(sent).value("url") : sent;
  }

  /**
   * The score, and each variable by its key. Forms have a variable {@code score} too: {@code
   * calculated.score} is what Typeform shows as the response's score, so it wins.
   */
  private static Map<String, @Nullable Object> calculated(JsonObject response) {
    var calculated = new LinkedHashMap<>(response.object("calculated").map());
    for (var variable : response.objects("variables")) {
      var key = variable.text("key");
      if (key != null) {
        calculated.putIfAbsent(key, variable.value(typeOfVariable(variable)));
      }
    }
    return calculated;
  }

  private static String typeOfVariable(JsonObject variable) {
    return Objects.requireNonNullElse(variable.text("type"), "text");
  }

  /**
   * One question of the form.
   *
   * @param id its ref, or the nearest there is
   * @param title unique in the form, or in the matrix
   * @param matrix whose row it is, where it is one
   * @param field its definition
   */
  private record Defined(String id, String title, @Nullable Matrix matrix, JsonObject field) {

    /** Of a matrix the titles of its rows: the names under which its answer has them. */
    List<String> rows() {
      var names = new Names();
      return field.object("properties").objects("fields").stream()
          .map(row -> Form.titled(row, names))
          .toList();
    }

    /** A choice's label by its id or ref; the id itself where the definition does not know it. */
    @Nullable String label(@Nullable String idOrRef) {
      return choices().stream()
          .filter(choice -> idOrRef != null && isCalled(choice, idOrRef))
          .map(choice -> choice.text("label"))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(idOrRef);
    }

    private List<JsonObject> choices() {
      var choices = field.objects("choices");
      return choices.isEmpty() ? field.object("properties").objects("choices") : choices;
    }

    private static boolean isCalled(JsonObject choice, String idOrRef) {
      return idOrRef.equals(choice.text("id")) || idOrRef.equals(choice.text("ref"));
    }
  }

  private record Matrix(String id, String title) {}

  /**
   * The form as the delivery defines it. Titles are numbered over all its questions, answered or
   * not: whether somebody skipped the first "E-mail" must not rename the second.
   */
  private static final class Form {
    private final Map<String, Defined> questions = new HashMap<>();
    private final Names titles = new Names();

    /** In their order; a matrix is one question. */
    private final List<Defined> asked = new ArrayList<>();

    Form(JsonObject definition) {
      definition.objects("fields").forEach(this::define);
    }

    private void define(JsonObject field) {
      var parts = field.object("properties").objects("fields");
      if (parts.isEmpty()) {
        ask(field, titled(field, titles));
      } else if ("matrix".equals(field.text("type"))) {
        defineMatrix(field, new Matrix(idOf(field), titled(field, titles)), parts);
      } else {
        parts.forEach(this::define);
      }
    }

    private void defineMatrix(JsonObject field, Matrix matrix, List<JsonObject> rows) {
      ask(field, matrix.title());
      var rowTitles = new Names();
      rows.forEach(row -> enter(new Defined(idOf(row), titled(row, rowTitles), matrix, row)));
    }

    private void ask(JsonObject field, String title) {
      var question = new Defined(idOf(field), title, null, field);
      asked.add(question);
      enter(question);
    }

    private void enter(Defined question) {
      var field = question.field();
      for (var name : List.of("id", "ref")) {
        var key = field.text(name);
        if (key != null) {
          questions.putIfAbsent(name + ":" + key, question);
        }
      }
    }

    private static String titled(JsonObject field, Names taken) {
      return taken.unused(titleOf(field, idOf(field)));
    }

    private static String titleOf(JsonObject field, String otherwise) {
      return Objects.requireNonNullElse(field.text("title"), otherwise);
    }

    private static String idOf(JsonObject field) {
      return Objects.requireNonNullElse(field.text("ref", "id"), "");
    }

    /**
     * @param field as the answer names it
     * @param position of the answer, from 1: the last resort
     */
    Defined question(JsonObject field, int position) {
      var defined = questions.get("id:" + field.text("id"));
      if (defined == null) {
        defined = questions.get("ref:" + field.text("ref"));
      }
      return defined == null ? undefined(field, position) : named(defined, field);
    }

    private static Defined undefined(JsonObject field, int position) {
      var id = Objects.requireNonNullElse(field.text("ref", "id"), "answer_" + position);
      return new Defined(id, titleOf(field, id), null, field);
    }

    /** To the ref that comes with an answer. */
    void rename(JsonObject field) {
      var defined = questions.get("id:" + field.text("id"));
      if (defined != null && asked.contains(defined)) {
        asked.set(asked.indexOf(defined), named(defined, field));
      }
    }

    /** The ref that comes with the answer is the one that the form has now. */
    private static Defined named(Defined defined, JsonObject field) {
      var ref = field.text("ref");
      return ref == null
          ? defined
          : new Defined(ref, defined.title(), defined.matrix(), defined.field());
    }
  }

  // ── the form ──────────────────────────────────────────────────────────────────────────────────

  /** The definition says all questions, also those that were not answered. */
  @Override
  public Shown shown(Submission submission) {
    var response = JsonObject.of(submission.body()).object("form_response");
    var form = new Form(response.object("definition"));
    response.objects("answers").forEach(answer -> form.rename(answer.object("field")));
    var defined = form.asked.stream().map(Typeform::question).toList();
    var added = undefined(super.shown(submission), defined);
    return new Shown(
        Stream.concat(defined.stream(), added.stream()).toList(),
        added.isEmpty() && !defined.isEmpty());
  }

  /** A definition may be older than its answers. */
  private static List<Question> undefined(Shown answered, List<Question> defined) {
    var ids = defined.stream().map(Question::id).collect(Collectors.toSet());
    return answered.questions().stream().filter(it -> !ids.contains(it.id())).toList();
  }

  private static Question question(Defined asked) {
    return new Question(
        asked.id(),
        asked.title(),
        Objects.requireNonNullElse(asked.field().text("type"), ""),
        asked.rows().isEmpty() ? labels(asked.choices()) : asked.rows());
  }

  private static List<String> labels(List<JsonObject> choices) {
    return choices.stream().map(choice -> choice.text("label")).filter(Objects::nonNull).toList();
  }
}
