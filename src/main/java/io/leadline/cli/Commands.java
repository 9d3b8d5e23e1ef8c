package io.leadline.cli;

import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.journal.ReplayId;
import io.leadline.journal.StaleReplay;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

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
        .addSubcommand(ReplaysCommand.line(program))
        .addSubcommand(new ConfirmCommand(program))
        .addSubcommand(new RepeatCommand(program))
        .addSubcommand(new DiscardCommand(program))
        .addSubcommand(QuarantineCommand.line(program))
        .addSubcommand(new LedgerCommand(program))
        .addSubcommand(new NewHookCommand(program, new SecureRandom()))
        .addSubcommand(new SendCommand(program))
        .addSubcommand(new FormsCommand(program))
        .addSubcommand(new PreviewCommand(program))
        .addSubcommand(new ExplainCommand(program))
        .addSubcommand(new DiffCommand(program))
        .addSubcommand(new FieldsCommand(program, AskFields.overHttp(program)))
        .addSubcommand(new CheckCommand(program, AskFields.overHttp(program)))
        .addSubcommand(new TestCommand(program))
        .addSubcommand(new SchemaCommand(program))
        .addSubcommand(MappingsCommand.line(program))
        .addSubcommand(new PinCommand(program, new SecureRandom()))
        .addSubcommand(new ProveCommand(program))
        .setOut(program.out())
        .setErr(program.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(EventId.class, asked(EventId::new))
        .registerConverter(HookName.class, asked(HookName::new))
        .registerConverter(ConnectionName.class, asked(ConnectionName::new))
        .registerConverter(ReplayId.class, asked(ReplayId::of))
        .registerConverter(StaleReplay.class, asked(Commands::staleReplay))
        .registerConverter(ReasonCode.class, asked(Commands::reasonCode))
        .registerConverter(Instant.class, asked(text -> Times.read(text, program.clock())))
        .setParameterExceptionHandler((wrong, given) -> sayHowToAsk(program, wrong))
        .setExecutionExceptionHandler(sayWhatIsWrong(program))
        .execute(arguments);
  }

  private static <T> ITypeConverter<T> asked(Function<String, T> reading) {
    return text -> {
      try {
        return reading.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static ReasonCode reasonCode(String text) {
    return Arrays.stream(ReasonCode.values())
        .filter(code -> code.code().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is no reason code; there are "
                        + Arrays.stream(ReasonCode.values())
                            .map(ReasonCode::code)
                            .collect(Collectors.joining(", "))));
  }

  private static StaleReplay staleReplay(String text) {
    return Arrays.stream(StaleReplay.values())
        .filter(stale -> stale.word().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + text + "' is none of skip, profile-only, send"));
  }

  private static int sayHowToAsk(Program program, ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    program.err().println("leadline: " + wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, program.err())) {
      program.err().println("try: ./" + command.getCommandSpec().qualifiedName() + " --help");
    }
    program.err().flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static IExecutionExceptionHandler sayWhatIsWrong(Program program) {
    return (failure, command, parsed) -> {
      String message = failure.getMessage();
      program.err().println("leadline: " + (message == null ? failure.toString() : message));
      program.err().flush();
      return failure instanceof IllegalArgumentException
          ? CommandLine.ExitCode.USAGE
          : CommandLine.ExitCode.SOFTWARE;
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
