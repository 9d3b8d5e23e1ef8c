package io.leadline.cli;

import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingSet;

/** The mappings folder is not in order: nothing can be tried with it. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Refused(String message) {
    super(message, null, false, false);
  }

  /**
   * @throws Refused with all that is wrong
   */
  static MappingSet unlessCompiled(Compilation compilation) {
    if (compilation instanceof Compilation.Compiled compiled) {
      return compiled.set();
    }
    var said = new StringBuilder("the mappings are not in order:");
    ((Compilation.Refused) compilation)
        .problems()
        .forEach(problem -> said.append("\n  ").append(Printable.lines(problem.toString())));
    throw new Refused(said.toString());
  }
}
