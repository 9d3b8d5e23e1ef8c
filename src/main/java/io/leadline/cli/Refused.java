package io.leadline.cli;

import io.leadline.mapping.yaml.Problem;
import java.util.List;
import java.util.function.UnaryOperator;

/** The mappings folder is not in order: nothing can be tried with it. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Refused(String message) {
    super(message, null, false, false);
  }

  /**
   * @param path where a file of them lies
   */
  static Refused of(List<Problem> problems, UnaryOperator<String> path) {
    var said = new StringBuilder("the mappings are not in order:");
    for (Problem problem : problems) {
      boolean warning = problem.severity() == Problem.Severity.WARNING;
      said.append("\n  ")
          .append(Printable.lines(problem.at(path.apply(problem.file()))))
          .append(warning ? " (warning)" : "");
    }
    return new Refused(said.toString());
  }
}
