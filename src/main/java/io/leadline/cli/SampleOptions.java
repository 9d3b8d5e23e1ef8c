package io.leadline.cli;

import io.leadline.event.Bytes;
import io.leadline.event.Fetched;
import io.leadline.event.HookName;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.Suggestion;
import io.leadline.receive.Hook;
import io.leadline.sample.SampleEvent;
import io.leadline.sample.SampleFile;
import io.leadline.source.Source;
import io.leadline.source.tool.Sources;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a sample is read for a mapping. */
final class SampleOptions {
  @Option(
      names = "--hook",
      description = "As an event of this hook; the mapping's first unless given.")
  private @Nullable HookName hook;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "As this form tool sends it, where the hook has no route file here.")
  private @Nullable String source;

  @Option(
      names = "--fetched",
      paramLabel = "FILE",
      description = "What the tool answers when it is asked, for tools that send ids only.")
  private @Nullable Path fetched;

  /**
   * The events of the sample.
   *
   * @throws IllegalArgumentException when the file, the hook or the source is not there
   */
  List<SampleEvent> read(Path file, MappingSet set, String mapping, Program program) {
    HookName of = hook == null ? firstHook(set, mapping) : hook;
    return SampleEvent.of(
        of,
        source(of, program),
        SampleFile.read(file),
        set.reads(of),
        answer(),
        program.clock().instant());
  }

  private static HookName firstHook(MappingSet set, String mapping) {
    return new HookName(set.hooksOf(mapping).iterator().next());
  }

  private Source source(HookName of, Program program) {
    String named = source;
    if (named != null) {
      List<String> names = Sources.BUILT_IN.stream().map(Source::name).toList();
      return Sources.find(named)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "'" + named + "' is not a source" + Suggestion.among(named, names)));
    }
    return HooksHere.thatAreWhole(program)
        .find(of)
        .map(Hook::source)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "hook '%s' has no route file here that is in order: say --source, as --source tally"
                        .formatted(of)));
  }

  private @Nullable Fetched answer() {
    if (fetched == null) {
      return null;
    }
    Bytes body = SampleFile.read(fetched).body();
    return new Fetched.Found(body);
  }

  /** For a message: what stands in the way of mapping this event; null where nothing does. */
  static @Nullable String hindrance(SampleEvent event) {
    if (event instanceof SampleEvent.Unreadable unreadable) {
      return unreadable.reason().sentence();
    }
    return event instanceof SampleEvent.Asks asks
        ? "it holds ids only: Leadline would ask the tool for "
            + asks.fetch().path()
            + "; give its answer with --fetched FILE"
        : null;
  }
}
