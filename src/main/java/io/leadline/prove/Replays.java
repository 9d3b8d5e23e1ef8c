package io.leadline.prove;

import io.leadline.event.HookName;
import io.leadline.event.State;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.ReplayFilter;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.StaleReplay;
import java.time.Clock;
import java.util.EnumSet;
import java.util.function.Supplier;

/**
 * An operator who replays what is dead or ignored. It comes to the same end again, so a proof knows
 * where it must be.
 */
final class Replays {
  private static final int A_SECOND = 20;

  private final Supplier<Journal> journals;
  private final Clock clock;

  Replays(Supplier<Journal> journals, Clock clock) {
    this.journals = journals;
    this.clock = clock;
  }

  /** Plans a replay beside the server, which works it; or not, where the journal is busy. */
  void plan() {
    var filter =
        new ReplayFilter(
            EnumSet.of(State.DEAD, State.IGNORED),
            new HookName("typeform"),
            null,
            null,
            null,
            null,
            null);
    try (Journal journal = journals.get()) {
      journal.startReplay(
          filter, new ReplayOptions(false, StaleReplay.SEND, A_SECOND), clock.instant());
    } catch (JournalUnavailable | JournalRefused busy) {
      // An operator would try again later, and so does the next round.
    }
  }
}
