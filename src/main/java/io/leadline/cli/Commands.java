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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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
    return line(program, arguments)
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

  /** With the one command that is named, for to put all together takes a tenth of a quick one. */
  private static CommandLine line(Program program, String... arguments) {
    var line = new CommandLine(new Root(program));
    var commands = commands(program);
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      commands.keySet().retainAll(Set.of(arguments[0]));
    }
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line;
  }

  private static Map<String, Supplier<Object>> commands(Program program) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("serve", () -> new ServeCommand(program));
    commands.put("demo", () -> new DemoCommand(program));
    commands.put("events", () -> new EventsCommand(program));
    commands.put("replay", () -> new ReplayCommand(program));
    commands.put("replays", () -> ReplaysCommand.line(program));
    commands.put("confirm", () -> new ConfirmCommand(program));
    commands.put("repeat", () -> new RepeatCommand(program));
    commands.put("discard", () -> new DiscardCommand(program));
    commands.put("quarantine", () -> QuarantineCommand.line(program));
    commands.put("ledger", () -> new LedgerCommand(program));
    commands.put("new-hook", () -> new NewHookCommand(program, new SecureRandom()));
    commands.put("send", () -> new SendCommand(program));
    commands.put("forms", () -> new FormsCommand(program));
    commands.put("preview", () -> new PreviewCommand(program));
    commands.put("explain", () -> new ExplainCommand(program));
    commands.put("diff", () -> new DiffCommand(program));
    commands.put("fields", () -> new FieldsCommand(program, AskFields.overHttp(program)));
    commands.put("check", () -> new CheckCommand(program, AskFields.overHttp(program)));
    commands.put("test", () -> new TestCommand(program));
    commands.put("schema", () -> new SchemaCommand(program));
    commands.put("mappings", () -> MappingsCommand.line(program));
    commands.put("pin", () -> new PinCommand(program, new SecureRandom()));
    commands.put("prove", () -> new ProveCommand(program));
    return commands;
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
