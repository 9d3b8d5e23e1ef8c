package io.leadline.prove;

import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.EventQuery;
import io.leadline.journal.EventSummary;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.ReplayFilter;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.StaleReplay;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An operator who replays. What is dead or ignored comes to the same end again, unless the CRM had
 * refused it: a proof knows where it must be.
 */
final class Replays {
  private static final int A_SECOND = 20;

  private static final int MANY = 100_000;

  /** What an event dies of for which a person is to replay it. */
  private static final Set<ReasonCode> OF_THE_CRM =
      Set.copyOf(EnumSet.of(ReasonCode.CRM_REJECTED, ReasonCode.NO_CONTACT_ID));

  private final Supplier<Journal> journals;
  private final Clock clock;

  Replays(Supplier<Journal> journals, Clock clock) {
    this.journals = journals;
    this.clock = clock;
  }

  private static EventQuery dead(ReasonCode reason) {
    return new EventQuery(EnumSet.of(State.DEAD), null, reason, null, null, MANY);
  }

  /**
   * Plans the replay of all that died of what the CRM said, over nothing that is newer.
   *
   * @return the events as they are before
   */
  static List<EventSummary> ofRefused(Journal journal, Instant now) {
    var refused = new ArrayList<EventSummary>();
    for (ReasonCode reason : OF_THE_CRM) {
      refused.addAll(journal.search(dead(reason)));
      var filter = new ReplayFilter(EnumSet.of(State.DEAD), null, null, reason, null, null, null);
      journal.startReplay(filter, new ReplayOptions(false, StaleReplay.PROFILE_ONLY, null), now);
    }
    return refused;
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
