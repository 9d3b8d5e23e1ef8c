package io.leadline.deliver;

import io.leadline.event.Happening.ReplayFinished;
import io.leadline.event.Happening.ReplayStepped;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayOutcome;
import io.leadline.journal.ReplayStep;
import java.time.Clock;

/** Works replay runs, a step at a time: so many events that live ones are not disturbed. */
public final class WorkReplays {
  /** How many events of one run may wait to be prepared and sent before it sends more back. */
  static final int MOST_WAITING = 500;

  private final Journal journal;
  private final int usualRate;
  private final Happenings happenings;
  private final Clock clock;

  /**
   * @param usualRate events a second, for runs without a rate of their own
   */
  public WorkReplays(Journal journal, int usualRate, Happenings happenings, Clock clock) {
    this.journal = journal;
    this.usualRate = usualRate;
    this.happenings = happenings;
    this.clock = clock;
  }

  public void step(ReplayId run) {
    ReplayStep step = journal.replayStep(run, usualRate, MOST_WAITING, clock.instant());
    if (!step.outcomes().isEmpty()) {
      happenings.tell(
          new ReplayStepped(
              run.toString(),
              step.of(ReplayOutcome.REPLAYED),
              step.of(ReplayOutcome.STALE),
              step.of(ReplayOutcome.WITHOUT_CALLS),
              step.of(ReplayOutcome.CHANGED)));
    }
    if (step.finished()) {
      happenings.tell(new ReplayFinished(run.toString()));
    }
  }
}
