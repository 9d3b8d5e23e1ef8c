package io.leadline.flow;

import io.leadline.event.EventId;
import io.leadline.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code leadline:dead-letters}: dead events whose message has not reached the endpoint yet. */
public final class DeadLetterWork implements Work<EventId> {
  static final String NAME = "dead-letters";
  private static final int AT_ONCE = 2;
  private static final int LOOK_AT = 20;

  private final Journal journal;
  private final Clock clock;
  private final Set<EventId> inHand = ConcurrentHashMap.newKeySet();

  public DeadLetterWork(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int concurrency() {
    return AT_ONCE;
  }

  @Override
  public List<EventId> take(int free) {
    // Asked before the journal: what ends in between is told, and not to be told again.
    var busy = Set.copyOf(inHand);
    var taken = new ArrayList<EventId>();
    for (EventId event : journal.deadLettersDue(clock.instant(), LOOK_AT)) {
      if (taken.size() < free && !busy.contains(event) && inHand.add(event)) {
        taken.add(event);
      }
    }
    return taken;
  }

  @Override
  public void done(EventId event) {
    inHand.remove(event);
  }

  @Override
  public Duration idle() {
    return inHand.isEmpty()
        ? Waiting.until(journal.nextDeadLetterDue(), clock.instant())
        : Waiting.WHILE_IN_HAND;
  }
}
