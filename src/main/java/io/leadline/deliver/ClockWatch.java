package io.leadline.deliver;

import io.leadline.event.Happening.ClockMoved;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps stored times right when the clock that counts is set: what was to wait for an hour waits
 * for an hour still.
 */
public final class ClockWatch {
  private static final int LOOKS_AFTER_A_JUMP = 10;

  private final SteadyClock clock;
  private final Supplier<Instant> counts;
  private final Journal journal;
  private final Duration longestWait;
  private final Happenings happenings;
  private int looksLeft;

  /**
   * @param counts the clock that counts: the machine's own where nobody shares the journal, the
   *     database's where several nodes do
   * @param longestWait what may be put off at most; nothing is due later than that
   */
  public ClockWatch(
      SteadyClock clock,
      Supplier<Instant> counts,
      Journal journal,
      Duration longestWait,
      Happenings happenings) {
    this.clock = clock;
    this.counts = counts;
    this.journal = journal;
    this.longestWait = longestWait;
    this.happenings = happenings;
  }

  /** Before anything is claimed: the clock may have been set while nobody was watching. */
  public void start() {
    clock.jump(counts.get()).ifPresent(clock::follow);
    journal.clampDue(clock.instant(), longestWait);
  }

  /** To be called about every half second. */
  public synchronized void look() {
    try {
      Optional<Duration> jump = clock.jump(counts.get());
      jump.ifPresent(this::moved);
      if (jump.isEmpty() && looksLeft > 0) {
        looksLeft--;
        // What was under way during the jump may have been stored by the old time.
        journal.clampDue(clock.instant(), longestWait);
      }
    } catch (JournalUnavailable e) {
      // The clock keeps its old time until what is stored can follow.
    }
  }

  /**
   * At no moment may all that waits seem due: times are moved on before the clock, and moved back
   * after it.
   */
  private void moved(Duration by) {
    if (by.isNegative()) {
      clock.follow(by);
      shiftOrUndo(by);
    } else {
      journal.clockMoved(by);
      clock.follow(by);
    }
    looksLeft = LOOKS_AFTER_A_JUMP;
    happenings.tell(new ClockMoved(by));
  }

  private void shiftOrUndo(Duration by) {
    try {
      journal.clockMoved(by);
    } catch (JournalUnavailable e) {
      clock.follow(by.negated());
      throw e;
    }
  }
}
