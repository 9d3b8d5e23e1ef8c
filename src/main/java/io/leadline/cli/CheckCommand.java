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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Say everything that is wrong with the mapping files; exit code 1 if anything is. Where a"
            + " journal is at hand, also what they read that the forms no longer have, and what"
            + " your organisation's own fields ask for.")
final class CheckCommand implements Callable<Integer> {
  private final Program program;
  private final AskFields crm;

  @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = "mappings")
  private Path folder = Path.of("mappings");

  @Option(
      names = "--live",
      description =
          "Ask the CRM for your organisation's fields now, by an error that creates nothing. A"
              + " required one that a mapping does not fill is a mistake then, and so is a name"
              + " under 'custom:' that is none.")
  private boolean live;

  /** What the journal adds to the files; nothing where there is none. */
  private record FromJournal(
      FieldsKnown fields, Map<FormName, List<Known>> forms, @Nullable String unread) {}

  CheckCommand(Program program, AskFields crm) {
    this.program = program;
    this.crm = crm;
  }

  @Override
  public Integer call() {
    MappingsToCheck mappings = MappingsToCheck.in(folder, program);
    FromJournal journal =
        fromJournal(live ? FieldsKnown.live(program, crm) : FieldsKnown.DOCUMENTED);
    int found = check(CompileByConnection.compile(mappings, journal.fields(), program), journal);
    return complain(journal.fields().notTold()) ? 1 : found;
  }

  /** Whether there was something to complain of. */
  private boolean complain(List<String> notTold) {
    notTold.forEach(why -> program.err().println("leadline: " + Printable.lines(why)));
    program.err().flush();
    return !notTold.isEmpty();
  }

  private int check(Compilation compilation, FromJournal journal) {
    if (compilation instanceof Compilation.Refused refused) {
      say(refused.problems());
      return 1;
    }
    var compiled = (Compilation.Compiled) compilation;
    say(compiled.warnings());
    if (journal.unread() != null) {
      program.out().println("not compared with what the forms have: " + journal.unread());
    }
    say(FormWarnings.of(compiled.set(), journal.forms()));
    return sayHowMany(compiled.set().size());
  }

  /**
   * None where there is no journal, as on the machine of somebody who only writes mappings. One
   * that is there and cannot be read is said: it does not make the mappings wrong.
   */
  private FromJournal fromJournal(FieldsKnown fields) {
    try (Journal journal = Journals.open(program)) {
      return new FromJournal(
          fields.with(journal, FieldsKnown.connections(program)), journal.forms().all(null), null);
    } catch (NoJournal none) {
      return new FromJournal(fields, Map.of(), null);
    } catch (JournalRefused | JournalUnavailable unread) {
      return new FromJournal(fields, Map.of(), unread.getMessage());
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
