package io.leadline.mapping.function;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Small and capital letters, of no country's own. Java copies all of a text for each letter that
 * becomes two ({@code İ}, {@code ŉ}): a megabyte of them would take minutes, so that long texts are
 * done in pieces.
 */
public final class Letters {
  private static final int LONG = 1_024;
  private static final int PIECE = 256;

  private Letters() {}

  public static String lower(String text) {
    return byPieces(text, piece -> piece.toLowerCase(Locale.ROOT));
  }

  public static String upper(String text) {
    return byPieces(text, piece -> piece.toUpperCase(Locale.ROOT));
  }

  private static String byPieces(String text, UnaryOperator<String> change) {
    if (text.length() <= LONG) {
      return change.apply(text);
    }
    var changed = new StringBuilder(text.length());
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      changed.append(change.apply(text.substring(start, end)));
      start = end;
    }
    return changed.toString();
  }

  /** Behind a word, where there is one: a Greek sigma is another at its end. */
  private static int end(String text, int start) {
    int end = start + PIECE;
    if (end >= text.length()) {
      return text.length();
    }
    for (int i = end; i > start; i--) {
      if (text.charAt(i - 1) == ' ') {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }
}
