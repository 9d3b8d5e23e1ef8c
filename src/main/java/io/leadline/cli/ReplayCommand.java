package io.leadline.cli;

import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Journal;
import io.leadline.journal.ReplayFilter;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.ReplayPlan;
import io.leadline.journal.ReplayRun;
import io.leadline.journal.ReplayedAsWas;
import io.leadline.journal.StaleReplay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Prepare and send dead or ignored events again, with the mappings of now.",
      "Calls that the CRM accepted are not made again where they come out the same.",
      "With IDs these events are replayed at once. With a filter, says what would be replayed"
          + " and changes nothing; with --go a server then replays exactly that, some at a time."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Replay these, at once.")
  private List<String> given = List.of();

  @Option(names = "--state", split = ",", description = "dead, ignored or both. Default dead.")
  private @Nullable List<State> states;

  @Option(names = "--hook", description = "Only of this hook.")
  private @Nullable HookName hook;

  @Option(names = "--connection", description = "Only of this CRM account.")
  private @Nullable ConnectionName connection;

  @Option(names = "--reason", description = "Only with this reason code, as mapping_failed.")
  private @Nullable ReasonCode reason;

  @Option(names = "--since", description = "Received since then: 2h, 3d or 2026-01-31T10:00:00Z.")
  private @Nullable Instant since;

  @Option(names = "--before", description = "Received before then.")
  private @Nullable Instant before;

  @Option(
      names = "--text",
      description = "Only with this text in the reason, the sender's key or the id; not in bodies.")
  private @Nullable String text;

  @Option(
      names = "--stale",
      description =
          "When something newer of the person was delivered: skip (the event stays as it is; the"
              + " default), profile-only (without createContact), send (as it is).")
  private @Nullable StaleReplay stale;

  @Option(
      names = "--as-was",
      description = "With the recorded calls, not prepared again; only what had calls.")
  private boolean asWas;

  @Option(names = "--rate", description = "Events a second. Default the server's REPLAY_RATE.")
  private @Nullable Integer rate;

  @Option(names = "--dry-run", description = "Only say what would be replayed. So without --go.")
  private boolean dryRun;

  @Option(names = "--go", description = "Replay what the filter finds.")
  private boolean go;

  @Spec private @Nullable CommandSpec spec;

  ReplayCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    refuseWhatDoesNotGoTogether();
    // Not read by picocli: of any number, it takes one that cannot be read for none of ours.
    List<EventId> ids = given.stream().map(EventId::new).toList();
    try (Journal journal = Journals.open(program)) {
      if (!ids.isEmpty()) {
        return Each.of(ids, program, event -> asWas ? asWas(journal, event) : anew(journal, event));
      }
      return go ? start(journal) : plan(journal);
    }
  }

  private void refuseWhatDoesNotGoTogether() {
    if (given.isEmpty() && !isFiltered()) {
      throw wrong("name events by ID, or give a filter (for all that is dead: --state dead)");
    }
    if (!given.isEmpty() && (isFiltered() || isAboutRuns())) {
      throw wrong("with IDs there is no filter, and of the options --as-was alone");
    }
    if (go && dryRun) {
      throw wrong("--go and --dry-run: it is the one or the other");
    }
    if (text != null && text.isBlank()) {
      throw wrong("--text is empty");
    }
    if (rate != null && rate < 1) {
      throw wrong("--rate is " + rate + "; it must be 1 or more");
    }
  }

  private boolean isFiltered() {
    return states != null
        || hook != null
        || connection != null
        || reason != null
        || since != null
        || before != null
        || text != null;
  }

  private boolean isAboutRuns() {
    return stale != null || rate != null || dryRun || go;
  }

  private ParameterException wrong(String sentence) {
    CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
    return new ParameterException(line, sentence);
  }

  // ── by id ──────────────────────────────────────────────────────────────────────────────────────

  private Each.Result anew(Journal journal, EventId event) {
    Optional<State> was = journal.replay(event, journal.now());
    if (was.isEmpty()) {
      return Each.Result.refused("there is no event " + event);
    }
    State state = was.get();
    return ReplayFilter.REPLAYABLE.contains(state)
        ? Each.Result.done(event + " was " + state + " and is prepared again")
        : Each.Result.refused(isNotSettled(event, state));
  }

  private Each.Result asWas(Journal journal, EventId event) {
    Optional<ReplayedAsWas> came = journal.replayAsWas(event, journal.now());
    if (came.isEmpty()) {
      return Each.Result.refused("there is no event " + event);
    }
    State state = came.get().was();
    if (came.get().done()) {
      return Each.Result.done(event + " was " + state + " and is sent again as it was");
    }
    return Each.Result.refused(
        ReplayFilter.REPLAYABLE.contains(state)
            ? event + " has no recorded calls: replay it without --as-was"
            : isNotSettled(event, state));
  }

  private static String isNotSettled(EventId event, State state) {
    return event + " is " + state + "; only DEAD and IGNORED events are replayed";
  }

  // ── by filter ──────────────────────────────────────────────────────────────────────────────────

  private ReplayFilter filter() {
    Set<State> wanted = states == null ? Set.of(State.DEAD) : Set.copyOf(states);
    return new ReplayFilter(wanted, hook, connection, reason, since, before, text);
  }

  private ReplayOptions options() {
    return new ReplayOptions(asWas, stale == null ? StaleReplay.SKIP : stale, rate);
  }

  private int plan(Journal journal) {
    ReplayFilter filter = filter();
    ReplayPlan plan = journal.planReplay(filter);
    ReplayTexts.plan(plan, filter, options()).forEach(program.out()::println);
    if (plan.events() > 0) {
      program.out().println("nothing was changed; add --go to replay");
    }
    program.out().flush();
    return 0;
  }

  private int start(Journal journal) {
    ReplayFilter filter = filter();
    Optional<ReplayRun> run = journal.startReplay(filter, options(), journal.now());
    if (run.isEmpty()) {
      program.out().println("no such events: " + filter.words());
    } else {
      ReplayTexts.started(run.get()).forEach(program.out()::println);
    }
    program.out().flush();
    return 0;
  }
}
