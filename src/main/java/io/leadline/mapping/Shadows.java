package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import java.util.Collections;
import java.util.List;

/** Mappings that an earlier one leaves nothing to. */
final class Shadows {
  private final Implied implied = new Implied();
  private final Problems problems;

  Shadows(Problems problems) {
    this.problems = problems;
  }

  void report(Mapping mapping, List<Mapping> before) {
    List<Mapping> wider =
        before.stream()
            .filter(earlier -> !Collections.disjoint(earlier.hooks(), mapping.hooks()))
            .filter(earlier -> holdsWherever(mapping, earlier))
            .toList();
    mapping.hooks().forEach(hook -> report(hook, mapping, wider));
  }

  private void report(String hook, Mapping mapping, List<Mapping> wider) {
    wider.stream()
        .filter(earlier -> earlier.hooks().contains(hook))
        .findFirst()
        .ifPresent(
            earlier ->
                problems.warn(
                    Spot.wholeFile(mapping.file()),
                    "never gets an event of hook '"
                        + hook
                        + "': "
                        + earlier.file()
                        + " comes first by name and "
                        + (earlier.when().always()
                            ? "has no 'when'"
                            : "its 'when' holds wherever this one's does")));
  }

  /** In doubt it does not. */
  private boolean holdsWherever(Mapping mapping, Mapping earlier) {
    return earlier.when().clauses().stream()
        .allMatch(
            wide ->
                mapping.when().clauses().stream()
                    .anyMatch(
                        narrow ->
                            readTheSame(narrow, mapping, wide, earlier)
                                && implied.by(narrow.condition(), wide.condition())));
  }

  private static boolean readTheSame(
      When.Clause one, Mapping of, When.Clause other, Mapping ofOther) {
    Expression expression = one.expression();
    Expression otherExpression = other.expression();
    return expression.path().toString().equals(otherExpression.path().toString())
        && expression.steps().equals(otherExpression.steps())
        && names(expression, of).equals(names(otherExpression, ofOther));
  }

  private static List<String> names(Expression expression, Mapping mapping) {
    Question question =
        expression.alias() == null ? null : mapping.questions().get(expression.alias());
    return question == null ? List.of() : question.names();
  }
}
