package io.leadline.cli;

import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.NoJournal;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Say everything that is wrong with the mapping files; exit code 1 if anything is. Where a"
            + " journal is at hand, also what they read that the forms no longer have.")
final class CheckCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = "mappings")
  private Path folder = Path.of("mappings");

  CheckCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Compilation compilation = MappingsToCheck.in(folder, program).compile();
    if (compilation instanceof Compilation.Refused refused) {
      say(refused.problems());
      return 1;
    }
    var compiled = (Compilation.Compiled) compilation;
    say(compiled.warnings());
    say(FormWarnings.of(compiled.set(), forms()));
    return sayHowMany(compiled.set().size());
  }

  /**
   * None where there is no journal, as on the machine of somebody who only writes mappings. One
   * that is there and cannot be read is said: it does not make the mappings wrong.
   */
  private Map<FormName, List<Known>> forms() {
    try (Journal journal = Journals.open(program)) {
      return journal.forms().all(null);
    } catch (NoJournal none) {
      return Map.of();
    } catch (JournalRefused | JournalUnavailable unread) {
      program.out().println("not compared with what the forms have: " + unread.getMessage());
      return Map.of();
    }
  }

  private int sayHowMany(int mappings) {
    program
        .out()
        .println(
            switch (mappings) {
              case 0 -> "there is no mapping in " + folder;
              case 1 -> "1 mapping is in order";
              default -> mappings + " mappings are in order";
            });
    program.out().flush();
    return mappings == 0 ? 1 : 0;
  }

  private void say(List<Problem> problems) {
    problems.forEach(problem -> program.out().println(Printable.lines(problem + remark(problem))));
    program.out().flush();
  }

  private static String remark(Problem problem) {
    return problem.severity() == Problem.Severity.WARNING ? " (warning)" : "";
  }
}
