package io.leadline.mapping;

import io.leadline.mapping.function.Functions;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path may be written as. It is a part of JSONPath: without regular expressions, scripts and
 * comparisons of two paths, with one {@code ..} at most and nothing named twice in one bracket, so
 * that no value of a submission is visited more than once a step. And it is read here first since
 * the file's author has to be told the very character that is wrong, in words of ours.
 */
final class PathCheck {
  private static final int MOST_BRACKETS = 30;
  private static final String NO_NAME = "()*'\"‘’“”„";
  private static final Set<String> CALLS =
      Set.of(
          "length", "size", "keys", "min", "max", "avg", "sum", "stddev", "concat", "append",
          "index");
  private static final Pattern OPERATOR = Pattern.compile("[=!<>~&|+*/%-]+|[\\p{L}_]+");
  private static final Set<String> OPERATORS =
      Set.of("==", "!=", "<=", ">=", "<", ">", "in", "nin", "contains", "size", "empty");
  private static final Pattern WORD_OR_NUMBER =
      Pattern.compile("true|false|null|-?[0-9]{1,18}(?:\\.[0-9]{1,18})?");
  private static final Pattern NUMBERS = Pattern.compile("-?\\d{1,9}(?:\\s*,\\s*-?\\d{1,9})*");
  private static final Pattern SLICE = Pattern.compile("(?:-?\\d{1,9})?\\s*:\\s*(?:-?\\d{1,9})?");

  /** The library walks from the one number to the other, past 0 and round the list again. */
  private static final Pattern FROM_THE_END_TO =
      Pattern.compile("-\\d+\\s*:\\s*-?\\d+|\\d+\\s*:\\s*-\\d+");

  private final String text;
  private int at;
  private int brackets;
  private boolean deep;

