package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.journal.Journal;
import io.leadline.receive.Hooks;
import io.leadline.receive.ReleaseQuarantined;
import io.leadline.settings.Settings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Let in what verifies now, oldest first, as if it had just come.",
      "Needs the environment of the server: the secrets and PUBLIC_URL are those of this command.",
      "Exit code 1 where something stays."
    })
final class QuarantineReleaseCommand implements Callable<Integer> {
  private final Program program;

  @Option(names = "--hook", description = "Only of this hook.")
  private @Nullable HookName hook;

  @Option(names = "--dry-run", description = "Only say what would be let in, and what stays.")
  private boolean dryRun;

  QuarantineReleaseCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Hooks hooks = HooksHere.read(program);
    String publicUrl = Settings.publicUrl(program.environment());
    try (Journal journal = Journals.open(program)) {
      return release(
          new ReleaseQuarantined(hooks, publicUrl, journal.quarantineShelf(), journal::now));
    }
  }

  /** What was done until something broke is said all the same. */
  private int release(ReleaseQuarantined quarantined) {
    var tally = new ReleaseTally();
    try {
      if (dryRun) {
        quarantined.look(hook, tally);
      } else {
        quarantined.release(hook, tally);
      }
    } finally {
      (dryRun ? tally.plan(hook) : tally.done(hook)).forEach(program.out()::println);
      program.out().flush();
    }
    return dryRun || tally.isDone() ? 0 : 1;
  }
}
