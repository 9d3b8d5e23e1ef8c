package io.leadline.cli;

import io.leadline.journal.Journal;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "replays",
    mixinStandardHelpOptions = true,
    description = {
      "List replays by filter and how far they are, newest first; or show one.",
      "./leadline replays cancel ID ends one: what it has not come to stays where it is."
    })
final class ReplaysCommand implements Callable<Integer> {
  private static final int MOST = 50;

  private final Program program;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this replay, as R12.")
  private @Nullable ReplayId id;

  private ReplaysCommand(Program program) {
    this.program = program;
  }

  static CommandLine line(Program program) {
    return new CommandLine(new ReplaysCommand(program)).addSubcommand(new Cancel(program));
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      return id == null ? list(journal) : show(journal, id);
    }
  }

  private int list(Journal journal) {
    List<ReplayRun> runs = journal.replays(MOST);
    Instant now = journal.now();
    runs.forEach(run -> program.out().println(ReplayTexts.line(run, now)));
    if (runs.isEmpty()) {
      program.out().println("no replays yet");
    }
    program.out().flush();
    return 0;
  }

  private int show(Journal journal, ReplayId wanted) {
    Optional<ReplayRun> run = journal.findReplay(wanted);
    if (run.isEmpty()) {
      return notThere(program, wanted);
    }
    ReplayTexts.lines(run.get(), journal.replayedNow(wanted), journal.now())
        .forEach(program.out()::println);
    program.out().flush();
    return 0;
  }

  private static int notThere(Program program, ReplayId wanted) {
    program.err().println("leadline: there is no replay " + wanted);
    program.err().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "End a replay: what it has not come to stays where it is.")
  private static final class Cancel implements Callable<Integer> {
    private final Program program;

    @Parameters(paramLabel = "ID", description = "As R12.")
    private @Nullable ReplayId id;

    Cancel(Program program) {
      this.program = program;
    }

    @Override
    public Integer call() {
      if (id == null) {
        throw new IllegalArgumentException("which replay? ./leadline replays lists them");
      }
      try (Journal journal = Journals.open(program)) {
        return cancel(journal, id);
      }
    }

    private int cancel(Journal journal, ReplayId wanted) {
      Optional<ReplayRun> run = journal.cancelReplay(wanted, journal.now());
      if (run.isEmpty()) {
        return notThere(program, wanted);
      }
      program.out().println(ReplayTexts.cancelled(run.get()));
      program.out().flush();
      return run.get().status() == ReplayRun.Status.CANCELLED ? 0 : 1;
    }
  }
}
