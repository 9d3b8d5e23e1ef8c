package io.leadline.mapping.function;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents as text, the same wherever a mapping needs one: numbers without exponent, lists joined
 * with ", ", names and addresses that a form tool sends in parts put together.
 */
public final class Texts {
  /** Beyond this many digits a number is nobody's answer, and writing it out could fill memory. */
  private static final int MOST_DIGITS = 1000;

  private static final List<String> NAME_PARTS =
      List.of(
          "prefix",
          "salutation",
          "title",
          "first",
          "firstname",
          "given",
          "givenname",
          "middle",
          "middlename",
          "last",
          "lastname",
          "family",
          "familyname",
          "surname",
          "suffix");
  private static final Set<String> NAME_SIGNS =
      Set.of(
          "first", "firstname", "given", "givenname", "last", "lastname", "familyname", "surname");

  private Texts() {}

  /** The value's text without white space at its ends; null where there is nothing in it. */
  public static @Nullable String of(@Nullable Object value) {
    String text = trim(written(value));
    return text.isEmpty() ? null : text;
  }

  /** Null, blank text, or a list or object whose parts are all nothing. */
  public static boolean isNothing(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(Texts::isNothing);
    }
    if (value instanceof Map<?, ?> object) {
      return object.values().stream().allMatch(Texts::isNothing);
    }
    return value == null || (value instanceof String text && isBlank(text));
  }

  /**
   * Takes away what cannot be seen at both ends: white space of any script, zero-width characters,
   * byte order and direction marks, control characters.
   */
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isInvisible(text.charAt(start))) {
      start++;
    }
    while (end > start && isInvisible(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Trimmed, and each run of white space within as one space. */
  public static String squeeze(String text) {
    var squeezed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        squeezed.append(c);
      } else if (i > 0 && !isSpace(text.charAt(i - 1))) {
        squeezed.append(' ');
      }
    }
    return trim(squeezed.toString());
  }

  /**
   * What stays when case, accents, punctuation and white space are taken away: for comparing names
   * that people typed.
   */
  static String fold(String text) {
    String decomposed = Letters.lower(Normalizer.normalize(text, Normalizer.Form.NFKD));
    var folded = new StringBuilder();
    decomposed.codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** An object's parts by folded name ({@code First Name} as {@code firstname}), without blanks. */
  static Map<String, Object> parts(Map<?, ?> object) {
    var parts = new LinkedHashMap<String, Object>();
    object.forEach(
        (key, part) -> {
          if (part != null && !isNothing(part)) {
            parts.putIfAbsent(foldedKey(String.valueOf(key)), part);
          }
        });
    return parts;
  }

  static @Nullable Object orNothing(@Nullable Object value) {
    return isNothing(value) ? null : value;
  }

  static boolean isBlank(String text) {
    return trim(text).isEmpty();
  }

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static boolean isInvisible(char c) {
    return isSpace(c)
        || Character.isISOControl(c)
        || (c >= '\u200B' && c <= '\u200F')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2060' && c <= '\u2064')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\uFEFF'
        || c == '\u00AD';
  }

  private static String foldedKey(String key) {
    return key.length() > 200 ? key : fold(key);
  }

  private static String written(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number number) {
      return digits(number);
    }
    if (value instanceof List<?> list) {
      return joined(list, ", ");
    }
    if (value instanceof Map<?, ?> object) {
      return together(parts(object));
    }
    return value.toString();
  }

  private static String digits(Number number) {
    BigDecimal decimal = Numbers.exact(number);
    if (decimal == null || Numbers.isLongerThan(decimal, MOST_DIGITS)) {
      return number.toString();
    }
    boolean whole = decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
    return whole ? decimal.toBigInteger().toString() : decimal.toPlainString();
  }

  private static String together(Map<String, Object> parts) {
    if (parts.keySet().stream().anyMatch(NAME_SIGNS::contains)) {
      return name(parts);
    }
    if (parts.containsKey("full")) {
      return written(parts.get("full"));
    }
    if (parts.containsKey("phone") && parts.containsKey("area")) {
      return joined(List.copyOf(parts.values()), " ");
    }
    return joined(List.copyOf(parts.values()), ", ");
  }

  private static String name(Map<String, Object> parts) {
    var inOrder = new ArrayList<Object>();
    for (String part : NAME_PARTS) {
      if (parts.containsKey(part)) {
        inOrder.add(parts.get(part));
      }
    }
    return joined(inOrder, " ");
  }

  /** An object that is a name in parts and nothing else, put together; null where it is not. */
  public static @Nullable String wholeName(Map<?, ?> object) {
    Map<String, Object> parts = parts(object);
    boolean name = NAME_PARTS.containsAll(parts.keySet());
    return name && parts.keySet().stream().anyMatch(NAME_SIGNS::contains) ? name(parts) : null;
  }

  private static String joined(List<?> items, String separator) {
    return String.join(separator, all(items));
  }

  static List<String> all(List<?> items) {
    var texts = new ArrayList<String>();
    for (Object item : items) {
      String text = of(item);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }
}
