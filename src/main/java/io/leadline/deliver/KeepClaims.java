package io.leadline.deliver;

import io.leadline.event.Happening.WorkRecovered;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;

/** Frees the lanes of workers that are no more, again and again. */
public final class KeepClaims {
  private final Journal journal;
  private final Happenings happenings;

  public KeepClaims(Journal journal, Happenings happenings) {
    this.journal = journal;
    this.happenings = happenings;
  }

  /** To be called every few seconds. */
  public void keep() {
    try {
      int lanes = journal.freeExpired();
      if (lanes > 0) {
        happenings.tell(new WorkRecovered(lanes));
      }
    } catch (JournalUnavailable e) {
      // The next call is soon, and the journal's health says what there is to say.
    }
  }
}
