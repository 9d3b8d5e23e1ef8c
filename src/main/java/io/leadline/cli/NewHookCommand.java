package io.leadline.cli;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.Suggestion;
import io.leadline.receive.HookFiles;
import io.leadline.sample.SampleEvent;
import io.leadline.sample.SampleFile;
import io.leadline.settings.Settings;
import io.leadline.source.Proof;
import io.leadline.source.Source;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new-hook",
    mixinStandardHelpOptions = true,
    description = {
      "Write the route file of a new hook and a mapping file to begin with, and say what to do in"
          + " the form tool.",
      "With a sample every question of it is in the mapping, with a guess what it is about, and the"
          + " sample is a case beside it."
    })
final class NewHookCommand implements Callable<Integer> {
  private static final int SECRET_BYTES = 16;

  private final Program program;
  private final RandomGenerator random;

  @Parameters(paramLabel = "NAME", description = "The last part of its address, as typeform-sales.")
  private @Nullable HookName name;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "S",
      description = "The form tool: docs/form-tools/all.md has them; generic for any other.")
  private @Nullable String source;

  @Option(
      names = "--sample",
      paramLabel = "FILE",
      description = "A body as the tool sends it: JSON, form fields or multipart.")
  private @Nullable Path sample;

  @Option(names = "--connection", description = "The CRM account; default unless given.")
  private ConnectionName connection = ConnectionName.DEFAULT;

  @Option(names = "--force", description = "Write over files that are there.")
  private boolean force;

  NewHookCommand(Program program, RandomGenerator random) {
    this.program = program;
    this.random = random;
  }

  @Override
  public Integer call() {
    var hook = Objects.requireNonNull(name);
    refuseTakenName(hook);
    var tool = tool(Objects.requireNonNull(source));
    var submission = sample == null ? null : submission(hook, tool, SampleFile.read(sample));
    Path mappings = Settings.mappings(program.environment());
    Path route = Settings.routes(program.environment()).resolve("hook-" + hook + ".camel.yaml");
    Path mapping = mappings.resolve(hook + ".yaml");
    Path cases = mappings.resolve(hook + MappingTexts.CASES);
    List.of(route, mapping, cases).forEach(this::refuseToOverwrite);
    var text = StarterMapping.of(hook, tool, submission);
    var made = submission == null ? null : starterCase(hook, mappings, text, submission);
    write(route, StarterRoute.of(hook, tool.name(), connection));
    write(mapping, text);
    writeCase(cases, made);
    sayWhatToDo(hook, tool, submission != null);
    return 0;
  }

  private static Source tool(String word) {
    return Sources.find(word)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + word + "' is not a source" + instead(word)));
  }

  private static String instead(String word) {
    var names = Sources.BUILT_IN.stream().map(Source::name).sorted().toList();
    var suggestion = Suggestion.among(word, names);
    return (suggestion.isEmpty() ? "; there are " : suggestion + " There are ")
        + String.join(", ", names);
  }

  // ── the sample ────────────────────────────────────────────────────────────────────────────────

  /** The first event of it; null where its answers must be fetched. */
  private @Nullable Submission submission(HookName hook, Source tool, SampleFile file) {
    SampleEvent first =
        SampleEvent.of(hook, tool, file, Set.of(), null, program.clock().instant()).get(0);
    if (first instanceof SampleEvent.Read read) {
      return read.submission();
    }
    if (first instanceof SampleEvent.Unreadable unreadable) {
      throw new IllegalArgumentException(
          "the sample is not what " + tool.name() + " sends: " + unreadable.reason().sentence());
    }
    program
        .out()
        .println(
            "The sample says ids only, and its answers would be asked of "
                + tool.name()
                + ": the mapping begins without questions, and there is no case.");
    return null;
  }

  private StarterCase starterCase(
      HookName hook, Path mappings, String mapping, Submission submission) {
    var there = MappingsToCheck.inWhatIsThere(mappings, program);
    return StarterCase.of(hook, there.with(hook + ".yaml", mapping), submission);
  }

  // ── the files ─────────────────────────────────────────────────────────────────────────────────

  /** Beside the mappings lie two files that are none. */
  private static void refuseTakenName(HookName hook) {
    if (MappingTexts.FOR_ALL.contains(hook + ".yaml")) {
      throw new IllegalArgumentException(
          "mappings/%s.yaml is for all mappings: choose another name".formatted(hook));
    }
  }

  private void refuseToOverwrite(Path file) {
    if (Files.exists(file) && !force) {
      throw new IllegalArgumentException(
          "%s is there already: choose another name, or --force".formatted(file));
    }
  }

  private void write(Path file, String text) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text);
      program.out().println("wrote " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void writeCase(Path file, @Nullable StarterCase made) {
    if (made instanceof StarterCase.Made written) {
      write(file, written.text());
      program.out().println("  (a case: it holds the answers of the sample)");
      return;
    }
    if (made instanceof StarterCase.LeftOut leftOut) {
      program.out().println("no case was written: " + leftOut.why());
    }
    if (Files.exists(file)) {
      program.out().println(file + " stays: its cases are of the mapping that was there before");
    }
  }

  // ── what to do next ───────────────────────────────────────────────────────────────────────────

  private void sayWhatToDo(HookName hook, Source tool, boolean hasQuestions) {
    String root =
        Objects.requireNonNullElse(Settings.publicUrl(program.environment()), "https://YOUR-HOST");
    program
        .out()
        .print(
            HookTexts.toEnter(
                hook, tool, proof(hook, tool), root + "/hooks/" + hook, this::secret));
    program
        .out()
        .print(HookTexts.toDoNext(hook, tool, hasQuestions ? String.valueOf(sample) : null));
    program.out().flush();
  }

  /** As the route file that was just written has it. */
  private Proof proof(HookName hook, Source tool) {
    return new HookFiles(Sources.BUILT_IN, program.environment())
        .read(Settings.routes(program.environment())).hooks().stream()
            .filter(it -> it.name().equals(hook))
            .findFirst()
            .map(it -> it.proof())
            .orElse(tool.proof());
  }

  private String secret() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
