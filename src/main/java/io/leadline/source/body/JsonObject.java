package io.leadline.source.body;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read without trust: what is absent or of another kind than asked for reads
 * as nothing.
 */
public record JsonObject(Map<String, @Nullable Object> map) {
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  /** Empty where the value is no object. */
  @SuppressWarnings("unchecked")
  public static JsonObject of(@Nullable Object json) {
    return json instanceof Map<?, ?> object
        ? new JsonObject((Map<String, @Nullable Object>) object)
        : EMPTY;
  }

  public boolean has(String name) {
    return map.containsKey(name);
  }

  public boolean hasObject(String name) {
    return map.get(name) instanceof Map<?, ?>;
  }

  public @Nullable Object value(String name) {
    return map.get(name);
  }

  public JsonObject object(String name) {
    return of(map.get(name));
  }

  public List<?> list(String name) {
    return map.get(name) instanceof List<?> list ? list : List.of();
  }

  /** The objects of a list; what else is in it is passed over. */
  public List<JsonObject> objects(String name) {
    return list(name).stream().filter(Map.class::isInstance).map(JsonObject::of).toList();
  }

  /** A text or a number as text; null where it is neither, or blank. */
  public @Nullable String text(String name) {
    return textOf(map.get(name));
  }

  /** The first of the names that gives a text. */
  public @Nullable String text(String name, String otherwise) {
    var text = text(name);
    return text == null ? text(otherwise) : text;
  }

  public static @Nullable String textOf(@Nullable Object value) {
    if (value instanceof String text) {
      return text.isBlank() ? null : text;
    }
    return value instanceof Number number ? number.toString() : null;
  }

  /** A whole number; null where it is none, or beyond 64 bits. */
  public @Nullable Long number(String name) {
    var value = map.get(name);
    if (value instanceof BigInteger) {
      return null;
    }
    return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : null;
  }

  /** An ISO-8601 time with its offset; null where it is none. */
  public @Nullable Instant instant(String name) {
    try {
      var text = text(name);
      return text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /**
   * Itself.
   *
   * @throws Unexpected where there is nothing in it
   */
  public JsonObject orUnexpectedIfEmpty() throws Unexpected {
    if (map.isEmpty()) {
      throw new Unexpected("an object with nothing in it");
    }
    return this;
  }

  /** Of these names those that are there. */
  public JsonObject only(String... names) {
    var some = new LinkedHashMap<String, @Nullable Object>();
    for (String name : names) {
      if (map.containsKey(name)) {
        some.put(name, map.get(name));
      }
    }
    return new JsonObject(some);
  }

  public JsonObject without(String... names) {
    var rest = new LinkedHashMap<>(map);
    rest.keySet().removeAll(List.of(names));
    return new JsonObject(rest);
  }

  public JsonObject with(String name, @Nullable Object value) {
    var more = new LinkedHashMap<>(map);
    more.put(name, value);
    return new JsonObject(more);
  }
}
