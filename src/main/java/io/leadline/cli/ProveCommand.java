package io.leadline.cli;

import io.leadline.prove.Asked;
import io.leadline.prove.Proof;
import io.leadline.settings.Settings;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Show on this machine that nothing is lost: load, kills, and faults of a stand-in CRM, then a"
          + " comparison of what was acknowledged with what the CRM holds.",
      "Exit code 1 where the promise did not hold."
    })
final class ProveCommand implements Callable<Integer> {
  private final Program program;

  @Option(
      names = "--minutes",
      defaultValue = "5",
      description = "For how long. Default ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--journal",
      paramLabel = "URL",
      description = "An empty journal, as jdbc:postgresql://… Default: a fresh SQLite file.")
  private @Nullable String journal;

  @Option(
      names = "--seed",
      description = "Makes the same choices again. Default: another each time.")
  private @Nullable Long seed;

  @Option(
      names = "--rate",
      defaultValue = "30",
      description = "Submissions a second, about. Default ${DEFAULT-VALUE}.")
  private int rate;

  @Option(names = "--keep", description = "Keep the journal and the logs where all is well, too.")
  private boolean keep;

  ProveCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    var proof =
        new Proof(program.journals()::open, program.environment(), program.clock(), program.out());
    long chosen = seed == null ? program.clock().millis() % 1_000_000 : seed;
    return proof.run(
        new Asked(
            Duration.ofMillis(Math.round(minutes * 60_000)),
            journal,
            chosen,
            rate,
            Settings.routes(program.environment()),
            keep));
  }
}
