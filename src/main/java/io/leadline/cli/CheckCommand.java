package io.leadline.cli;

import io.leadline.crm.Catalogue;
import io.leadline.deliver.MappingFolder;
import io.leadline.event.CrmMode;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Say everything that is wrong with the mapping files; exit code 1 if anything is.")
final class CheckCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = "mappings")
  private Path folder = Path.of("mappings");

  CheckCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Compilation compilation =
        MappingCompiler.compile(
            new MappingFolder(folder).get(), Catalogue.documented(), Modes.of(program));
    if (compilation instanceof Compilation.Refused refused) {
      say(refused.problems());
      return 1;
    }
    var compiled = (Compilation.Compiled) compilation;
    say(compiled.warnings());
    program.out().println(compiled.set().size() + " mappings are in order");
    program.out().flush();
    return 0;
  }

  private void say(List<Problem> problems) {
    problems.forEach(
        problem ->
            program
                .out()
                .println(
                    problem
                        + (problem.severity() == Problem.Severity.WARNING ? " (warning)" : "")));
    program.out().flush();
  }

  /** Which mode mappings are checked for. */
  static final class Modes {
    private Modes() {}

    static CrmMode of(Program program) {
      String mode = program.environment().getOrDefault("CRM_MODE", "b2b");
      return mode.strip().toUpperCase(Locale.ROOT).equals("B2C") ? CrmMode.B2C : CrmMode.B2B;
    }
  }
}
