package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be wrong with {@code questions:} although each line is right. */
final class Questions {
  private Questions() {}

  static void warnOfCollisions(List<Question> questions, Problems problems) {
    Map<String, Question> byWord = new HashMap<>();
    Map<List<String>, Question> byNames = new HashMap<>();
    for (Question question : questions) {
      Question alike = byWord.putIfAbsent(question.alias().toLowerCase(Locale.ROOT), question);
      if (alike != null) {
        problems.warn(
            question.spot(),
            "'"
                + question.alias()
                + "' differs from '"
                + alike.alias()
                + "' in upper and lower case only");
      }
      Question same =
          question.names().isEmpty() ? null : byNames.putIfAbsent(question.names(), question);
      if (same != null) {
        problems.warn(
            question.spot(),
            "'"
                + question.alias()
                + "' is the same question as '"
                + same.alias()
                + "'; one word is enough");
      }
    }
  }

  static void warnOfUnread(Mapping mapping, Problems problems) {
    List<Expression> expressions = mapping.expressions();
    if (mapping.ignore() != null || takesAllAlong(mapping)) {
      return;
    }
    Set<String> read =
        expressions.stream()
            .map(it -> String.valueOf(it.alias()))
            .collect(Collectors.toUnmodifiableSet());
    for (Question question : mapping.questions().values()) {
      if (!read.contains(question.alias())) {
        problems.warn(
            question.spot(),
            "no line reads $.q." + question.alias() + ": use it, or take the line out");
      }
    }
  }

  /** By {@code include:}, or by {@code $.q} as a whole. */
  private static boolean takesAllAlong(Mapping mapping) {
    return mapping.profiles().stream().anyMatch(it -> it.include() != ProfileRule.Include.NONE)
        || mapping.expressions().stream().anyMatch(Questions::readsAll);
  }

  private static boolean readsAll(Expression expression) {
    String root = Path.name(expression.path().toString(), 0);
    return expression.alias() == null && (root == null || root.equals("q"));
  }
}
