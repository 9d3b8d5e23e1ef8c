package io.leadline.mapping.diff;

import io.leadline.event.Call;
import io.leadline.event.Documents;
import io.leadline.event.Warning;
import io.leadline.mapping.Decision;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of two decisions' calls that are not the same. */
final class Difference {

  /**
   * One field.
   *
   * @param before as it is sent; null where it is not
   * @param after likewise
   */
  record Changed(@Nullable String before, @Nullable String after) {}

  private Difference() {}

  /** By field, as {@code createContact.city}; empty where all calls are the same. */
  static Map<String, Changed> between(Decision before, Decision after) {
    Map<String, Object> old = fields(before);
    Map<String, Object> edited = fields(after);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(edited.keySet());
    Map<String, Changed> changed = new LinkedHashMap<>();
    for (String name : names) {
      Object was = old.get(name);
      Object is = edited.get(name);
      if (!Objects.equals(json(was), json(is))) {
        changed.put(name, changed(was, is));
      }
    }
    return changed;
  }

  /** Texts as they are; where they look like what is no text, as JSON, in quotes. */
  private static Changed changed(@Nullable Object before, @Nullable Object after) {
    boolean alike = Objects.equals(shown(before), shown(after));
    return alike
        ? new Changed(json(before), json(after))
        : new Changed(shown(before), shown(after));
  }

  private static @Nullable String shown(@Nullable Object value) {
    return value instanceof String text ? text : json(value);
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : Documents.write(value);
  }

  private static Map<String, Object> fields(Decision decision) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (decision instanceof Decision.Calls calls) {
      Map<String, Integer> numbers = new LinkedHashMap<>();
      for (Call call : calls.calls()) {
        int number = numbers.merge(call.kind().wireName(), 1, Integer::sum);
        add(call, call.kind().wireName() + (number == 1 ? "" : " " + number), fields);
      }
    }
    return fields;
  }

  private static void add(Call call, String name, Map<String, Object> fields) {
    add(name, call.body(), fields);
    if (call.asMember() != null) {
      fields.put(name + " as_member", call.asMember());
    }
    if (!call.onlyNew().isEmpty()) {
      fields.put(name + " only_new", String.join(", ", call.onlyNew()));
    }
  }

  private static void add(String name, @Nullable Object value, Map<String, Object> fields) {
    if (value instanceof Map<?, ?> object) {
      object.forEach((key, part) -> add(name + "." + key, part, fields));
    } else if (value != null) {
      fields.put(name, value);
    }
  }

  /** The fields that a decision left out with a warning, each with the reason. */
  static Map<String, String> warnings(Decision decision) {
    Map<String, String> byField = new LinkedHashMap<>();
    listed(decision).forEach(warning -> byField.put(warning.field(), warning.why()));
    return byField;
  }

  private static List<Warning> listed(Decision decision) {
    if (decision instanceof Decision.Calls calls) {
      return calls.warnings();
    }
    return decision instanceof Decision.Failed failed ? failed.warnings() : List.of();
  }
}
