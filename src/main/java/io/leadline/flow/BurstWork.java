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
  private final Clock clock;
  private final int concurrency;
  private final Set<Subject> inHand = ConcurrentHashMap.newKeySet();

  public BurstWork(Journal journal, Clock clock, int concurrency) {
    this.journal = journal;
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
    var taken = new ArrayList<Received>();
    for (Received received : journal.received(clock.instant(), true, LOOK_AT)) {
      if (taken.size() < free && inHand.add(Subject.of(received))) {
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
    return Waiting.until(journal.nextReceivedDue(), clock.instant());
  }
}
