package io.leadline.mapping.diff;

import io.leadline.event.Call;
import io.leadline.event.Documents;
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
    Map<String, String> old = fields(before);
    Map<String, String> edited = fields(after);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(edited.keySet());
    Map<String, Changed> changed = new LinkedHashMap<>();
    for (String name : names) {
      if (!Objects.equals(old.get(name), edited.get(name))) {
        changed.put(name, new Changed(old.get(name), edited.get(name)));
      }
    }
    return changed;
  }

  private static Map<String, String> fields(Decision decision) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (decision instanceof Decision.Calls calls) {
      Map<String, Integer> numbers = new LinkedHashMap<>();
      for (Call call : calls.calls()) {
        int number = numbers.merge(call.kind().wireName(), 1, Integer::sum);
        add(call, call.kind().wireName() + (number == 1 ? "" : " " + number), fields);
      }
    }
    return fields;
  }

  private static void add(Call call, String name, Map<String, String> fields) {
    add(name, call.body(), fields);
    if (call.asMember() != null) {
      fields.put(name + " as_member", call.asMember());
    }
    if (!call.onlyNew().isEmpty()) {
      fields.put(name + " only_new", String.join(", ", call.onlyNew()));
    }
  }

  private static void add(String name, @Nullable Object value, Map<String, String> fields) {
    if (value instanceof Map<?, ?> object) {
      object.forEach((key, part) -> add(name + "." + key, part, fields));
    } else {
      fields.put(name, value instanceof String text ? text : Documents.write(value));
    }
  }

  /** The fields that a decision left out with a warning, each with the reason. */
  static Map<String, String> warnings(Decision decision) {
    List<io.leadline.event.Warning> warnings =
        decision instanceof Decision.Calls calls ? calls.warnings() : List.of();
    Map<String, String> byField = new LinkedHashMap<>();
    warnings.forEach(warning -> byField.put(warning.field(), warning.why()));
    return byField;
  }
}
