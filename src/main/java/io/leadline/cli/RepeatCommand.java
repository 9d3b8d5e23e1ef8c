package io.leadline.cli;

import io.leadline.event.EventId;
import io.leadline.journal.Decided;
import io.leadline.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "repeat",
    mixinStandardHelpOptions = true,
    description = {"Say that the call in doubt of HELD events did not happen: it is made again."})
final class RepeatCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "1..*", paramLabel = "ID")
  private List<EventId> ids = List.of();

  RepeatCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      return Each.of(ids, program, event -> repeat(journal, event));
    }
  }

  private Each.Result repeat(Journal journal, EventId event) {
    Optional<Decided> came = journal.repeat(event, journal.now());
    if (came.isEmpty()) {
      return Each.Result.refused("there is no event " + event);
    }
    Decided decided = came.get();
    return decided.now() == null
        ? Each.Result.refused(
            event
                + " is "
                + decided.was()
                + " and stays so: only HELD events have a call to repeat; a DEAD one is replayed")
        : Each.Result.done(
            event
                + " was "
                + decided.was()
                + " and is "
                + decided.now()
                + ": its call in doubt is made again");
  }
}
