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
    name = "confirm",
    mixinStandardHelpOptions = true,
    description = {
      "Say that the call in doubt of HELD or DEAD events happened: it is not made again.",
      "What is left of an event is made next."
    })
final class ConfirmCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "1..*", paramLabel = "ID")
  private List<EventId> ids = List.of();

  ConfirmCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      return Each.of(ids, program, event -> confirm(journal, event));
    }
  }

  private Each.Result confirm(Journal journal, EventId event) {
    Optional<Decided> came = journal.confirm(event, journal.now());
    if (came.isEmpty()) {
      return Each.Result.refused("there is no event " + event);
    }
    Decided decided = came.get();
    return decided.now() == null
        ? Each.Result.refused(
            event
                + " is "
                + decided.was()
                + " and stays so: only HELD and DEAD events with a call that may have happened are confirmed (./leadline events ID shows its calls); discard it, or replay it where it is DEAD")
        : Each.Result.done(
            event
                + " was "
                + decided.was()
                + " and is "
                + decided.now()
                + ": its call in doubt counts as made");
  }
}
