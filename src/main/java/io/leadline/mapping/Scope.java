package io.leadline.mapping;

import io.leadline.event.Submission;
import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One submission under the eyes of one mapping: the document, with the aliases under {@code q}. */
final class Scope {
  /** With it begins what {@link #existingQuestions} says. */
  static final String THIS_SUBMISSION = "this submission";

  private static final int SHOWN_QUESTIONS = 40;

  private final Submission submission;
  private final Map<String, Question> questions;
  private final Trace trace;
  private final Map<String, @Nullable Object> document;
  private final Effort effort;

  Scope(Submission submission, Map<String, Question> questions, Effort effort, Trace trace) {
    this.trace = trace;
    this.submission = submission;
    this.questions = questions;
    this.effort = effort;
    this.document = new LinkedHashMap<>(submission.document());
    this.document.put("q", aliases());
  }

  Effort effort() {
    return effort;
  }

  Submission submission() {
    return submission;
  }

  Trace trace() {
    return trace;
  }

  /** The same, seen by nobody. */
  Scope untraced() {
    return trace == Trace.NOBODY ? this : new Scope(submission, questions, effort, Trace.NOBODY);
  }

  Map<String, @Nullable Object> document() {
    return document;
  }

  /**
   * What a path gives.
   *
   * @throws Unfit where it would take too long
   */
  @Nullable Object find(Path path) throws Unfit {
    return effort.find(path, document);
  }

  /** The same, null where it would take too long. */
  @Nullable Object read(Path path) {
    try {
      return find(path);
    } catch (Unfit e) {
      return null;
    }
  }

  @Nullable Question question(String alias) {
    return questions.get(alias);
  }

  /** The id or title that stands for an alias in this submission, null where it has none. */
  @Nullable String nameOf(Question question) {
    return question.names().stream().filter(this::has).findFirst().orElse(null);
  }

  /** For the one who has to mend the file: what could have been meant. */
  String existingQuestions() {
    Collection<String> names = new LinkedHashSet<>(submission.answers().keySet());
    if (names.isEmpty()) {
      names = submission.labels().keySet();
    }
    if (names.isEmpty()) {
      return THIS_SUBMISSION + " has no answers";
    }
    String more = names.size() > SHOWN_QUESTIONS ? ", …" : "";
    return THIS_SUBMISSION
        + "'s questions are: "
        + names.stream()
            .limit(SHOWN_QUESTIONS)
            .map(Wording::shortened)
            .collect(Collectors.joining(", "))
        + more;
  }

  /** The ids and titles behind some expressions. */
  Set<String> namesRead(Collection<Expression> expressions) {
    Set<String> names = new LinkedHashSet<>();
    for (Expression expression : expressions) {
      Question question = expression.alias() == null ? null : questions.get(expression.alias());
      String name = question == null ? expression.answer() : nameOf(question);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private Map<String, @Nullable Object> aliases() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    questions.forEach(
        (alias, question) -> {
          String name = nameOf(question);
          if (name != null) {
            values.put(alias, valueOf(name));
          }
        });
    return values;
  }

  private boolean has(String name) {
    return submission.answers().containsKey(name) || submission.labels().containsKey(name);
  }

  private @Nullable Object valueOf(String name) {
    return submission.answers().containsKey(name)
        ? submission.answers().get(name)
        : submission.labels().get(name);
  }
}
