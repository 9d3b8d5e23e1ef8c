package io.leadline.form;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The questions that one submission shows.
 *
 * @param whole whether these are all there are: then one that is missing is gone
 */
public record Shown(List<Question> questions, boolean whole) {
  public static final Shown NOTHING = new Shown(List.of(), false);

  /** More than any form has; of the rest nothing is kept. */
  private static final int MOST = 1000;

  public Shown {
    questions = questions.stream().filter(it -> !it.id().isEmpty()).limit(MOST).toList();
  }

  /**
   * What answers alone show: not what was left out, nor what could have been chosen.
   *
   * @param answers by id
   * @param titles the same answers by title, in the same order
   */
  public static Shown ofAnswers(
      Map<String, @Nullable Object> answers, Map<String, @Nullable Object> titles) {
    var title = titles.keySet().iterator();
    return new Shown(
        answers.entrySet().stream()
            .map(
                answer ->
                    new Question(
                        answer.getKey(),
                        title.hasNext() ? title.next() : answer.getKey(),
                        kindOf(answer.getValue()),
                        List.of()))
            .toList(),
        false);
  }

  /** Nothing answered says nothing. */
  private static String kindOf(@Nullable Object value) {
    if (value instanceof Boolean) {
      return "yes or no";
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof List<?>) {
      return "list";
    }
    if (value instanceof Map<?, ?>) {
      return "parts";
    }
    return value == null ? "" : "text";
  }
}
