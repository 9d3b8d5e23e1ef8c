package io.leadline.receive;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;

/** Tells of refused requests and counts those that nothing keeps. */
public final class Refusals {
  private final Journal journal;
  private final Happenings happenings;

  public Refusals(Journal journal, Happenings happenings) {
    this.journal = journal;
    this.happenings = happenings;
  }

  void tell(HookName hook, int status, String why) {
    happenings.tell(new Happening.WebhookRefused(hook, status, why));
  }

  void count(HookName hook, int status, String why) {
    tell(hook, status, why);
    try {
      journal.countRejected(hook);
    } catch (JournalUnavailable e) {
      tell(hook, status, "and the journal could not count it: " + e.getMessage());
    }
  }

  void broken(String where, Throwable error) {
    happenings.tell(new Happening.DefectFound(where, error));
  }
}
