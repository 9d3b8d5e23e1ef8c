package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.event.HookName;
import io.leadline.journal.Journal;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = {
      "List the requests that did not verify, by hook and reason; show one; let in what"
          + " verifies now."
    })
class QuarantineCommand implements Callable<Integer> {
  private final Program program;

  @Option(names = "--hook", description = "Only of this hook.")
  private @Nullable HookName hook;

  @Option(names = "--json", description = "One JSON object a line, for each hook and reason.")
  private boolean json;

  QuarantineCommand(Program program) {
    this.program = program;
  }

  static CommandLine line(Program program) {
    return new CommandLine(new QuarantineCommand(program))
        .addSubcommand(new ListCommand(program))
        .addSubcommand(new QuarantineShowCommand(program))
        .addSubcommand(new QuarantineReleaseCommand(program));
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      print(QuarantineGroup.of(journal.quarantineShelf().lines(hook)));
      program.out().flush();
      return 0;
    }
  }

  private void print(List<QuarantineGroup> groups) {
    if (json) {
      groups.forEach(
          group -> program.out().println(Documents.write(QuarantineTexts.document(group))));
    } else if (groups.isEmpty()) {
      program.out().println(QuarantineTexts.nothing(hook));
    } else {
      QuarantineTexts.lines(groups).forEach(program.out()::println);
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The same as without a word: list by hook and reason.")
  private static final class ListCommand extends QuarantineCommand {
    ListCommand(Program program) {
      super(program);
    }
  }
}
