package io.leadline.flow;

import io.leadline.event.HookName;
import io.leadline.journal.Journal;
import io.leadline.journal.Received;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code leadline:bursts}: events about a sender's own subject, one unit a subject, so that the
 * sender is asked once for all of them. Subjects are prepared side by side, one subject never twice
 * at a time.
 */
public final class BurstWork implements Work<Received> {
  static final String NAME = "bursts";
  private static final int LOOK_AT = 1000;

  private final Journal journal;
  private final BooleanSupplier ready;
  private final Clock clock;
  private final int concurrency;
  private final Set<Subject> inHand = ConcurrentHashMap.newKeySet();

  /**
   * @param ready whether anything can be prepared at present
   */
  public BurstWork(Journal journal, BooleanSupplier ready, Clock clock, int concurrency) {
    this.journal = journal;
    this.ready = ready;
    this.clock = clock;
    this.concurrency = concurrency;
  }

  private record Subject(HookName hook, @Nullable String id) {
    static Subject of(Received received) {
      return new Subject(received.event().hook(), received.event().subject());
    }
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
  public List<Received> take(int free) {
    if (!ready.getAsBoolean()) {
      return List.of();
    }
    // Asked before the journal: what ends in between is prepared, and not to be taken again.
    var busy = Set.copyOf(inHand);
    var taken = new ArrayList<Received>();
    for (Received received : journal.received(clock.instant(), true, LOOK_AT)) {
      Subject subject = Subject.of(received);
      if (taken.size() < free && !busy.contains(subject) && inHand.add(subject)) {
        taken.add(received);
      }
    }
    return taken;
  }

  @Override
  public void done(Received unit) {
    inHand.remove(Subject.of(unit));
  }

  @Override
  public Duration idle() {
    if (!ready.getAsBoolean()) {
      return Waiting.LONGEST;
    }
    return inHand.isEmpty()
        ? Waiting.until(journal.nextReceivedDue(), clock.instant())
        : Waiting.WHILE_IN_HAND;
  }
}
