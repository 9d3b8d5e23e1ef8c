package io.leadline.cli;

import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.form.Question;
import io.leadline.mapping.FormReader;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.QuestionRead;
import io.leadline.mapping.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What forms ask and no mapping reads: an answer that reaches nobody. */
final class UnreadQuestions {
  private static final int SHOWN = 10;

  private UnreadQuestions() {}

  /** A warning for each form that has such questions, on the first mapping that may take it. */
  static List<Problem> of(MappingSet mappings, Map<FormName, List<Known>> forms) {
    var warnings = new ArrayList<Problem>();
    forms.forEach(
        (form, questions) -> {
          List<FormReader> readers =
              mappings.formReaders(form.hook()).stream()
                  .filter(reader -> reader.mayTake(form.id()))
                  .toList();
          List<String> unread = unread(questions, readers);
          if (!readers.isEmpty() && !unread.isEmpty()) {
            warnings.add(warning(readers.get(0), form, unread));
          }
        });
    return List.copyOf(warnings);
  }

  private static List<String> unread(List<Known> questions, List<FormReader> readers) {
    if (readers.stream().anyMatch(FormReader::readsAll)) {
      return List.of();
    }
    Set<String> read =
        readers.stream()
            .flatMap(reader -> reader.questions().stream())
            .map(QuestionRead::names)
            .flatMap(List::stream)
            .map(Question::plain)
            .collect(Collectors.toSet());
    return questions.stream()
        .filter(Known::isThere)
        .map(Known::question)
        .filter(question -> !read.contains(question.id()) && !read.contains(question.title()))
        .map(Question::title)
        .toList();
  }

  private static Problem warning(FormReader reader, FormName form, List<String> unread) {
    String names =
        unread.stream()
            .limit(SHOWN)
            .map(title -> "'" + title + "'")
            .collect(Collectors.joining(", "));
    String more = unread.size() > SHOWN ? " and " + (unread.size() - SHOWN) + " more" : "";
    return new Problem(
        reader.file(),
        0,
        0,
        Problem.Severity.WARNING,
        "form %s of hook %s asks %s%s, and nothing reads it: name it under 'questions:' and use it, or write 'include: unmapped answers' in a profile"
            .formatted(form.form(), form.hook(), names, more));
  }
}
