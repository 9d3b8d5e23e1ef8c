package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code when:} to conditions (rule 8). */
final class ConditionParser {
  static final List<String> WORDS =
      List.of("not", "exists", "has", "matches", "at_least", "at_most");

  private static final Pattern COMPARISON = Pattern.compile("([<>]=?)\\s*(-?\\d+(?:\\.\\d+)?)");

  private final ExpressionParser expressions;
  private final Problems problems;

  ConditionParser(ExpressionParser expressions, Problems problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  /** Whether it is written as a file's {@code when}, path by path, and not on the field's value. */
  static boolean isOnPaths(@Nullable YamlNode node) {
    return node instanceof YamlNode.MapNode map
        && map.entries().keySet().stream().anyMatch(key -> key.startsWith("$"));
  }

  When when(YamlNode node) {
    if (!(node instanceof YamlNode.MapNode map) || map.entries().isEmpty()) {
      problems.error(node.spot(), "'when' takes lines of '$.path: what it must be'");
      return When.ALWAYS;
    }
    List<When.Clause> clauses = new ArrayList<>();
    map.entries()
        .forEach(
            (path, entry) -> {
              Expression expression = path(entry.key());
              Condition condition = condition(path, entry.value());
              if (expression != null && condition != null) {
                clauses.add(new When.Clause(expression, condition));
              }
            });
    return new When(List.copyOf(clauses));
  }

  private @Nullable Expression path(YamlNode.Scalar key) {
    if (!ExpressionParser.isExpression(key.text())) {
      problems.error(
          key.spot(), "'" + key.text() + "' under 'when' is not a path; a path begins with '$.'");
      return null;
    }
    return expressions.parse(key);
  }

  @Nullable Condition condition(String of, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return is(of, scalar);
    }
    if (node instanceof YamlNode.ListNode list) {
      return oneOf(of, list);
    }
    YamlNode.MapNode map = (YamlNode.MapNode) node;
    if (!expressions.isRoomFor(map.entries().size(), node.spot())) {
      return null;
    }
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode.Entry entry : map.entries().values()) {
      Condition condition = word(of, entry);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    if (map.entries().isEmpty()) {
      problems.error(node.spot(), "the condition on '" + of + "' is empty");
    }
    return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
  }

  private @Nullable Condition is(String of, YamlNode.Scalar scalar) {
    if (scalar.isNothing() || Blank.is(scalar.text())) {
      problems.error(
          scalar.spot(),
          "'" + of + "' is compared with nothing; for 'left blank' write { exists: false }");
      return null;
    }
    if (ExpressionParser.isExpression(scalar.text())) {
      problems.error(
          scalar.spot(), "a condition compares with a text as written, not with another path");
      return null;
    }
    warnOfWords(scalar);
    return isTemplate(scalar) ? null : new Condition.Is(scalar.text());
  }

  /** What people write for a condition, and what a form's answer might be as well. */
  private void warnOfWords(YamlNode.Scalar scalar) {
    String text = scalar.text().strip();
    Matcher number = COMPARISON.matcher(text);
    String meant = null;
    if (number.matches()) {
      String word = number.group(1).startsWith(">") ? "at_least" : "at_most";
      meant = "for numbers write { " + word + ": " + number.group(2) + " }";
    } else if (text.indexOf('*') >= 0) {
      meant = "for any text in the place of * write { matches: '" + text + "' }";
    } else if (text.equalsIgnoreCase("exists") || text.equalsIgnoreCase("not empty")) {
      meant = "for 'answered' write { exists: true }";
    }
    if (meant != null) {
      problems.warn(scalar.spot(), "'" + text + "' is compared as it is written; " + meant);
    }
  }

  /** Braces are filled in where a value is made, and nowhere else. */
  private boolean isTemplate(YamlNode.Scalar scalar) {
    boolean template = scalar.text().contains("{{");
    if (template) {
      problems.error(
          scalar.spot(),
          "a condition compares with a text as written, and {{ }} is not filled in here");
    }
    return template;
  }

  private @Nullable Condition oneOf(String of, YamlNode.ListNode list) {
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Condition condition = condition(of, item);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    if (list.items().isEmpty()) {
      problems.error(list.spot(), "the list for '" + of + "' is empty, so it could never hold");
    }
    return new Condition.OneOf(conditions);
  }

  private @Nullable Condition word(String of, YamlNode.Entry entry) {
    String word = entry.key().text();
    YamlNode value = entry.value();
    if (!WORDS.contains(word)) {
      problems.error(
          entry.key().spot(),
          "'"
              + word
              + "' is not a condition (not, exists, has, matches, at_least, at_most)"
              + advice(of, word));
      return null;
    }
    if (word.equals("not")) {
      Condition condition = condition(of, value);
      return condition == null ? null : new Condition.Not(condition);
    }
    if (!(value instanceof YamlNode.Scalar scalar) || scalar.isNothing()) {
      problems.error(value.spot(), "'" + word + "' takes one value");
      return null;
    }
    return switch (word) {
      case "exists" -> exists(scalar);
      case "has" -> isText(word, "Sales", scalar) ? new Condition.Has(scalar.text()) : null;
      case "matches" ->
          isText(word, "'*@acme.com'", scalar) && isShort(scalar)
              ? new Condition.Matches(scalar.text())
              : null;
      default -> bound(word, scalar);
    };
  }

  /** What looks like a value of another kind would be searched for as it stands, and not found. */
  private boolean isText(String word, String example, YamlNode.Scalar scalar) {
    if (Blank.is(scalar.text())) {
      problems.error(
          scalar.spot(),
          "'"
              + word
              + "' compares with nothing; for 'answered' write { exists: true }, for 'left blank'"
              + " { exists: false }");
      return false;
    }
    if (ExpressionParser.isExpression(scalar.text().strip())) {
      problems.error(
          scalar.spot(),
          "'"
              + word
              + "' compares with a text as written, not with another path; write the text itself,"
              + " as { "
              + word
              + ": "
              + example
              + " }");
      return false;
    }
    return !isTemplate(scalar);
  }

  private boolean isShort(YamlNode.Scalar wildcard) {
    boolean isShort = wildcard.text().length() <= Condition.Matches.LONGEST;
    if (!isShort) {
      problems.error(
          wildcard.spot(), "'matches' takes " + Condition.Matches.LONGEST + " characters at most");
    }
    return isShort;
  }

  private static String advice(String of, String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "equals", "is", "eq", "=", "==", "value" -> "; write the value itself: " + of + ": …";
      case "in", "one_of", "any", "any_of", "or" -> "; write a list: " + of + ": [a, b]";
      default -> Suggestion.among(word, WORDS);
    };
  }

  private @Nullable Condition exists(YamlNode.Scalar scalar) {
    if (!scalar.text().equals("true") && !scalar.text().equals("false")) {
      problems.error(scalar.spot(), "'exists' takes true or false, not '" + scalar.text() + "'");
      return null;
    }
    return new Condition.Exists(scalar.text().equals("true"));
  }

  private @Nullable Condition bound(String word, YamlNode.Scalar scalar) {
    BigDecimal number = Numbers.of(scalar.text());
    if (number == null) {
      problems.error(scalar.spot(), "'" + word + "' takes a number, not '" + scalar.text() + "'");
      return null;
    }
    return word.equals("at_least") ? new Condition.AtLeast(number) : new Condition.AtMost(number);
  }
}
