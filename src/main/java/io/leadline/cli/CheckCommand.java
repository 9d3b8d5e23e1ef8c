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
import java.util.ArrayList;
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

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "MAPPINGS_DIR, or mappings, unless given.")
  private @Nullable Path named;

  @Option(
      names = "--live",
      description =
          "Ask the CRM for your organisation's fields now, by an error that creates nothing. A"
              + " required one that a mapping does not fill is a mistake then, and so is a name"
              + " under 'custom:' that is none.")
  private boolean live;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json, or github for annotations. Default ${DEFAULT-VALUE}.")
  private ProblemFormat format = ProblemFormat.TEXT;

  /** What the journal adds to the files; nothing where there is none. */
  private record FromJournal(
      FieldsKnown fields, Map<FormName, List<Known>> forms, @Nullable String unread) {}

  CheckCommand(Program program, AskFields crm) {
    this.program = program;
    this.crm = crm;
  }

  @Override
  public Integer call() {
    Path folder = MappingsToCheck.folder(named, program);
    MappingsToCheck mappings = MappingsToCheck.in(folder, program);
    FromJournal journal =
        fromJournal(live ? FieldsKnown.live(program, crm) : FieldsKnown.DOCUMENTED);
    Compilation compilation = CompileByConnection.compile(mappings, journal.fields(), program);
    format.tell(problems(compilation, journal), folder, mappings.texts(), program);
    boolean complained = complain(journal);
    int mappingsInOrder = compilation instanceof Compilation.Compiled it ? it.set().size() : -1;
    if (mappingsInOrder > 0 && format == ProblemFormat.TEXT) {
      program.out().println(inOrder(mappingsInOrder));
    }
    program.out().flush();
    return complained || mappingsInOrder < 1 ? 1 : 0;
  }

  private List<Problem> problems(Compilation compilation, FromJournal journal) {
    if (compilation instanceof Compilation.Refused refused) {
      return refused.problems();
    }
    var compiled = (Compilation.Compiled) compilation;
    var problems = new ArrayList<Problem>(compiled.warnings());
    if (compiled.set().size() == 0) {
      problems.add(new Problem("", 0, 0, Problem.Severity.ERROR, "there is no mapping in it"));
    }
    problems.addAll(UnknownHooks.of(compiled.set(), program));
    problems.addAll(FormWarnings.of(compiled.set(), journal.forms()));
    problems.addAll(UnreadQuestions.of(compiled.set(), journal.forms()));
    return problems;
  }

  /** Of what is not in the files; whether the CRM did not say what it was asked. */
  private boolean complain(FromJournal journal) {
    if (journal.unread() != null) {
      program.err().println("not compared with what the forms have: " + journal.unread());
    }
    List<String> notTold = journal.fields().notTold();
    notTold.forEach(why -> program.err().println("leadline: " + Printable.lines(why)));
    program.err().flush();
    return !notTold.isEmpty();
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

  private static String inOrder(int mappings) {
    return mappings == 1 ? "1 mapping is in order" : mappings + " mappings are in order";
  }
}
