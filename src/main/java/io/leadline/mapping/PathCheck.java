package io.leadline.mapping;

import io.leadline.mapping.PathText.NoPath;
import io.leadline.mapping.function.Functions;
import java.util.HashSet;
import java.util.Set;
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
  private static final Pattern NUMBERS = Pattern.compile("-?\\d{1,9}(?:\\s*,\\s*-?\\d{1,9})*");
  private static final Pattern SLICE = Pattern.compile("(?:-?\\d{1,9})?\\s*:\\s*(?:-?\\d{1,9})?");

  /** The library walks from the one number to the other, past 0 and round the list again. */
  private static final Pattern FROM_THE_END_TO =
      Pattern.compile("-\\d+\\s*:\\s*-?\\d+|\\d+\\s*:\\s*-\\d+");

  private final PathText text;
  private int brackets;
  private boolean deep;

  private PathCheck(PathText text) {
    this.text = text;
  }

  static void check(String text) throws NoPath {
    if (text.length() > Limits.PATH) {
      throw new NoPath(0, "it is longer than " + Limits.PATH + " characters");
    }
    new PathCheck(new PathText(text)).path();
  }

  private void path() throws NoPath {
    text.at = 1;
    while (!text.atEnd()) {
      step(true);
    }
  }

  private void step(boolean whole) throws NoPath {
    if (text.peek() == '[') {
      bracket();
    } else if (text.peek() == '.') {
      dot(whole);
    } else {
      throw new NoPath(
          text.at,
          "'.' or '[' is expected before a name; what is done with the value follows behind ' | ', as"
              + " $.q.city | default('none')");
    }
  }

  private void dot(boolean whole) throws NoPath {
    int dot = text.at++;
    if (text.peek() == '.') {
      text.at++;
      everywhere(dot, whole);
      return;
    }
    text.refuse(text.atEnd(), dot, "a name is missing behind the '.'");
    text.refuse(text.peek() == '[', dot, "take the '.' out: '[' follows the name without one");
    if (text.peek() == '*') {
      text.at++;
    } else {
      name(dot, whole);
    }
  }

  /**
   * The library keeps the number of an item between two readings where something follows a
   * wildcard, a number or a filter behind {@code ..}: other events would lose their values by it.
   */
  private void everywhere(int dots, boolean whole) throws NoPath {
    text.refuse(deep, dots, "'..' may stand in a path only once");
    deep = true;
    text.refuse(text.atEnd(), text.at - 1, "a name is missing behind the '.'");
    text.refuse(text.peek() == '.', text.at, "three dots in a row");
    boolean named =
        text.peek() != '*' && (text.peek() != '[' || text.isNext("['") || text.isNext("[\""));
    if (text.peek() == '*') {
      text.at++;
    } else if (text.peek() == '[') {
      bracket();
    } else {
      name(dots, whole);
    }
    text.refuse(
        !named && (text.peek() == '.' || text.peek() == '['),
        text.at,
        "nothing can follow here: behind '..' stands a name, as $..items[*].price");
  }

  private void name(int dot, boolean whole) throws NoPath {
    int start = text.at;
    while (!text.atEnd() && isOfName(text.peek(), whole)) {
      text.at++;
    }
    if (text.peek() == '(' && (text.isNext("()") || isFunction(text.between(start, text.at)))) {
      refuseCall(start);
    }
    boolean ends = text.atEnd() || text.peek() == '.' || text.peek() == '[' || !whole;
    text.refuse(!ends && Character.isWhitespace(text.peek()), text.at, spaced(dot, start));
    text.refuse(
        !ends,
        text.at,
        "a name with " + text.peek() + " goes in brackets" + inBrackets(dot, start));
    text.refuse(text.at == start, start, "a name is missing behind the '.'");
  }

  /** JSONPath's own functions keep what they were first given, and would give it to all others. */
  private void refuseCall(int start) throws NoPath {
    String name = text.between(start, text.at);
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
    String rest = text.rest();
    return rest.contains("$.") || rest.contains("$[")
        ? "one path only; to put several together write a text with \"{{ $. … }} {{ $. … }}\""
        : "a name with spaces goes in brackets" + inBrackets(dot, start);
  }

  private String inBrackets(int dot, int start) {
    int end = text.indexOf('[', start);
    String name = text.between(start, end < 0 ? text.length() : end).strip();
    String quote = name.indexOf('\'') < 0 ? "'" : "\"";
    return dot == start - 1 && name.indexOf('"') < 0
        ? ", as " + text.between(0, dot) + "[" + quote + name + quote + "]"
        : "";
  }

  private void bracket() throws NoPath {
    int open = text.at++;
    text.refuse(
        ++brackets > MOST_BRACKETS, open, "it has more than " + MOST_BRACKETS + " brackets");
    text.blanks();
    char c = text.peek();
    if (c == '\'' || c == '"') {
      names(open);
    } else if (c == '?') {
      new FilterCheck(text, () -> step(false)).check(open);
    } else if (c == '*') {
      text.at++;
    } else {
      numbers(open);
    }
    text.blanks();
    text.refuse(text.atEnd(), open, "the '[' that opens here is never closed with ']'");
    text.refuse(text.peek() != ']', text.at, "']' is expected here");
    text.at++;
  }

  private void names(int open) throws NoPath {
    Set<String> names = new HashSet<>();
    quoted(names);
    while (text.peek() == ',') {
      text.at++;
      text.blanks();
      text.refuse(
          text.peek() != '\'' && text.peek() != '"', text.at, "a name in quotes is expected here");
      quoted(names);
    }
    text.refuse(text.atEnd(), open, "the '[' that opens here is never closed with ']'");
  }

  private void quoted(Set<String> names) throws NoPath {
    int start = text.at;
    String name = text.quote();
    text.refuse(!names.add(name), start, "it is here twice");
    text.refuse(name.isEmpty(), start, "an empty name");
    text.blanks();
  }

  private void numbers(int open) throws NoPath {
    int close = text.indexOf(']', text.at);
    String inside = text.between(text.at, close < 0 ? text.length() : close).strip();
    boolean named = inside.matches("[\\p{L}_].*");
    text.refuse(text.peek() == '(', text.at, "scripts are not taken");
    text.refuse(
        text.peek() != 0 && "‘’“”„".indexOf(text.peek()) >= 0,
        text.at,
        "typographic quotes: write '…'");
    text.refuse(
        close >= 0 && named, text.at, "a name in brackets needs quotes: ['" + inside + "']");
    text.refuse(close < 0, open, "the '[' that opens here is never closed with ']'");
    text.refuse(
        inside.isEmpty(), open, "'[]' is empty: give a name in quotes, a number from 0, or *");
    boolean slice = SLICE.matcher(inside).matches();
    text.refuse(
        !slice && !NUMBERS.matcher(inside).matches(),
        text.at,
        "'" + inside + "' is no name in quotes, number, or *");
    text.refuse(
        inside.indexOf(',') >= 0 && repeats(inside),
        text.at,
        "several numbers count from 0, each once");
    text.refuse(
        slice && FROM_THE_END_TO.matcher(inside).matches(),
        text.at,
        "a part that is counted from the end has one number: [-2:] is the last two, [:-2] all but"
            + " the last two");
    text.at = close;
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
}
