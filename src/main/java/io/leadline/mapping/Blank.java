package io.leadline.mapping;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rule 3: null, blank text, and lists and objects of nothing but that. */
final class Blank {
  private Blank() {}

  static boolean is(@Nullable Object value) {
    if (value == null) {
      return true;
    }
    if (value instanceof CharSequence text) {
      return text.chars().allMatch(Blank::invisible);
    }
    if (value instanceof Collection<?> items) {
      return items.stream().allMatch(Blank::is);
    }
    return value instanceof Map<?, ?> object && object.values().stream().allMatch(Blank::is);
  }

  /** With the no-break and zero-width spaces that pasted text brings along. */
  private static boolean invisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u200B'
        || c == '\u2060'
        || c == '\uFEFF'
        || Character.isISOControl(c);
  }
}
