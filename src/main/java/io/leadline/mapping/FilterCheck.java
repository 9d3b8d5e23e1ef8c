package io.leadline.mapping;

import io.leadline.mapping.PathText.NoPath;
import java.util.Set;
import java.util.regex.Pattern;

/** The filter of a path, {@code ?(@.name == 'value' && @.other)}: without what takes long. */
final class FilterCheck {
  private static final Pattern OPERATOR = Pattern.compile("[=!<>~&|+*/%-]+|[\\p{L}_]+");
  private static final Set<String> OPERATORS =
      Set.of("==", "!=", "<=", ">=", "<", ">", "in", "nin", "contains", "size", "empty");
  private static final Pattern WORD_OR_NUMBER =
      Pattern.compile("true|false|null|-?[0-9]{1,18}(?:\\.[0-9]{1,18})?");

  private final PathText text;
  private final Step step;

  /**
   * @param step reads one step of the path behind an {@code @}
   */
  FilterCheck(PathText text, Step step) {
    this.text = text;
    this.step = step;
  }

  /** A dot and a name, or what stands in brackets. */
  interface Step {
    void read() throws NoPath;
  }

  /**
   * @param open where its bracket opens
   */
  void check(int open) throws NoPath {
    text.refuse(!text.isNext("?("), text.at, "a filter is written as [?(@.name == 'value')]");
    text.at += 2;
    conditions(text.at - 1);
    text.blanks();
    text.refuse(text.atEnd(), open, "the '[' that opens here is never closed with ']'");
  }

  /** Up to the bracket that closes them. */
  private void conditions(int open) throws NoPath {
    condition();
    while (text.isNext("&&") || text.isNext("||")) {
      text.at += 2;
      condition();
    }
    text.refuse(text.atEnd(), open, "the '(' that opens here is never closed with ')'");
    text.refuse(text.peek() != ')', text.at, "'&&', '||' or ')' is expected here");
    text.at++;
  }

  private void condition() throws NoPath {
    text.blanks();
    while (text.peek() == '!') {
      text.at++;
      text.blanks();
    }
    if (text.peek() == '(') {
      text.at++;
      conditions(text.at - 1);
    } else {
      comparison();
    }
    text.blanks();
  }

  private void comparison() throws NoPath {
    boolean valueFirst = text.peek() != '@';
    operand();
    text.blanks();
    if (text.atEnd() || text.peek() == ')' || text.isNext("&&") || text.isNext("||")) {
      text.refuse(valueFirst, text.at, "a comparison is expected here, as @.name == 'value'");
      return;
    }
    operator();
    text.blanks();
    text.refuse(
        !valueFirst && (text.peek() == '@' || text.peek() == '$'),
        text.at,
        "a filter compares with a value, not with another path");
    operand();
  }

  private void operator() throws NoPath {
    String found = text.next(OPERATOR);
    text.refuse(
        found.startsWith("=~"),
        text.at,
        "regular expressions are not taken; use 'when' with 'matches'");
    text.refuse(
        found.equals("=") || found.equals("==="), text.at, "'" + found + "' is written '=='");
    text.refuse(
        !OPERATORS.contains(found),
        text.at,
        found.isEmpty()
            ? "a comparison is expected here, as == 'value'"
            : "'"
                + found
                + "' is not a comparison of a filter (== != < <= > >= in nin contains size empty)");
    text.at += found.length();
  }

  private void operand() throws NoPath {
    char c = text.peek();
    text.refuse(
        c == '$', text.at, "a path in a filter begins with '@', the item that is looked at");
    if (c == '@') {
      text.at++;
      while (text.peek() == '.' || text.peek() == '[') {
        step.read();
      }
    } else if (c == '\'' || c == '"') {
      text.quote();
    } else if (c == '[') {
      list();
    } else {
      word();
    }
  }

  private void list() throws NoPath {
    int open = text.at;
    do {
      text.at++;
      text.blanks();
      if (text.peek() == '\'' || text.peek() == '"') {
        text.quote();
      } else if (text.peek() != ']') {
        word();
      }
      text.blanks();
    } while (text.peek() == ',');
    text.refuse(text.atEnd(), open, "the '[' that opens here is never closed with ']'");
    text.refuse(text.peek() != ']', text.at, "',' or ']' is expected here");
    text.at++;
  }

  private void word() throws NoPath {
    String word = text.next(WORD_OR_NUMBER);
    if (word.isEmpty()) {
      String found = text.next(OPERATOR);
      throw new NoPath(
          text.at,
          found.isEmpty() || !Character.isLetter(found.charAt(0))
              ? "a value is expected here: a text in quotes, a number, true, false or null"
              : "a text in a filter needs quotes: '" + found + "'");
    }
    text.at += word.length();
  }
}
