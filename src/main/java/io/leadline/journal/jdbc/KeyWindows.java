package io.leadline.journal.jdbc;

import io.leadline.event.Part;
import io.leadline.journal.jdbc.Appending.Arrival;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Keys that are only a hash of the content mean the same event for a while, not for ever. Time is
 * cut into stretches as long as the window; the stretch is a part of the key that is stored, so
 * that its being unique is the dedupe, as for every other key. What came near the end of the
 * stretch before still counts.
 */
final class KeyWindows {
  private static final String RECEIVED_SINCE =
      """
      select count(*) from event
      where hook = :hook and event_key = :key and received_at > :since
      """;

  /** The part as it is stored: itself, where its key is for ever. */
  Part keyed(Handle db, Arrival arrival, Part part) {
    Duration window = part.window();
    return window == null ? part : keyed(db, arrival, part, window);
  }

  private static Part keyed(Handle db, Arrival arrival, Part part, Duration window) {
    Instant now = arrival.request().receivedAt();
    Instant stretch = stretch(now, window);
    Part before = in(stretch.minus(window), part);
    return isSince(now.minus(window), db, arrival, before) ? before : in(stretch, part);
  }

  private static Instant stretch(Instant now, Duration window) {
    long length = window.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), length) * length);
  }

  private static Part in(Instant stretch, Part part) {
    return new Part(
        part.key() + "@" + stretch, part.subject(), part.body(), part.fingerprint(), null);
  }

  private static boolean isSince(Instant since, Handle db, Arrival arrival, Part part) {
    return db.createQuery(RECEIVED_SINCE)
            .bind("hook", arrival.request().hook().value())
            .bind("key", part.key())
            .bind("since", Columns.millis(since))
            .mapTo(long.class)
            .one()
        > 0;
  }
}
