package io.leadline.receive;

import io.leadline.event.Happening.QuarantineReleased;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.LedgerLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of requests that people release from the quarantine. They do so from processes of their
 * own, which nobody listens to, so that it is seen from the counters. Every server that shares the
 * journal tells of it.
 */
public final class NoticeReleases {
  private final Journal journal;
  private final Happenings happenings;
  private @Nullable Map<HookName, Long> before;

  public NoticeReleases(Journal journal, Happenings happenings) {
    this.journal = journal;
    this.happenings = happenings;
  }

  /** To be called every few seconds. */
  public synchronized void look() {
    try {
      notice(journal.ledger());
    } catch (JournalUnavailable e) {
      // The next look is soon, and the journal's health says what there is to say.
    }
  }

  /** The first look only learns where the counters are. */
  private void notice(List<LedgerLine> ledger) {
    var released = new HashMap<HookName, Long>();
    for (LedgerLine line : ledger) {
      released.put(line.hook(), line.released());
      long seen = before == null ? line.released() : before.getOrDefault(line.hook(), 0L);
      if (line.released() > seen) {
        happenings.tell(
            new QuarantineReleased(line.hook(), Math.toIntExact(line.released() - seen)));
      }
    }
    before = released;
  }
}
