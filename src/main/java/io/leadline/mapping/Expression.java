package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path and the functions behind it.
 *
 * @param text as in the file
 * @param alias the name behind {@code $.q.}, where it reads one
 * @param answer the name behind {@code $.answers.} or {@code $.labels.}, where it reads one
 */
record Expression(
    String text,
    Path path,
    List<Step> steps,
    @Nullable String alias,
    @Nullable String answer,
    Spot spot) {

  /** Null where there is nothing. */
  @Nullable Object evaluate(Scope scope) throws Unfit {
    Object value = scope.find(path);
    scope.trace().read(scope, this, value);
    for (Step step : steps) {
      scope.effort().works(value);
      value = apply(step, value, scope.trace());
    }
    return Blank.is(value) ? null : value;
  }

  private static @Nullable Object apply(Step step, @Nullable Object value, Trace trace)
      throws Unfit {
    try {
      Object output = step.apply(value);
      trace.did(step, output);
      String left = trace == Trace.NOBODY ? null : step.whatIsLeft(value);
      if (left != null) {
        trace.note(left);
      }
      return output;
    } catch (Unfit e) {
      trace.unfit(step, e);
      throw e;
    }
  }

  /** The same, seen by nobody. */
  @Nullable Object evaluateUnseen(Scope scope) throws Unfit {
    return applied(scope.find(path));
  }

  /** The same, of a document without aliases. */
  @Nullable Object evaluate(Map<String, @Nullable Object> document) throws Unfit {
    return applied(path.find(document));
  }

  private @Nullable Object applied(@Nullable Object found) throws Unfit {
    Object value = found;
    for (Step step : steps) {
      value = step.apply(value);
    }
    return Blank.is(value) ? null : value;
  }

  /**
   * {@code readable_ref_email (demo-request.yaml:6)}: the line to look at when it finds nothing.
   */
  String describe(Scope scope) {
    Question question = alias == null ? null : scope.question(alias);
    return question == null ? path + " (" + spot.where() + ")" : question.describe();
  }

  /** As {@code $.answers} and {@code $.labels.*} do. */
  boolean readsAllAnswers() {
    String root = Path.name(path.toString(), 0);
    boolean answers = "answers".equals(root) || "labels".equals(root) || "body".equals(root);
    return answers && Path.name(path.toString(), 1) == null;
  }

  boolean finds(Scope scope) {
    return scope.read(path) != null;
  }
}
