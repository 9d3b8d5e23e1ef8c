package io.leadline.cli;

import io.leadline.event.EventId;
import io.leadline.journal.Discarded;
import io.leadline.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "discard",
    mixinStandardHelpOptions = true,
    description = "Give events up: they are kept, and never sent.")
final class DiscardCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "1..*", paramLabel = "ID")
  private List<EventId> ids = List.of();

  @Option(names = "--why", required = true, description = "The reason, kept with the event.")
  private String why = "";

  DiscardCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    if (why.isBlank()) {
      program.err().println("leadline: --why is empty; say why, it is kept with the event");
      program.err().flush();
      return CommandLine.ExitCode.USAGE;
    }
    try (Journal journal = Journals.open(program)) {
      return Each.of(ids, program, event -> discard(journal, event));
    }
  }

  private Each.Result discard(Journal journal, EventId event) {
    Optional<Discarded> came = journal.discard(event, why, journal.now());
    if (came.isEmpty()) {
      return Each.Result.refused("there is no event " + event);
    }
    return came.get().done()
        ? Each.Result.done(event + " was " + came.get().was() + " and is discarded")
        : Each.Result.refused(
            event
                + " is "
                + came.get().was()
                + " and stays so: it is settled, or in hand just now");
  }
}
