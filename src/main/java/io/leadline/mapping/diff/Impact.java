package io.leadline.mapping.diff;

import io.leadline.event.EventId;
import io.leadline.mapping.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What edited mappings do to events that are known: collected one by one, with a few samples of
 * each kind. It holds values: personal data.
 */
public final class Impact {
  private static final int SAMPLES = 3;

  /**
   * What changes in one way.
   *
   * @param what the field, or the reason
   * @param events how many
   * @param samples a few of them
   */
  public record Group(String what, long events, List<Sample> samples) {}

  /**
   * One event of a group.
   *
   * @param before as it was sent; null where it was not, or where the group is not about a value
   * @param after likewise
   */
  public record Sample(EventId event, @Nullable String before, @Nullable String after) {}

  private final Map<Turn, Long> turns = new EnumMap<>(Turn.class);
  private final Groups fields = new Groups();
  private final Groups failing = new Groups();
  private final Groups ignored = new Groups();
  private final Groups warned = new Groups();
  private final Groups healed = new Groups();
  private final Groups taken = new Groups();
  private final Groups notFetched = new Groups();
  private final Groups unread = new Groups();

  /** One event, decided by both. */
  public void add(EventId event, Decision before, Decision after) {
    Map<String, Difference.Changed> changed = Difference.between(before, after);
    Turn turn = Turn.between(before, after, changed.isEmpty());
    turns.merge(turn, 1L, Long::sum);
    if (turn == Turn.CHANGED) {
      changed.forEach((field, it) -> fields.add(field, event, it.before(), it.after()));
    }
    if (after instanceof Decision.Failed failed && turn != Turn.SAME) {
      failing.add(failed.cause(), event, null, null);
    }
    if (after instanceof Decision.Ignored nothing && turn != Turn.SAME) {
      ignored.add(nothing.reason().sentence(), event, null, null);
    }
    compareWarnings(event, before, after);
    compareTakers(event, before, after);
  }

  /** What the edited mappings read of an event was not asked for when it came. */
  public void notFetched(String name, EventId event) {
    notFetched.add(name, event, null, null);
  }

  /** An event that cannot be read, for this reason. */
  public void unread(EventId event, String why) {
    unread.add(why, event, null, null);
  }

  private void compareWarnings(EventId event, Decision before, Decision after) {
    Map<String, String> old = Difference.warnings(before);
    Map<String, String> edited = Difference.warnings(after);
    edited.forEach(
        (field, why) -> {
          if (!old.containsKey(field)) {
            warned.add(field + ": " + why, event, null, null);
          }
        });
    if (after instanceof Decision.Calls) {
      old.forEach(
          (field, why) -> {
            if (!edited.containsKey(field)) {
              healed.add(field + ": " + why, event, null, null);
            }
          });
    }
  }

  private void compareTakers(EventId event, Decision before, Decision after) {
    String old = taker(before);
    String edited = taker(after);
    if (!old.equals(edited)) {
      taken.add(edited + " instead of " + old, event, null, null);
    }
  }

  private static String taker(Decision decision) {
    String name =
        decision instanceof Decision.Calls calls
            ? calls.mapping()
            : decision instanceof Decision.Ignored nothing
                ? nothing.mapping()
                : ((Decision.Failed) decision).mapping();
    return name == null ? "no mapping" : name + ".yaml";
  }

  /** How many events were compared. */
  public long events() {
    return turns.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many take this turn. */
  public long events(Turn turn) {
    return turns.getOrDefault(turn, 0L);
  }

  /** Fields whose values change, of events that are sent before and after. Most events first. */
  public List<Group> fields() {
    return fields.all();
  }

  /** The reasons of events that would fail, and did not, or for another reason. */
  public List<Group> failing() {
    return failing.all();
  }

  /** The reasons of events that would be ignored, and were not, or for another reason. */
  public List<Group> ignored() {
    return ignored.all();
  }

  /** Warnings that would be new. */
  public List<Group> warned() {
    return warned.all();
  }

  /** Warnings that would not come any more. */
  public List<Group> healed() {
    return healed.all();
  }

  /** Events that another mapping would take. */
  public List<Group> taken() {
    return taken.all();
  }

  /** What is read now and was not asked for then. */
  public List<Group> notFetched() {
    return notFetched.all();
  }

  /** Events that could not be read, by the reason. */
  public List<Group> unread() {
    return unread.all();
  }

  /** Events by what they have in common. */
  private static final class Groups {
    private final Map<String, Long> events = new LinkedHashMap<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    void add(String what, EventId event, @Nullable String before, @Nullable String after) {
      events.merge(what, 1L, Long::sum);
      List<Sample> some = samples.computeIfAbsent(what, none -> new ArrayList<>());
      if (some.size() < SAMPLES) {
        some.add(new Sample(event, before, after));
      }
    }

    List<Group> all() {
      List<Group> groups = new ArrayList<>();
      events.forEach(
          (what, count) ->
              groups.add(new Group(what, count, samples.getOrDefault(what, List.of()))));
      groups.sort(Comparator.comparingLong(Group::events).reversed());
      return List.copyOf(groups);
    }
  }
}
