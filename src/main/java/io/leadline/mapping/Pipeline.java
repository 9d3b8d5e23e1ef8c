package io.leadline.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts text where brackets and quotes are closed, so that what they hold belongs to them. */
final class Pipeline {
  /** A quote, a backslash, the end of a line, a tab. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\'\"nt])");

  private Pipeline() {}

  /**
   * @param offset where the part begins in the whole text
   */
  record Part(String text, int offset) {
    Part stripped() {
      String leading = text.stripLeading();
      return new Part(leading.stripTrailing(), offset + text.length() - leading.length());
    }
  }

  static List<Part> split(String text, int offset, char separator) {
    List<Part> parts = new ArrayList<>();
    int start = 0;
    int end = next(text, 0, separator);
    while (end < text.length()) {
      parts.add(new Part(text.substring(start, end), offset + start).stripped());
      start = end + 1;
      end = next(text, start, separator);
    }
    parts.add(new Part(text.substring(start), offset + start).stripped());
    return parts;
  }

  /** Where {@code }}} closes what begins at {@code from}; -1 where nothing does. */
  static int endOfBraces(String text, int from) {
    int at = next(text, from, '}');
    while (at < text.length() && !text.startsWith("}}", at)) {
      at = next(text, at + 1, '}');
    }
    return at < text.length() ? at : -1;
  }

  /** The text between quotes, or the bare word; null where a quote is not closed. */
  static @Nullable String unquoted(String argument) {
    char first = argument.isEmpty() ? ' ' : argument.charAt(0);
    if (first != '\'' && first != '"') {
      return argument;
    }
    boolean closed = argument.length() > 1 && endOfQuote(argument, 0) == argument.length() - 1;
    return closed
        ? ESCAPED
            .matcher(argument.substring(1, argument.length() - 1))
            .replaceAll(found -> Matcher.quoteReplacement(unescaped(found.group(1))))
        : null;
  }

  private static String unescaped(String letter) {
    return switch (letter) {
      case "n" -> "\n";
      case "t" -> "\t";
      default -> letter;
    };
  }

  private static int next(String text, int from, char wanted) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == wanted && depth == 0) {
        return i;
      }
      if (c == '\'' || c == '"') {
        i = endOfQuote(text, i);
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        depth--;
      }
    }
    return text.length();
  }

  private static int endOfQuote(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == text.charAt(open)) {
        return i;
      }
    }
    return text.length();
  }
}
