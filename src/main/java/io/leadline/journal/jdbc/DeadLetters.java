package io.leadline.journal.jdbc;

import io.leadline.event.EventId;
import io.leadline.journal.DeadLetter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Messages about dead events that were not sent yet. */
final class DeadLetters {
  /** A write: what cannot be recorded is not told, and no other server takes it meanwhile. */
  private static final String TAKE =
      """
      update event set dead_letter_due = :until
      where seq in (select seq from event
                    where dead_letter_due is not null and dead_letter_due <= :now
                    order by dead_letter_due, seq
                    limit :limit)
      returning seq, id, replay
      """;

  private static final String NEXT =
      "select min(dead_letter_due) as due from event where dead_letter_due is not null";

  /** Only this message: the event may have been replayed meanwhile, and have died again. */
  private static final String NEXT_TIME =
      """
      update event set dead_letter_due = :due
      where id = :id and replay = :replay and dead_letter_due = :until
      """;

  private DeadLetters() {}

  private record Taken(long seq, DeadLetter letter) {}

  static List<DeadLetter> take(Handle db, Instant now, Duration forSoLong, int limit) {
    Instant until = now.plus(forSoLong);
    return db
        .createQuery(TAKE)
        .bind("now", Columns.millis(now))
        .bind("until", Columns.millis(until))
        .bind("limit", limit)
        .map((row, context) -> taken(row, until))
        .list()
        .stream()
        .sorted(Comparator.comparingLong(Taken::seq))
        .map(Taken::letter)
        .toList();
  }

  private static Taken taken(ResultSet row, Instant until) throws SQLException {
    var event = new EventId(row.getString("id"));
    return new Taken(row.getLong("seq"), new DeadLetter(event, row.getInt("replay"), until));
  }

  static Optional<Instant> nextDue(Handle db) {
    return db.createQuery(NEXT).map(Columns.maybeTime("due")).one();
  }

  static void sent(Handle db, DeadLetter letter) {
    nextTime(db, letter, null);
  }

  static void failed(Handle db, DeadLetter letter, Instant due) {
    nextTime(db, letter, due);
  }

  private static void nextTime(Handle db, DeadLetter letter, @Nullable Instant due) {
    db.createUpdate(NEXT_TIME)
        .bind("due", Columns.millisOrNull(due))
        .bind("id", letter.event().value())
        .bind("replay", letter.replay())
        .bind("until", Columns.millis(letter.until()))
        .execute();
  }
}
