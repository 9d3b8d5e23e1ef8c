package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.event.Submission;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingSet;
import io.leadline.sample.SampleEvent;
import io.leadline.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Say which calls a mapping makes of a sample. Nothing is sent.",
      "Exit code 1 where it makes none."
    })
final class PreviewCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(
      index = "0",
      paramLabel = "MAPPING",
      description = "A file of the mappings folder, or a copy of one elsewhere.")
  private @Nullable String mapping;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "A body as the tool sends it: JSON, form fields or multipart.")
  private @Nullable Path file;

  @Mixin private final SampleOptions sample = new SampleOptions();

  @Option(names = "--json", description = "One JSON object for each event of the sample.")
  private boolean json;

  PreviewCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Path folder = Settings.mappings(program.environment());
    MappingsToCheck there = MappingsToCheck.in(folder, program);
    var named = MappingArgument.of(Objects.requireNonNull(mapping), folder, there);
    MappingSet set = SetsHere.of(named.in(there), program).ofMapping(named.name());
    List<SampleEvent> events =
        sample.read(Objects.requireNonNull(file), set, named.name(), program);
    boolean allMapped = true;
    for (int i = 0; i < events.size(); i++) {
      sayWhich(i, events.size());
      allMapped &= preview(events.get(i), set, named.name());
    }
    program.out().flush();
    return allMapped ? 0 : 1;
  }

  private void sayWhich(int index, int events) {
    if (events > 1 && !json) {
      program.out().println("event " + (index + 1) + " of " + events);
    }
  }

  private boolean preview(SampleEvent event, MappingSet set, String name) {
    if (!(event instanceof SampleEvent.Read read)) {
      program.out().println("no calls: " + SampleOptions.hindrance(event));
      return false;
    }
    Decision decision = set.only(name).decide(read.submission());
    if (json) {
      program.out().println(Documents.write(DecisionTexts.document(decision)));
    } else {
      DecisionTexts.lines(decision).forEach(program.out()::println);
      sayWhoIsFirst(read.submission(), set, name);
    }
    return !(decision instanceof Decision.Failed);
  }

  /** Of the set as it is: another file may come first by name. */
  private void sayWhoIsFirst(Submission submission, MappingSet set, String name) {
    String takes = DecisionTexts.mapping(set.decide(submission));
    if (takes != null && !takes.equals(name)) {
      program
          .out()
          .println(
              "but: such an event is taken by "
                  + takes
                  + ".yaml, which comes first by name and whose 'when' holds");
    }
  }
}
