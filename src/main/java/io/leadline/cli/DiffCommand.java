package io.leadline.cli;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.journal.Journal;
import io.leadline.journal.PastEvents.Past;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.diff.Impact;
import io.leadline.mapping.diff.Turn;
import io.leadline.receive.Hooks;
import io.leadline.sample.SampleEvent;
import io.leadline.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Say what an edited mapping would do to the events that are stored, against what is in use."
          + " Nothing is sent, nothing is changed. It shows values: personal data.",
      "Exit code 1 where an event would fail that did not."
    })
final class DiffCommand implements Callable<Integer> {
  private static final int PAGE = 200;

  private final Program program;

  @Parameters(
      paramLabel = "MAPPING",
      description = "A file of the mappings folder, or an edited copy of one elsewhere.")
  private @Nullable String mapping;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The newest so many events. Default ${DEFAULT-VALUE}.")
  private int last;

  @Option(names = "--since", description = "Received since then: 2h, 3d or 2026-01-31T10:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--against",
      paramLabel = "FOLDER|SET",
      description =
          "Compare with the mappings of this folder, or with the set that once decided an event,"
              + " instead of those in use.")
  private @Nullable String against;

  DiffCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    if (last < 1) {
      throw new IllegalArgumentException("--last is " + last + "; it must be 1 or more");
    }
    Path folder = Settings.mappings(program.environment());
    MappingsToCheck there = MappingsToCheck.in(folder, program);
    var named = MappingArgument.of(Objects.requireNonNull(mapping), folder, there);
    MappingsToCheck withIt = named.in(there);
    SetsHere edited = SetsHere.of(withIt, program);
    try (Journal journal = Journals.open(program)) {
      MappingsInUse inUse = inUse(journal, named, withIt.texts());
      Set<HookName> hooks = hooks(named.name(), edited, inUse);
      Impact impact = compare(journal, hooks, inUse, edited);
      program.out().println("compared with " + inUse.which());
      ImpactTexts.lines(impact, hooks).forEach(program.out()::println);
      program.out().flush();
      return impact.events(Turn.NOW_FAILS) == 0 ? 0 : 1;
    }
  }

  private MappingsInUse inUse(Journal journal, MappingArgument named, MappingTexts edited) {
    if (against != null) {
      return MappingsInUse.named(against, journal, program);
    }
    return MappingsInUse.last(journal, edited, program).orElseGet(() -> beforeAnyServer(named));
  }

  /** No server has told what is in use: then a copy is compared with what it is a copy of. */
  private MappingsInUse beforeAnyServer(MappingArgument named) {
    if (named.copy() == null) {
      throw new IllegalArgumentException(
          "no server has told this journal what is in use: say --against FOLDER, or name an edited copy of the file");
    }
    return MappingsInUse.ofFolder(Settings.mappings(program.environment()), program);
  }

  private static Set<HookName> hooks(String mapping, SetsHere edited, MappingsInUse inUse) {
    return Stream.concat(
            edited.ofMapping(mapping).hooksOf(mapping).stream(),
            inUse.of(ConnectionName.DEFAULT).hooksOf(mapping).stream())
        .map(HookName::new)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  // ── compare ───────────────────────────────────────────────────────────────────────────────────

  private Impact compare(
      Journal journal, Set<HookName> names, MappingsInUse inUse, SetsHere edited) {
    Hooks hooks = HooksHere.thatAreWhole(program);
    var impact = new Impact();
    long before = Long.MAX_VALUE;
    int left = last;
    List<Past> page = journal.past().newest(names, since, before, Math.min(PAGE, left));
    while (!page.isEmpty()) {
      page.forEach(
          past ->
              compare(
                  past, hooks, inUse.of(past.connection()), edited.of(past.connection()), impact));
      left -= page.size();
      before = page.get(page.size() - 1).place();
      page =
          left == 0 ? List.of() : journal.past().newest(names, since, before, Math.min(PAGE, left));
    }
    return impact;
  }

  private static void compare(
      Past past, Hooks hooks, MappingSet inUse, MappingSet edited, Impact impact) {
    SampleEvent event = StoredEvent.read(past.event(), past.fetched(), edited, hooks);
    if (!(event instanceof SampleEvent.Read read)) {
      impact.unread(past.event().id(), String.valueOf(SampleOptions.hindrance(event)));
      return;
    }
    var submission = read.submission();
    impact.add(past.event().id(), inUse.decide(submission), edited.decide(submission));
    if (past.fetched() != null) {
      Set<String> unasked = new LinkedHashSet<>(edited.reads(past.event().hook()));
      unasked.removeAll(inUse.reads(past.event().hook()));
      unasked.removeAll(submission.answers().keySet());
      unasked.forEach(name -> impact.notFetched(name, past.event().id()));
    }
  }
}
