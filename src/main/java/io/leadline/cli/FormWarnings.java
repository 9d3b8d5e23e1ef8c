package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.form.Question;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.Problem;
import io.leadline.mapping.QuestionRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What mappings read that the forms do not have, as far as submissions have shown them. */
final class FormWarnings {
  private FormWarnings() {}

  static List<Problem> of(MappingSet mappings, Map<FormName, List<Known>> forms) {
    Map<HookName, List<Known>> byHook =
        forms.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey().hook(),
                    Collectors.flatMapping(
                        entry -> entry.getValue().stream(), Collectors.toList())));
    var warnings = new ArrayList<Problem>();
    byHook.forEach(
        (hook, questions) ->
            mappings
                .questionsRead(hook)
                .forEach(read -> warning(hook, read, questions).ifPresent(warnings::add)));
    return warnings;
  }

  private static Optional<Problem> warning(
      HookName hook, QuestionRead read, Collection<Known> questions) {
    var meant = questions.stream().filter(known -> isMeant(read, known)).toList();
    if (meant.stream().anyMatch(Known::isThere)) {
      return Optional.empty();
    }
    var names = String.join("' or '", read.names());
    if (!meant.isEmpty()) {
      return Optional.of(
          read.warning(
              "no form of hook %s has the question '%s' any more: it was last seen on %s; ./leadline forms --hook %s lists those it has"
                  .formatted(hook, names, day(lastSeen(meant)), hook)));
    }
    // Of a list of names some may be meant for other forms.
    return read.names().size() > 1
        ? Optional.empty()
        : Optional.of(
            read.warning(
                "no submission to hook %s has shown a question '%s' yet; ./leadline forms --hook %s lists those it has"
                    .formatted(hook, names, hook)));
  }

  private static boolean isMeant(QuestionRead read, Known known) {
    var names = read.names().stream().map(Question::plain).toList();
    return names.contains(known.question().id()) || names.contains(known.question().title());
  }

  private static Instant lastSeen(List<Known> questions) {
    return questions.stream().map(Known::lastSeen).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }
}
