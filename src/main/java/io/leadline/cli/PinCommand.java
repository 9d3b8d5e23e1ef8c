package io.leadline.cli;

import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Submission;
import io.leadline.journal.EventDetail;
import io.leadline.journal.Journal;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.pin.Pin;
import io.leadline.mapping.pin.Pinning;
import io.leadline.receive.Hooks;
import io.leadline.sample.SampleEvent;
import io.leadline.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "pin",
    mixinStandardHelpOptions = true,
    description = {
      "Keep what the mappings make of stored events as cases for ./leadline test.",
      "Names, addresses, numbers and texts are replaced: the same word by the same made-up one."
    })
final class PinCommand implements Callable<Integer> {
  private static final String SUFFIX = "%s (%d)";

  private final Program program;
  private final RandomGenerator random;

  @Parameters(arity = "1..*", paramLabel = "EVENT")
  private List<EventId> ids = List.of();

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What the case is called; made of what happened unless given.")
  private @Nullable String name;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "The folder of the mappings. Default MAPPINGS_DIR, or mappings.")
  private @Nullable Path to;

  @Option(names = "--dry-run", description = "Only show the cases.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  PinCommand(Program program, RandomGenerator random) {
    this.program = program;
    this.random = random;
  }

  @Override
  public Integer call() {
    refuseANameForMany();
    Path folder = to == null ? Settings.mappings(program.environment()) : to;
    MappingsToCheck mappings = MappingsToCheck.in(folder, program);
    SetsHere sets = SetsHere.of(mappings, program);
    var reading = new Reading(sets, HooksHere.thatAreWhole(program));
    Map<EventId, Stored> events = reading.of(ids);
    MappingSet set = sets.of(reading.connection);
    var cases = new PinnedCases(folder, mappings, set, CasesHere.reader(program, folder), !dryRun);
    return new Run(events, cases, pinning(set, events.values())).pin();
  }

  private Pinning pinning(MappingSet set, Collection<Stored> events) {
    return new Pinning(
        set,
        events.stream().flatMap(stored -> Stream.ofNullable(stored.submission())).toList(),
        random);
  }

  private void refuseANameForMany() {
    if (name != null && (ids.size() > 1 || name.isBlank())) {
      throw new ParameterException(
          spec == null ? new CommandLine(this) : spec.commandLine(),
          name.isBlank() ? "--name is empty" : "--name is for one case: name one EVENT");
    }
  }

  // ── the events ────────────────────────────────────────────────────────────────────────────────

  /**
   * An event as it is stored.
   *
   * @param submission null where it cannot be read
   * @param trouble why, as the end of a sentence about the event
   */
  private record Stored(String day, @Nullable Submission submission, String trouble) {
    static Stored unreadable(String trouble) {
      return new Stored("", null, trouble);
    }
  }

  /** Reads events as their hooks would now. */
  private final class Reading {
    private final SetsHere sets;
    private final Hooks hooks;

    /** All that is pinned in one run is decided by the set of the first one's. */
    private ConnectionName connection = ConnectionName.DEFAULT;

    Reading(SetsHere sets, Hooks hooks) {
      this.sets = sets;
      this.hooks = hooks;
    }

    Map<EventId, Stored> of(List<EventId> events) {
      Map<EventId, Stored> read = new LinkedHashMap<>();
      try (Journal journal = Journals.open(program)) {
        connection =
            journal.find(events.get(0)).map(it -> it.summary().connection()).orElse(connection);
        for (EventId id : new LinkedHashSet<>(events)) {
          read.put(id, journal.find(id).map(this::read).orElse(Stored.unreadable("is not there")));
        }
      }
      return read;
    }

    private Stored read(EventDetail detail) {
      if (!detail.summary().connection().equals(connection)) {
        return Stored.unreadable(
            "goes to another CRM account than the first one: pin it in a run of its own");
      }
      SampleEvent read =
          StoredEvent.read(detail.event(), detail.fetched(), sets.of(connection), hooks);
      if (read instanceof SampleEvent.Read whole) {
        Instant received = detail.event().receivedAt();
        String day = received.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return new Stored(day, whole.submission(), "");
      }
      return Stored.unreadable(
          read instanceof SampleEvent.Unreadable unreadable
              ? "cannot be read: " + unreadable.reason().sentence()
              : "says ids only, and what the form tool answered was not fetched yet");
    }
  }

  // ── the cases ─────────────────────────────────────────────────────────────────────────────────

  /** All events of one call of the command. */
  private final class Run {
    private final Map<EventId, Stored> events;
    private final PinnedCases cases;
    private final Pinning pinning;

    Run(Map<EventId, Stored> events, PinnedCases cases, Pinning pinning) {
      this.events = events;
      this.cases = cases;
      this.pinning = pinning;
    }

    int pin() {
      return Each.of(List.copyOf(events.keySet()), program, this::pin);
    }

    private Each.Result pin(EventId id) {
      Stored stored = events.getOrDefault(id, Stored.unreadable("is not there"));
      if (stored.submission() == null) {
        return refused(id, stored.trouble());
      }
      Pin pin = pinning.pin(stored.submission());
      if (pin instanceof Pin.Refused refused) {
        return refused(id, refused.why());
      }
      return written(id, stored, (Pin.Made) pin);
    }

    private Each.Result written(EventId id, Stored stored, Pin.Made made) {
      String called = name == null ? free(made.mapping(), stored.day(), made.decision()) : name;
      if (cases.has(made.mapping(), called)) {
        return refused(
            id, "there is a case '" + called + "' of " + made.mapping() + ": give another --name");
      }
      try {
        PinnedCases.Added added = cases.add(called, made);
        return Each.Result.done(
            dryRun
                ? "%s would be pinned in %s:%n%n%s".formatted(id, added, added.text())
                : id + " is pinned in " + added + said(made));
      } catch (IllegalArgumentException e) {
        return refused(id, String.valueOf(e.getMessage()));
      }
    }

    private static Each.Result refused(EventId id, String why) {
      return Each.Result.refused(id + " is not pinned: " + why);
    }

    private static String said(Pin.Made made) {
      return made.kept().isEmpty()
          ? ""
          : "\n  as in the event, since the mapping tells them from other words: "
              + made.kept().stream()
                  .sorted()
                  .map(Printable::line)
                  .collect(Collectors.joining(", "));
    }

    private String free(String mapping, String day, Decision decision) {
      String made = "event of " + day + ", " + deed(decision);
      String free = made;
      for (int i = 2; cases.has(mapping, free); i++) {
        free = SUFFIX.formatted(made, i);
      }
      return free;
    }

    private static String deed(Decision decision) {
      if (decision instanceof Decision.Calls calls) {
        Set<String> kinds = new LinkedHashSet<>();
        calls.calls().forEach(call -> kinds.add(call.kind().wireName()));
        int warnings = calls.warnings().size();
        return "makes "
            + String.join(" and ", kinds)
            + (warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", " + warnings + " warnings");
      }
      return decision instanceof Decision.Ignored ? "is ignored" : "fails";
    }
  }
}
