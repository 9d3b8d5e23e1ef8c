package io.leadline.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a path while it is read. */
final class PathText {
  private final String text;

  /** Where the next character stands, from 0. */
  int at;

  PathText(String text) {
    this.text = text;
  }

  /** The path is none; the offset is that of the character that is wrong. */
  static final class NoPath extends Exception {
    private static final long serialVersionUID = 1L;
    private final int offset;

    NoPath(int offset, String why) {
      super(why, null, false, false);
      this.offset = offset;
    }

    int offset() {
      return offset;
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  boolean atEnd() {
    return at >= text.length();
  }

  int length() {
    return text.length();
  }

  /** The next character; NUL at the end. */
  char peek() {
    return atEnd() ? 0 : text.charAt(at);
  }

  boolean isNext(String expected) {
    return text.startsWith(expected, at);
  }

  /** What is next, as far as it is of the pattern; empty where it is not. */
  String next(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.group() : "";
  }

  String rest() {
    return text.substring(at);
  }

  String between(int from, int to) {
    return text.substring(from, to);
  }

  int indexOf(char c, int from) {
    return text.indexOf(c, from);
  }

  void blanks() {
    while (!atEnd() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  /** A text in quotes, without them; the quote is next. */
  String quote() throws NoPath {
    int start = at++;
    char mark = text.charAt(start);
    while (!atEnd() && peek() != mark) {
      at += peek() == '\\' ? 2 : 1;
    }
    refuse(atEnd(), start, "the quote that opens here is never closed");
    at++;
    return text.substring(start + 1, at - 1);
  }

  void refuse(boolean refused, int offset, String why) throws NoPath {
    if (refused) {
      throw new NoPath(offset, why);
    }
  }
}
