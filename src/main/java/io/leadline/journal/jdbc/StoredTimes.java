package io.leadline.journal.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Times that are compared with a clock, all together: for when that clock is set. */
final class StoredTimes {
  /** Each where an index finds what waits; what is settled is history and stays. */
  private static final List<String> MOVE =
      List.of(
          "update lane set due_at = due_at + :by",
          "update lane set lease_until = lease_until + :by where claim is not null",
          "update event set due_at = due_at + :by where state = 'RECEIVED'",
          "update event set due_at = due_at + :by where state = 'READY'",
          """
          update event set first_try_at = first_try_at + :by
          where state = 'READY' and first_try_at is not null
          """,
          """
          update event set first_try_at = first_try_at + :by
          where state = 'RECEIVED' and first_try_at is not null
          """,
          """
          update event set dead_letter_due = dead_letter_due + :by
          where dead_letter_due is not null
          """,
          "update connection set paused_at = paused_at + :by where paused_at is not null");

  private static final List<String> CLAMP =
      List.of(
          "update lane set due_at = :latest where claim is null and due_at > :latest",
          "update event set due_at = :latest where state = 'RECEIVED' and due_at > :latest",
          """
          update event set first_try_at = :now
          where state = 'READY' and first_try_at is not null and first_try_at > :now
          """,
          """
          update event set dead_letter_due = :latest
          where dead_letter_due is not null and dead_letter_due > :latest
          """,
          "update connection set paused_at = :now where paused_at > :now");

  private StoredTimes() {}

  static void move(Handle db, Duration by) {
    for (String statement : MOVE) {
      db.createUpdate(statement).bind("by", by.toMillis()).execute();
    }
  }

  static void clamp(Handle db, Instant now, Duration longest) {
    for (String statement : CLAMP) {
      var update = db.createUpdate(statement);
      if (statement.contains(":now")) {
        update.bind("now", Columns.millis(now));
      } else {
        update.bind("latest", Columns.millis(now.plus(longest)));
      }
      update.execute();
    }
  }
}
