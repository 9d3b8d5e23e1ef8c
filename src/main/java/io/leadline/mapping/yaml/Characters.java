package io.leadline.mapping.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A text by its characters, as YAML's marks count them: each is reached without walking to it,
 * however long its line is.
 */
final class Characters {
  private final int[] all;

  Characters(String text) {
    this.all = text.codePoints().toArray();
  }

  String between(Optional<Mark> start, Optional<Mark> end) {
    int from = at(start);
    return from < 0 || end.isEmpty() ? "" : text(from, Math.max(from, at(end)));
  }

  /** From a mark to the end of its line. */
  String restOfLine(Optional<Mark> mark) {
    int from = at(mark);
    int to = Math.max(0, from);
    while (to < all.length && all[to] != '\n') {
      to++;
    }
    return from < 0 ? "" : text(from, to);
  }

  /** Whether nothing but blanks and then this character follows in the line. */
  boolean isNext(Optional<Mark> mark, char wanted) {
    int from = Math.max(0, at(mark));
    while (from < all.length && isBlank(all[from])) {
      from++;
    }
    return mark.isPresent() && from < all.length && all[from] == wanted;
  }

  boolean startsWith(Optional<Mark> mark, String wanted) {
    int from = at(mark);
    return from >= 0 && text(from, from + wanted.length()).equals(wanted);
  }

  private int at(Optional<Mark> mark) {
    return mark.map(it -> Math.min(it.getIndex(), all.length)).orElse(-1);
  }

  private String text(int from, int to) {
    return new String(all, from, Math.min(to, all.length) - from);
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }
}
