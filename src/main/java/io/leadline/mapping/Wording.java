package io.leadline.mapping;

import io.leadline.mapping.function.Texts;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Any value as the text that a person would write for it. */
public final class Wording {
  private static final Set<String> ADDRESS_PARTS =
      Set.of(
          "addr_line1",
          "addr_line2",
          "line1",
          "line2",
          "street",
          "city",
          "state",
          "zip",
          "postal",
          "country");

  private Wording() {}

  /** Empty where there is nothing; cut a little above {@link Limits#TEXT}. */
  public static String of(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  /** For a warning: short enough to be shown, never the whole of a long answer. */
  static String shortened(@Nullable Object value) {
    String text = of(value);
    return text.codePointCount(0, text.length()) <= 80
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 79)) + "…";
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (value == null || text.length() > Limits.TEXT) {
      return;
    }
    if (value instanceof Map<?, ?> object) {
      writeObject(object, text);
    } else if (value instanceof Collection<?> items) {
      join(items, ", ", text);
    } else if (value instanceof Number number) {
      text.append(Texts.of(number));
    } else {
      String plain = String.valueOf(value);
      text.append(plain, 0, Math.min(plain.length(), Limits.TEXT + 1));
    }
  }

  private static void writeObject(Map<?, ?> object, StringBuilder text) {
    String name = Texts.wholeName(object);
    if (name != null) {
      text.append(name, 0, Math.min(name.length(), Limits.TEXT + 1));
    } else if (!object.isEmpty() && ADDRESS_PARTS.containsAll(object.keySet())) {
      join(object.values(), ", ", text);
    } else {
      writePairs(object, text);
    }
  }

  private static void writePairs(Map<?, ?> object, StringBuilder text) {
    String separator = "";
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (!Blank.is(entry.getValue())) {
        text.append(separator).append(entry.getKey()).append(": ");
        write(entry.getValue(), text);
        separator = ", ";
      }
    }
  }

  private static void join(Collection<?> items, String with, StringBuilder text) {
    String separator = "";
    for (Object item : items) {
      if (!Blank.is(item) && text.length() <= Limits.TEXT) {
        text.append(separator);
        write(item instanceof CharSequence chars ? chars.toString().strip() : item, text);
        separator = with;
      }
    }
  }
}
