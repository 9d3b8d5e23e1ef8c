package io.leadline.mapping;

import io.leadline.event.Submission;
import io.leadline.mapping.function.Letters;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is there where a path leads to nothing. */
final class Nearest {
  private static final int MOST = 5;

  /** Nobody writes a form of more questions, and each line that finds nothing asks. */
  private static final int LOOKED_AT = 1_000;

  private Nearest() {}

  /** The nearest first; empty where the place is there, and only nothing in it. */
  static List<String> to(Expression expression, Scope scope) {
    Question question = expression.alias() == null ? null : scope.question(expression.alias());
    if (question != null) {
      return scope.nameOf(question) == null ? questions(question.names(), scope) : List.of();
    }
    return expression.answer() == null
        ? onTheWay(expression.path().toString(), scope.document())
        : ofAnswer(expression.answer(), scope);
  }

  private static List<String> ofAnswer(String name, Scope scope) {
    boolean there =
        scope.submission().answers().containsKey(name)
            || scope.submission().labels().containsKey(name);
    return there ? List.of() : questions(List.of(name), scope);
  }

  private static List<String> questions(List<String> names, Scope scope) {
    Submission submission = scope.submission();
    return nearest(
        names,
        Stream.concat(submission.answers().keySet().stream(), submission.labels().keySet().stream())
            .distinct());
  }

  /** The names beside the first one of a path that is not there. */
  private static List<String> onTheWay(String path, Object document) {
    Object here = document;
    for (int i = 0; here instanceof Map<?, ?> object; i++) {
      String name = Path.name(path, i);
      if (name == null) {
        return List.of();
      }
      if (!object.containsKey(name)) {
        return nearest(List.of(name), object.keySet().stream().map(String::valueOf));
      }
      here = object.get(name);
    }
    return List.of();
  }

  private static List<String> nearest(List<String> wanted, Stream<String> there) {
    return there
        .limit(LOOKED_AT)
        .map(name -> new Rated(name, likeness(wanted, name)))
        .sorted(Comparator.comparingInt(Rated::likeness).reversed())
        .limit(MOST)
        .map(Rated::name)
        .toList();
  }

  private record Rated(String name, int likeness) {}

  private static int likeness(List<String> wanted, String name) {
    return wanted.stream().mapToInt(each -> likeness(each, name)).max().orElse(0);
  }

  /** Words in common count most, then letters at the beginning, then a likely slip of the pen. */
  private static int likeness(String wanted, String name) {
    Set<String> words = words(wanted);
    int common = (int) words(name).stream().filter(words::contains).count();
    boolean slip = !Suggestion.among(wanted, List.of(name)).isEmpty();
    return 100 * common + (slip ? 50 : 0) + commonBeginning(wanted, name);
  }

  private static Set<String> words(String name) {
    Set<String> words = new LinkedHashSet<>();
    StringBuilder word = new StringBuilder();
    Letters.lower(name)
        .codePoints()
        .limit(200)
        .forEach(c -> take(Character.isLetterOrDigit(c) ? c : null, word, words));
    take(null, word, words);
    return words;
  }

  private static void take(@Nullable Integer letter, StringBuilder word, Set<String> words) {
    if (letter != null) {
      word.appendCodePoint(letter);
    } else if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static int commonBeginning(String a, String b) {
    int length = 0;
    while (length < Math.min(20, Math.min(a.length(), b.length()))
        && Character.toLowerCase(a.charAt(length)) == Character.toLowerCase(b.charAt(length))) {
      length++;
    }
    return length;
  }
}
