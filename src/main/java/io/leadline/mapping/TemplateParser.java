package io.leadline.mapping;

import io.leadline.mapping.Pipeline.Part;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One text with {@code {{ }}} to a {@link Template}. */
final class TemplateParser {
  private static final String OPEN = "{{";
  private static final String MEANT = "{{{{";

  private final YamlNode.Scalar scalar;
  private final String text;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final List<Rule> parts = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private boolean wrong;

  TemplateParser(YamlNode.Scalar scalar, ExpressionParser expressions, Problems problems) {
    this.scalar = scalar;
    this.text = scalar.text();
    this.expressions = expressions;
    this.problems = problems;
  }

  /**
   * Null where it is wrong.
   *
   * @param from where the text begins
   */
  @Nullable Rule parse(int from) {
    int at = from;
    for (int open = text.indexOf(OPEN, at); open >= 0; open = text.indexOf(OPEN, at)) {
      words.append(text, at, open);
      at = text.startsWith(MEANT, open) ? bracesThatAreMeant(open) : braces(open);
    }
    words.append(text, at, text.length());
    endWords();
    return wrong ? null : rule();
  }

  private Rule rule() {
    return parts.size() == 1 && parts.get(0) instanceof Constant only
        ? only
        : new Template(List.copyOf(parts), scalar.spot());
  }

  private int bracesThatAreMeant(int open) {
    words.append(OPEN);
    return open + MEANT.length();
  }

  /** Where the text goes on behind them. */
  private int braces(int open) {
    int close = Pipeline.endOfBraces(text, open + 2);
    if (close < 0) {
      problems.error(scalar.spotAt(open), "'{{' is never closed with '}}'");
      wrong = true;
      return text.length();
    }
    endWords();
    add(new Part(text.substring(open + 2, close), open + 2).stripped());
    return close + 2;
  }

  private void endWords() {
    if (!words.isEmpty()) {
      parts.add(new Constant(words.toString(), scalar.spot()));
      words.setLength(0);
    }
  }

  private void add(Part part) {
    Expression expression = expression(part);
    if (expression == null) {
      wrong = true;
    } else {
      parts.add(new Read(expression));
    }
  }

  private @Nullable Expression expression(Part part) {
    if (ExpressionParser.isExpression(part.text())) {
      return expressions.parse(scalar, part);
    }
    problems.error(
        scalar.spotAt(part.offset()),
        "'" + part.text() + "' between {{ }} is not a path; a path begins with '$.'");
    return null;
  }
}
