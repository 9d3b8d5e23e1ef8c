package io.leadline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** {@code ./leadline COMMAND}. */
public final class Commands {
  private Commands() {}

  /** Runs one command and gives its exit code: 0 done, 1 not done, 2 wrongly asked. */
  public static int run(Program program, String... arguments) {
    return new CommandLine(new Root(program))
        .addSubcommand(new ServeCommand(program))
        .addSubcommand(new DemoCommand(program))
        .addSubcommand(new EventsCommand(program))
        .addSubcommand(new ReplayCommand(program))
        .addSubcommand(new DiscardCommand(program))
        .addSubcommand(new LedgerCommand(program))
        .addSubcommand(new CheckCommand(program))
        .addSubcommand(new TestCommand(program))
        .setOut(program.out())
        .setErr(program.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(sayWhatIsWrong(program))
        .execute(arguments);
  }

  private static IExecutionExceptionHandler sayWhatIsWrong(Program program) {
    return (failure, command, parsed) -> {
      String message = failure.getMessage();
      program.err().println("leadline: " + (message == null ? failure.toString() : message));
      program.err().flush();
      return CommandLine.ExitCode.SOFTWARE;
    };
  }

  @Command(
      name = "leadline",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description =
          "Takes webhooks from form tools and brings each to the CRM. Without a command: serve.")
  static final class Root implements java.util.concurrent.Callable<Integer> {
    private final Program program;

    Root(Program program) {
      this.program = program;
    }

    @Override
    public Integer call() {
      return program.serve().run(program.environment());
    }
  }
}
