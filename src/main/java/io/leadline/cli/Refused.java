package io.leadline.cli;

import io.leadline.mapping.yaml.Problem;
import java.util.List;

/** The mappings folder is not in order: nothing can be tried with it. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Refused(String message) {
    super(message, null, false, false);
  }

  static Refused of(List<Problem> problems) {
    var said = new StringBuilder("the mappings are not in order:");
    problems.forEach(problem -> said.append("\n  ").append(Printable.lines(problem.toString())));
    return new Refused(said.toString());
  }
}