  private PathCheck(String text) {
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

  static void check(String text) throws NoPath {
    if (text.length() > Limits.PATH) {
      throw new NoPath(0, "it is longer than " + Limits.PATH + " characters");
    }
    new PathCheck(text).path();
  }

  private void path() throws NoPath {
    at = 1;
    while (at < text.length()) {
      step(true);
    }
  }

  private void step(boolean whole) throws NoPath {
    if (peek() == '[') {
      bracket();
    } else if (peek() == '.') {
      dot(whole);
    } else {
      throw new NoPath(
          at,
          "'.' or '[' is expected before a name; what is done with the value follows behind ' | ', as"
              + " $.q.city | default('none')");
    }
  }

  private void dot(boolean whole) throws NoPath {
    int dot = at++;
    if (peek() == '.') {
      at++;
      everywhere(dot, whole);
      return;
    }
    refuse(at >= text.length(), dot, "a name is missing behind the '.'");
    refuse(peek() == '[', dot, "take the '.' out: '[' follows the name without one");
    if (peek() == '*') {
      at++;
    } else {
      name(dot, whole);
    }
  }

  /**
   * The library keeps the number of an item between two readings where something follows a
   * wildcard, a number or a filter behind {@code ..}: other events would lose their values by it.
   */
  private void everywhere(int dots, boolean whole) throws NoPath {
    refuse(deep, dots, "'..' may stand in a path only once");
    deep = true;
    refuse(at >= text.length(), at - 1, "a name is missing behind the '.'");
    refuse(peek() == '.', at, "three dots in a row");
    boolean named =
        peek() != '*' && (peek() != '[' || text.startsWith("['", at) || text.startsWith("[\"", at));
    if (peek() == '*') {
      at++;
    } else if (peek() == '[') {
      bracket();
    } else {
      name(dots, whole);
    }
    refuse(
        !named && (peek() == '.' || peek() == '['),
        at,
        "nothing can follow here: behind '..' stands a name, as $..items[*].price");
  }

  private void name(int dot, boolean whole) throws NoPath {
    int start = at;
    while (at < text.length() && isOfName(peek(), whole)) {
      at++;
    }
    if (peek() == '(' && (text.startsWith("()", at) || isFunction(text.substring(start, at)))) {
      refuseCall(start);
    }
    boolean ends = at >= text.length() || peek() == '.' || peek() == '[' || !whole;
    refuse(!ends && Character.isWhitespace(peek()), at, spaced(dot, start));
    refuse(!ends, at, "a name with " + peek() + " goes in brackets" + inBrackets(dot, start));
    refuse(at == start, start, "a name is missing behind the '.'");
  }

  /** JSONPath's own functions keep what they were first given, and would give it to all others. */
  private void refuseCall(int start) throws NoPath {
    String name = text.substring(start, at);
    boolean counts = name.equals("length") || name.equals("size");
    throw new NoPath(
        start,
        "'"
            + name
            + "()' is not taken in a path; functions stand behind it, after ' | '"
            + (counts ? ", as | count" : ""));
  }

  private static boolean isFunction(String name) {
    return CALLS.contains(name) || Functions.find(name).isPresent();
  }

  /** In a filter a name ends where an operator begins. */
  private static boolean isOfName(char c, boolean whole) {
    return c != '.'
        && c != '['
        && c != ']'
        && !Character.isWhitespace(c)
        && NO_NAME.indexOf(c) < 0
        && (whole || "=!<>&|,~".indexOf(c) < 0);
  }

  private String spaced(int dot, int start) {
    String rest = text.substring(at);
    return rest.contains("$.") || rest.contains("$[")
        ? "one path only; to put several together write a text with \"{{ $. … }} {{ $. … }}\""
        : "a name with spaces goes in brackets" + inBrackets(dot, start);
  }

  private String inBrackets(int dot, int start) {
    int end = text.indexOf('[', start);
    String name = text.substring(start, end < 0 ? text.length() : end).strip();
    String quote = name.indexOf('\'') < 0 ? "'" : "\"";
    return dot == start - 1 && name.indexOf('"') < 0
        ? ", as " + text.substring(0, dot) + "[" + quote + name + quote + "]"
        : "";
  }

  private void bracket() throws NoPath {
    int open = at++;
    refuse(++brackets > MOST_BRACKETS, open, "it has more than " + MOST_BRACKETS + " brackets");
    blanks();
    char c = peek();
    if (c == '\'' || c == '"') {
      names(open);
    } else if (c == '?') {
      filter(open);
    } else if (c == '*') {
      at++;
    } else {
      numbers(open);
    }
    blanks();
    refuse(at >= text.length(), open, "the '[' that opens here is never closed with ']'");
    refuse(peek() != ']', at, "']' is expected here");
    at++;
  }

  private void names(int open) throws NoPath {
    Set<String> names = new HashSet<>();
    quoted(names);
    while (peek() == ',') {
      at++;
      blanks();
      refuse(peek() != '\'' && peek() != '"', at, "a name in quotes is expected here");
      quoted(names);
    }
    refuse(at >= text.length(), open, "the '[' that opens here is never closed with ']'");
  }

  private void quoted(Set<String> names) throws NoPath {
    int start = at;
    String name = quote();
    refuse(!names.add(name), start, "it is here twice");
    refuse(name.isEmpty(), start, "an empty name");
    blanks();
  }

  private String quote() throws NoPath {
    int start = at++;
    char mark = text.charAt(start);
    while (at < text.length() && peek() != mark) {
      at += peek() == '\\' ? 2 : 1;
    }
    refuse(at >= text.length(), start, "the quote that opens here is never closed");
    at++;
    return text.substring(start + 1, at - 1);
  }

  private void numbers(int open) throws NoPath {
    int close = text.indexOf(']', at);
    String inside = text.substring(at, close < 0 ? text.length() : close).strip();
    boolean named = inside.matches("[\\p{L}_].*");
    refuse(peek() == '(', at, "scripts are not taken");
    refuse(peek() != 0 && "‘’“”„".indexOf(peek()) >= 0, at, "typographic quotes: write '…'");
    refuse(close >= 0 && named, at, "a name in brackets needs quotes: ['" + inside + "']");
    refuse(close < 0, open, "the '[' that opens here is never closed with ']'");
    refuse(inside.isEmpty(), open, "'[]' is empty: give a name in quotes, a number from 0, or *");
    boolean slice = SLICE.matcher(inside).matches();
    refuse(
        !slice && !NUMBERS.matcher(inside).matches(),
        at,
        "'" + inside + "' is no name in quotes, number, or *");
    refuse(
        inside.indexOf(',') >= 0 && repeats(inside), at, "several numbers count from 0, each once");
    refuse(
        slice && FROM_THE_END_TO.matcher(inside).matches(),
        at,
        "a part that is counted from the end has one number: [-2:] is the last two, [:-2] all but"
            + " the last two");
    at = close;
  }

  private static boolean repeats(String numbers) {
    Set<Long> seen = new HashSet<>();
    for (String number : numbers.split("\\s*,\\s*", -1)) {
      if (number.startsWith("-") || !seen.add(Long.valueOf(number))) {
        return true;
      }
    }
    return false;
  }

  private void filter(int open) throws NoPath {
    refuse(!text.startsWith("?(", at), at, "a filter is written as [?(@.name == 'value')]");
    at += 2;
    conditions(at - 1);
    blanks();
    refuse(at >= text.length(), open, "the '[' that opens here is never closed with ']'");
  }

  /** Up to the bracket that closes them. */
  private void conditions(int open) throws NoPath {
    condition();
    while (text.startsWith("&&", at) || text.startsWith("||", at)) {
      at += 2;
      condition();
    }
    refuse(at >= text.length(), open, "the '(' that opens here is never closed with ')'");
    refuse(peek() != ')', at, "'&&', '||' or ')' is expected here");
    at++;
  }

  private void condition() throws NoPath {
    blanks();
    while (peek() == '!') {
      at++;
      blanks();
    }
    if (peek() == '(') {
      at++;
      conditions(at - 1);
    } else {
      comparison();
    }
    blanks();
  }

  private void comparison() throws NoPath {
    boolean valueFirst = peek() != '@';
    operand();
    blanks();
    if (at >= text.length()
        || peek() == ')'
        || text.startsWith("&&", at)
        || text.startsWith("||", at)) {
      refuse(valueFirst, at, "a comparison is expected here, as @.name == 'value'");
      return;
    }
    operator();
    blanks();
    refuse(
        !valueFirst && (peek() == '@' || peek() == '$'),
        at,
        "a filter compares with a value, not with another path");
    operand();
  }

  private void operator() throws NoPath {
    Matcher operator = OPERATOR.matcher(text).region(at, text.length());
    String found = operator.lookingAt() ? operator.group() : "";
    refuse(
        found.startsWith("=~"), at, "regular expressions are not taken; use 'when' with 'matches'");
    refuse(found.equals("=") || found.equals("==="), at, "'" + found + "' is written '=='");
    refuse(
        !OPERATORS.contains(found),
        at,
        found.isEmpty()
            ? "a comparison is expected here, as == 'value'"
            : "'"
                + found
                + "' is not a comparison of a filter (== != < <= > >= in nin contains size empty)");
    at += found.length();
  }

  private void operand() throws NoPath {
    char c = peek();
    refuse(c == '$', at, "a path in a filter begins with '@', the item that is looked at");
    if (c == '@') {
      at++;
      while (peek() == '.' || peek() == '[') {
        step(false);
      }
    } else if (c == '\'' || c == '"') {
      quote();
    } else if (c == '[') {
      list();
    } else {
      word();
    }
  }

  private void list() throws NoPath {
    int open = at;
    do {
      at++;
      blanks();
      if (peek() == '\'' || peek() == '"') {
        quote();
      } else if (peek() != ']') {
        word();
      }
      blanks();
    } while (peek() == ',');
    refuse(at >= text.length(), open, "the '[' that opens here is never closed with ']'");
    refuse(peek() != ']', at, "',' or ']' is expected here");
    at++;
  }

  private void word() throws NoPath {
    Matcher word = WORD_OR_NUMBER.matcher(text).region(at, text.length());
    if (!word.lookingAt()) {
      Matcher name = OPERATOR.matcher(text).region(at, text.length());
      String found = name.lookingAt() ? name.group() : "";
      throw new NoPath(
          at,
          found.isEmpty() || !Character.isLetter(found.charAt(0))
              ? "a value is expected here: a text in quotes, a number, true, false or null"
              : "a text in a filter needs quotes: '" + found + "'");
    }
    at = word.end();
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static void refuse(boolean refused, int offset, String why) throws NoPath {
    if (refused) {
      throw new NoPath(offset, why);
    }
  }
}
