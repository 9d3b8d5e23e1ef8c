package io.leadline.flow;

import io.leadline.event.HookName;
import io.leadline.journal.Journal;
import io.leadline.journal.Subject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code leadline:bursts}: events about a sender's own subject, one unit a subject, so that the
 * sender is asked once for all of them. Subjects are prepared side by side, one subject never twice
 * at a time.
 */
public final class BurstWork implements Work<Subject> {
  static final String NAME = "bursts";
  private static final int LOOK_AT = 1000;

  private final Journal journal;
  private final BooleanSupplier ready;
  private final Supplier<Set<HookName>> held;
  private final Clock clock;
  private final int concurrency;
  private final Set<Subject> inHand = ConcurrentHashMap.newKeySet();

  /**
   * @param ready whether anything can be prepared at present
   * @param held hooks whose sender is not asked at present: their events wait where they are, and
   *     are not in the way of others
   */
  public BurstWork(
      Journal journal,
      BooleanSupplier ready,
      Supplier<Set<HookName>> held,
      Clock clock,
      int concurrency) {
    this.journal = journal;
    this.ready = ready;
    this.held = held;
    this.clock = clock;
    this.concurrency = concurrency;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public List<Subject> take(int free) {
    if (!ready.getAsBoolean()) {
      return List.of();
    }
    // Asked before the journal: what ends in between is prepared, and not to be taken again.
    var busy = Set.copyOf(inHand);
    return journal.subjectsReceived(clock.instant(), held.get(), LOOK_AT).stream()
        .filter(subject -> !busy.contains(subject))
        .limit(free)
        .filter(inHand::add)
        .toList();
  }

  @Override
  public void done(Subject unit) {
    inHand.remove(unit);
  }

  @Override
  public Duration idle() {
    if (!ready.getAsBoolean()) {
      return Waiting.LONGEST;
    }
    return inHand.isEmpty() && held.get().isEmpty()
        ? Waiting.until(journal.nextReceivedDue(), clock.instant())
        : Waiting.WHILE_IN_HAND;
  }
}
