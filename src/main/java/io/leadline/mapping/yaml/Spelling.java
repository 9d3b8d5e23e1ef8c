package io.leadline.mapping.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the file spells a text: which of its characters is written where.
 *
 * <p>Lines that are folded and indentation change nothing but white space, so the n-th visible
 * character of the text is the n-th visible one that is written.
 */
final class Spelling {
  static final Spelling UNKNOWN = new Spelling(Style.PLAIN, "", "", Spot.wholeFile(""));

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

  private final Style style;
  private final String written;
  private final String text;
  private final Spot start;
  private @Nullable Places places;

  /**
   * @param written from the first character of the value (its quote, or the sign of a block) to the
   *     last
   * @param text what it says
   */
  Spelling(Style style, String written, String text, Spot start) {
    this.style = style;
    this.written = written;
    this.text = text;
    this.start = start;
  }

  /** The place of the text's character; null where it cannot be told for certain. */
  @Nullable Spot spotOf(int offset) {
    if (written.isEmpty()) {
      return null;
    }
    if (places == null) {
      places = new Places();
    }
    return places.of(offset);
  }

  private static boolean isVisible(int c) {
    return c != ' ' && c != '\t' && c != '\n' && c != '\r';
  }

  /** Walked once: a text of a thousand paths is asked for each of them. */
  private final class Places {
    /** How many visible characters stand before each of the text's. */
    private final int[] visibleBefore = new int[text.length() + 1];

    private final List<Spot> found = new ArrayList<>();
    private final List<Spot> behind = new ArrayList<>();

    Places() {
      var walk = new Walk();
      boolean agree = true;
      int c;
      for (int i = 0; i < text.length(); i += Character.charCount(c)) {
        c = text.codePointAt(i);
        int count = visibleBefore[i] + (isVisible(c) ? 1 : 0);
        Arrays.fill(visibleBefore, i + 1, i + Character.charCount(c) + 1, count);
        agree = agree && (!isVisible(c) || walk.nextVisible() == c);
        if (agree && isVisible(c)) {
          found.add(walk.found());
          behind.add(walk.behind());
        }
      }
    }

    @Nullable Spot of(int offset) {
      int wanted = visibleBefore[Math.min(offset, text.length())];
      if (offset < text.length() && isVisible(text.codePointAt(offset))) {
        return wanted < found.size() ? found.get(wanted) : null;
      }
      return wanted > 0 && wanted <= behind.size() ? behind.get(wanted - 1) : null;
    }
  }

  /** From character to character of what is written. */
  private final class Walk {
    private static final int END = -1;

    private int at;
    private int line;
    private int column;
    private int foundLine;
    private int foundColumn;

    Walk() {
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
