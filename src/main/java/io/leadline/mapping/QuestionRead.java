package io.leadline.mapping;

import io.leadline.mapping.yaml.Problem;
import java.util.List;

/**
 * One place in a mapping file that reads a question.
 *
 * @param line from 1
 * @param column from 1
 * @param names ids or titles; the first that a submission has counts
 */
public record QuestionRead(String file, int line, int column, List<String> names) {
  public QuestionRead {
    names = List.copyOf(names);
  }

  /** A warning about it. */
  public Problem warning(String message) {
    return new Problem(file, line, column, Problem.Severity.WARNING, message);
  }
}
