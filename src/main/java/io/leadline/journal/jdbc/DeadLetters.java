package io.leadline.journal.jdbc;

import io.leadline.event.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages about dead events that were not sent yet. */
final class DeadLetters {
  private static final String DUE =
      """
      select id from event
      where dead_letter_due is not null and dead_letter_due <= :now
      order by dead_letter_due, seq
      limit :limit
      """;

  private static final String NEXT =
      "select min(dead_letter_due) as due from event where dead_letter_due is not null";

  private static final String SENT = "update event set dead_letter_due = null where id = :id";

  /** Not where it was sent, or where the event is DEAD no longer. */
  private static final String FAILED =
      """
      update event set dead_letter_due = :due where id = :id and dead_letter_due is not null
      """;

  private DeadLetters() {}

  static List<EventId> due(Handle db, Instant now, int limit) {
    return db.createQuery(DUE)
        .bind("now", Columns.millis(now))
        .bind("limit", limit)
        .map((row, context) -> new EventId(row.getString("id")))
        .list();
  }

  static Optional<Instant> nextDue(Handle db) {
    return db.createQuery(NEXT).map(Columns.maybeTime("due")).one();
  }

  static void sent(Handle db, EventId event) {
    db.createUpdate(SENT).bind("id", event.value()).execute();
  }

  static void failed(Handle db, EventId event, Instant due) {
    db.createUpdate(FAILED).bind("due", Columns.millis(due)).bind("id", event.value()).execute();
  }
}
