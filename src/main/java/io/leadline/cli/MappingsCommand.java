package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.journal.Journal;
import io.leadline.journal.MappingVersion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "mappings",
    mixinStandardHelpOptions = true,
    description = {
      "Publish the mappings folder in the journal, for servers with MAPPINGS_FROM=journal; write a"
          + " version out; go back to one.",
      "Without a word: list the versions."
    })
class MappingsCommand implements Callable<Integer> {
  private final Program program;

  @Option(names = "--json", description = "One JSON object a line, for each version.")
  private boolean json;

  private MappingsCommand(Program program) {
    this.program = program;
  }

  static CommandLine line(Program program) {
    return new CommandLine(new MappingsCommand(program))
        .addSubcommand(new MappingsPushCommand(program))
        .addSubcommand(new MappingsPullCommand(program))
        .addSubcommand(new HistoryCommand(program))
        .addSubcommand(new MappingsRollbackCommand(program));
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      print(journal.mappings().history());
      program.out().flush();
      return 0;
    }
  }

  private void print(List<MappingVersion> newestFirst) {
    if (json) {
      newestFirst.forEach(
          version ->
              program
                  .out()
                  .println(
                      Documents.write(
                          VersionTexts.document(version, version == newestFirst.get(0)))));
    } else if (newestFirst.isEmpty()) {
      program.out().println(VersionTexts.NOTHING_PUBLISHED);
    } else {
      VersionTexts.lines(newestFirst).forEach(program.out()::println);
    }
  }

  @Command(
      name = "history",
      mixinStandardHelpOptions = true,
      description = "List the versions, the newest first: it is the current one.")
  private static final class HistoryCommand extends MappingsCommand {
    HistoryCommand(Program program) {
      super(program);
    }
  }
}
