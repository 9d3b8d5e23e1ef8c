package io.leadline.cli;

import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Prepare and send dead or ignored events again, with the mappings of now.",
      "Calls that the CRM accepted are not made again where they come out the same."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "1..*", paramLabel = "ID")
  private List<EventId> ids = List.of();

  ReplayCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      return Each.of(ids, program, event -> replay(journal, event));
    }
  }

  private Each.Result replay(Journal journal, EventId event) {
    Optional<State> was = journal.replay(event, program.clock().instant());
    if (was.isEmpty()) {
      return Each.Result.refused("there is no event " + event);
    }
    State state = was.get();
    return state == State.DEAD || state == State.IGNORED
        ? Each.Result.done(event + " was " + state + " and is prepared again")
        : Each.Result.refused(
            event + " is " + state + "; only DEAD and IGNORED events are replayed");
  }
}
