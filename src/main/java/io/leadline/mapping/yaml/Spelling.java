package io.leadline.mapping.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the file spells a text: which of its characters is written where.
 *
 * <p>Lines that are folded and indentation change nothing but white space, so the n-th visible
 * character of the text is the n-th visible one that is written.
 *
 * @param style how it is written
 * @param written from the first character of the value (its quote, or the sign of a block) to the
 *     last
 */
record Spelling(Style style, String written) {
  static final Spelling UNKNOWN = new Spelling(Style.PLAIN, "");

  enum Style {
    PLAIN,
    BLOCK,
    SINGLE_QUOTED,
    DOUBLE_QUOTED
  }

  private static final Map<Integer, Integer> ESCAPES =
      Map.ofEntries(
          Map.entry((int) '0', 0),
          Map.entry((int) 'a', 7),
          Map.entry((int) 'b', 8),
          Map.entry((int) 't', 9),
          Map.entry((int) 'n', 10),
          Map.entry((int) 'v', 11),
          Map.entry((int) 'f', 12),
          Map.entry((int) 'r', 13),
          Map.entry((int) 'e', 27),
          Map.entry((int) 'N', 0x85),
          Map.entry((int) '_', 0xA0),
          Map.entry((int) 'L', 0x2028),
          Map.entry((int) 'P', 0x2029));

  /** The place of a text's character; null where it cannot be told for certain. */
  @Nullable Spot spotOf(String text, int offset, Spot start) {
    String before = text.substring(0, Math.min(offset, text.length()));
    int[] visible = text.codePoints().filter(Spelling::isVisible).toArray();
    int wanted = (int) before.codePoints().filter(Spelling::isVisible).count();
    boolean between = offset >= text.length() || !isVisible(text.codePointAt(offset));
    var walk = new Walk(start);
    Spot behind = null;
    for (int i = 0; i < wanted + (between ? 0 : 1); i++) {
      if (walk.nextVisible() != visible[i]) {
        return null;
      }
      behind = walk.behind();
    }
    return between ? behind : walk.found();
  }

  private static boolean isVisible(int c) {
    return c != ' ' && c != '\t' && c != '\n' && c != '\r';
  }

  /** From character to character of what is written. */
  private final class Walk {
    private static final int END = -1;

    private final Spot start;
    private int at;
    private int line;
    private int column;
    private int foundLine;
    private int foundColumn;

    Walk(Spot start) {
      this.start = start;
      this.line = start.line();
      this.column = start.column();
      if (style == Style.BLOCK) {
        skipLine();
      } else if (style != Style.PLAIN) {
        take();
      }
    }

    int nextVisible() {
      int c = next();
      while (c != END && !isVisible(c)) {
        c = next();
      }
      return c;
    }

    Spot found() {
      return new Spot(start.file(), foundLine, foundColumn);
    }

    Spot behind() {
      return new Spot(start.file(), line, column);
    }

    private int next() {
      foundLine = line;
      foundColumn = column;
      int c = take();
      if (style == Style.SINGLE_QUOTED && c == '\'') {
        return take() == '\'' ? '\'' : END;
      }
      if (style == Style.DOUBLE_QUOTED && c == '"') {
        return END;
      }
      return style == Style.DOUBLE_QUOTED && c == '\\' ? escaped(take()) : c;
    }

    private int escaped(int sign) {
      int digits = sign == 'x' ? 2 : sign == 'u' ? 4 : sign == 'U' ? 8 : 0;
      if (digits == 0) {
        return ESCAPES.getOrDefault(sign, sign);
      }
      int c = 0;
      for (int i = 0; i < digits; i++) {
        c = c * 16 + Character.digit(take(), 16);
      }
      return c;
    }

    private int take() {
      if (at >= written.length()) {
        return END;
      }
      int c = written.codePointAt(at);
      at += Character.charCount(c);
      line += c == '\n' ? 1 : 0;
      column = c == '\n' ? 1 : column + 1;
      return c;
    }

    private void skipLine() {
      int c = take();
      while (c != '\n' && c != END) {
        c = take();
      }
    }
  }
}
