package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import java.util.List;

/** Mappings that an earlier one leaves nothing to. */
final class Shadows {
  private Shadows() {}

  static void report(Mapping mapping, List<Mapping> before, Problems problems) {
    for (String hook : mapping.hooks()) {
      report(hook, mapping, before, problems);
    }
  }

  private static void report(
      String hook, Mapping mapping, List<Mapping> before, Problems problems) {
    before.stream()
        .filter(earlier -> earlier.hooks().contains(hook))
        .filter(earlier -> holdsWherever(mapping, earlier))
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
  private static boolean holdsWherever(Mapping mapping, Mapping earlier) {
    return earlier.when().clauses().stream()
        .allMatch(
            wide ->
                mapping.when().clauses().stream()
                    .anyMatch(
                        narrow ->
                            readTheSame(narrow, mapping, wide, earlier)
                                && Implied.by(narrow.condition(), wide.condition())));
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
