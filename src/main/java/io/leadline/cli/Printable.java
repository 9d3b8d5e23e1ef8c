package io.leadline.cli;

import java.util.function.IntPredicate;

/**
 * What strangers sent, for a terminal: what would steer it, or turn the order of its letters, is
 * written out. So is half a character, which no file takes.
 */
final class Printable {
  private Printable() {}

  /** Stays one line. */
  static String line(String text) {
    return without(text, Printable::steers);
  }

  /** Keeps its lines and tabs. */
  static String lines(String text) {
    return without(text, point -> steers(point) && point != '\n' && point != '\t');
  }

  private static boolean steers(int point) {
    boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    boolean breaks = point == 0x2028 || point == 0x2029;
    return turns
        || breaks
        || Character.isISOControl(point)
        || Character.getType(point) == Character.SURROGATE;
  }

  private static String without(String text, IntPredicate unwanted) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (unwanted.test(point)) {
                printable.append("\\u%04x".formatted(point));
              } else {
                printable.appendCodePoint(point);
              }
            });
    return printable.toString();
  }
}
