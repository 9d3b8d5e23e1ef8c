package io.leadline.deliver;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What lanes are worked with.
 *
 * @param coveredWindow how long an accepted call covers an equal one of the same person
 */
record SendParts(
    Journal journal,
    DeliverSettings settings,
    RetryPolicy retries,
    Duration coveredWindow,
    Happenings happenings,
    Clock clock) {
  Instant now() {
    return clock.instant();
  }

  void tell(Happening happening) {
    happenings.tell(happening);
  }
}
