package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conditions on paths; all must hold. None at all always hold. */
record When(List<Clause> clauses) {
  static final When ALWAYS = new When(List.of());

  /** What names forms and events, not people: it may stand in a dead letter. */
  private static final Set<String> IMPERSONAL = Set.of("hook", "source", "event_type", "form");

  record Clause(Expression expression, Condition condition) {}

  boolean always() {
    return clauses.isEmpty();
  }

  /** Why it does not hold; null where it does. */
  @Nullable String refusal(Scope scope) {
    for (Clause clause : clauses) {
      Object value = value(clause.expression(), scope);
      if (!clause.condition().holds(value)) {
        return clause.expression().text()
            + " must "
            + clause.condition().describe()
            + found(clause.expression(), value)
            + " ("
            + clause.expression().spot().where()
            + ")";
      }
    }
    return null;
  }

  /** What each condition says, and whether it holds. */
  List<Explanation.Clause> explain(Scope scope) {
    return clauses.stream().map(clause -> explain(clause, scope)).toList();
  }

  private static Explanation.Clause explain(Clause clause, Scope scope) {
    Object value = value(clause.expression(), scope);
    return new Explanation.Clause(
        clause.expression().text(),
        clause.condition().describe(),
        clause.condition().holds(value),
        value,
        clause.expression().spot());
  }

  /** Whether nothing that it asks of the form's id speaks against it. */
  boolean mayHoldOfForm(@Nullable String id) {
    return clauses.stream().filter(When::isOfFormId).allMatch(clause -> holds(clause, id));
  }

  /** Whether it holds for every submission of a form. */
  boolean holdsOfForm(@Nullable String id) {
    return clauses.stream().allMatch(clause -> isOfFormId(clause) && holds(clause, id));
  }

  private static boolean holds(Clause clause, @Nullable String formId) {
    var form = Collections.singletonMap("id", formId);
    Map<String, @Nullable Object> document = Map.of("form", form);
    return clause.condition().holds(orNothing(() -> clause.expression().evaluate(document)));
  }

  /** However it is written: {@code $.form.id}, {@code $['form']['id']}. */
  private static boolean isOfFormId(Clause clause) {
    var path = clause.expression().path().toString();
    return "form".equals(Path.name(path, 0))
        && "id".equals(Path.name(path, 1))
        && Path.name(path, 2) == null;
  }

  Stream<Expression> expressions() {
    return clauses.stream().map(Clause::expression);
  }

  private static @Nullable Object value(Expression expression, Scope scope) {
    return orNothing(() -> expression.evaluateUnseen(scope));
  }

  private interface Evaluation {
    @Nullable Object value() throws Unfit;
  }

  private static @Nullable Object orNothing(Evaluation evaluation) {
    try {
      return evaluation.value();
    } catch (Unfit e) {
      return null;
    }
  }

  private static String found(Expression expression, @Nullable Object value) {
    if (value == null) {
      return ", and is not there";
    }
    String root = Path.name(expression.path().toString(), 0);
    return root != null && IMPERSONAL.contains(root)
        ? ", and is " + Wording.shortened(value)
        : ", and is not";
  }
}
