package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.event.Warning;
import io.leadline.journal.EventDetail;
import io.leadline.journal.EventQuery;
import io.leadline.journal.EventSummary;
import io.leadline.journal.Journal;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "List stored events, newest first; or show one.")
final class EventsCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this event.")
  private @Nullable EventId id;

  @Option(names = "--state", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
  private @Nullable List<State> states;

  @Option(names = "--hook", description = "Only of this hook.")
  private @Nullable HookName hook;

  @Option(names = "--reason", description = "Only with this reason code, as mapping_failed.")
  private @Nullable ReasonCode reason;

  @Option(names = "--since", description = "Received since then: 2h, 3d or 2026-01-31T10:00:00Z.")
  private @Nullable Instant since;

  @Option(names = "--before", description = "Received before then.")
  private @Nullable Instant before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most so many. Default ${DEFAULT-VALUE}.")
  private int limit;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(
      names = "--calls",
      description = "With an ID: the frozen calls too. They are personal data.")
  private boolean calls;

  EventsCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(
          spec == null ? new CommandLine(this) : spec.commandLine(),
          "--limit is " + limit + "; it must be 1 or more");
    }
    try (Journal journal = Journals.open(program)) {
      return id == null ? list(journal) : show(journal, id);
    }
  }

  private int list(Journal journal) {
    List<EventSummary> events = journal.search(query());
    events.forEach(this::print);
    if (events.isEmpty() && !json) {
      program.out().println("no such events");
    }
    program.out().flush();
    return 0;
  }

  private EventQuery query() {
    Set<State> wanted = states == null ? Set.of() : EnumSet.copyOf(states);
    return new EventQuery(wanted, hook, reason, since, before, limit);
  }

  private void print(EventSummary event) {
    program
        .out()
        .println(json ? Documents.write(EventTexts.document(event)) : EventTexts.line(event));
  }

  private int show(Journal journal, EventId wanted) {
    var found = journal.find(wanted);
    if (found.isEmpty()) {
      program.err().println("leadline: there is no event " + wanted);
      program.err().flush();
      return 1;
    }
    print(found.get());
    program.out().flush();
    return 0;
  }

  private void print(EventDetail detail) {
    PrintWriter out = program.out();
    if (json) {
      out.println(Documents.write(EventTexts.document(detail, calls)));
      return;
    }
    EventTexts.lines(detail.summary()).forEach(out::println);
    if (detail.releasedAt() != null) {
      out.println("released_at " + detail.releasedAt() + " from the quarantine, by a person");
    }
    for (Warning warning : detail.warnings()) {
      out.println(
          "warning     " + warning.field() + " (" + warning.where() + "): " + warning.why());
    }
    for (EventDetail.Made made : detail.made()) {
      out.println("call        " + EventTexts.line(made));
    }
    if (calls) {
      detail.calls().forEach(call -> out.println(call.kind() + " " + Documents.write(call.body())));
    }
  }
}
