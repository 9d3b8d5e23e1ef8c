package io.leadline.crm;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body of the CRM, read leniently: the documents show lists and objects, text and numbers in the
 * same places, and PHP may print a warning in front of its JSON.
 *
 * @param verdict what {@code status} says; the HTTP code has no part in it
 */
record Said(Verdict verdict, Map<String, @Nullable Object> body) {
  enum Verdict {
    SUCCESS,
    ERROR,
    /** There is no {@code status}, or a word that the documents do not know. */
    NOTHING
  }

  private static final int MAX_SENTENCES = 20;
  private static final int MAX_SENTENCE = 300;
  private static final int MAX_ID = 200;
  private static final int MAX_DEPTH = 4;

  /** Where error sentences are looked for; {@code debug} is not among them: it is no complaint. */
  private static final List<String> COMPLAINTS =
      List.of("data", "errors", "error", "message", "msg", "detail");

  /** Long, and no sentences. */
  private static final Set<String> TABLES = Set.of("field_map", "required_fields");

  /** Nothing where the body is no JSON object at all. */
  static Optional<Said> read(Bytes body) {
    if (body.isEmpty() || body.size() > Reply.MAX_BODY) {
      return Optional.empty();
    }
    return object(body).or(() -> objectInside(body)).map(Said::of);
  }

  private static Said of(Map<String, @Nullable Object> body) {
    return new Said(verdict(body.get("status")), body);
  }

  private static Verdict verdict(@Nullable Object status) {
    return switch (String.valueOf(status).strip().toLowerCase(Locale.ROOT)) {
      // Only the documented word: a stray {"status":"ok"} of a proxy must not settle a lead.
      case "success" -> Verdict.SUCCESS;
      case "error", "fail", "failed", "failure" -> Verdict.ERROR;
      default -> Verdict.NOTHING;
    };
  }

  private static Optional<Map<String, @Nullable Object>> object(Bytes body) {
    try {
      return Optional.of(Documents.readObject(body));
    } catch (Documents.NotJson e) {
      return Optional.empty();
    }
  }

  private static Optional<Map<String, @Nullable Object>> objectInside(Bytes body) {
    String text = body.asUtf8();
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}');
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    return object(Bytes.utf8(text.substring(from, to + 1))).filter(it -> it.containsKey("status"));
  }

  /** An id of the success response, number or text; nothing for blank and 0. */
  @Nullable String id(String name) {
    Object id = data().get(name);
    String text = id instanceof String || id instanceof Number ? id.toString().strip() : "";
    return text.isEmpty() || text.equals("0") || text.length() > MAX_ID ? null : text;
  }

  private Map<?, ?> data() {
    Object data = body.get("data");
    if (data instanceof List<?> list && !list.isEmpty()) {
      data = list.get(0);
    }
    return data instanceof Map<?, ?> object ? object : body;
  }

  /** The CRM's own account of what it did, where it gave one. */
  @Nullable String log() {
    var words = new ArrayList<String>();
    collect("", body.get("log"), words, 0);
    return words.isEmpty() ? null : String.join(", ", words);
  }

  /** What the CRM complains about, in its own words, bounded. */
  List<String> sentences() {
    var sentences = new ArrayList<String>();
    for (String place : COMPLAINTS) {
      collect("", body.get(place), sentences, 0);
    }
    return sentences.stream().distinct().toList();
  }

  private static void collect(
      String name, @Nullable Object value, List<String> sentences, int depth) {
    if (sentences.size() >= MAX_SENTENCES || depth > MAX_DEPTH || value == null) {
      return;
    }
    if (value instanceof Map<?, ?> object) {
      object.forEach((key, item) -> collectMember(String.valueOf(key), item, sentences, depth + 1));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> collect(name, item, sentences, depth + 1));
    } else if (value instanceof String text && !text.isBlank()) {
      sentences.add(bounded(name.isEmpty() ? text : name + ": " + text));
    }
  }

  private static void collectMember(
      String key, @Nullable Object item, List<String> sentences, int depth) {
    if (!TABLES.contains(key)) {
      collect(COMPLAINTS.contains(key) ? "" : key, item, sentences, depth);
    }
  }

  private static String bounded(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > MAX_SENTENCE ? line.substring(0, MAX_SENTENCE - 1) + "…" : line;
  }

  /** The field map of an error reply, an object or a list; nothing where it is absent or empty. */
  Optional<Object> fieldMap() {
    return table(body.get("field_map"))
        .or(() -> body.get("data") instanceof Map<?, ?> d ? table(d.get("field_map")) : none());
  }

  boolean showsItsFields() {
    return fieldMap().isPresent() || body.get("required_fields") instanceof List<?>;
  }

  private static Optional<Object> table(@Nullable Object value) {
    boolean filled =
        (value instanceof Map<?, ?> map && !map.isEmpty())
            || (value instanceof List<?> list && !list.isEmpty());
    return filled ? Optional.ofNullable(value) : Optional.empty();
  }

  private static Optional<Object> none() {
    return Optional.empty();
  }
}
