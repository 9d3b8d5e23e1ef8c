package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.journal.Received;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads the events that wait to be prepared. */
final class ReceivedEvents {
  static final String EVENT_COLUMNS =
      """
      e.id, e.hook, e.source, e.event_key, e.subject, e.received_at, r.content_type,
      coalesce(p.raw, r.body) as body
      """;

  private static final String SELECT =
      "select e.connection, e.attempts, e.first_try_at, e.due_at, e.replay, " + EVENT_COLUMNS;

  /** The sign keeps the store from the index by due time, for which it would sort the backlog. */
  private static final String DUE =
      SELECT
          + """
          from event e join request r on r.seq = e.request join payload p on p.event = e.seq
          where e.state = 'RECEIVED' and +e.due_at <= :now and e.subject is %s null
          order by e.seq
          limit :limit
          """;

  private static final String ABOUT =
      SELECT
          + """
          from event e join request r on r.seq = e.request join payload p on p.event = e.seq
          where e.state = 'RECEIVED' and e.hook = :hook and e.subject = :subject
          order by e.seq
          """;

  private static final String NEXT =
      "select min(due_at) as due from event where state = 'RECEIVED'";

  private ReceivedEvents() {}

  static List<Received> due(Handle db, Instant now, boolean aboutSubject, int limit) {
    return db.createQuery(DUE.formatted(aboutSubject ? "not" : ""))
        .bind("now", Columns.millis(now))
        .bind("limit", limit)
        .map((row, context) -> received(row, now))
        .list();
  }

  static List<Received> about(Handle db, HookName hook, String subject, Instant now) {
    return db.createQuery(ABOUT)
        .bind("hook", hook.value())
        .bind("subject", subject)
        .map((row, context) -> received(row, now))
        .list();
  }

  static Optional<Instant> nextDue(Handle db) {
    return db.createQuery(NEXT).map(Columns.maybeTime("due")).one();
  }

  private static Received received(ResultSet row, Instant now) throws SQLException {
    Instant firstTry = Columns.timeOrNull(row, "first_try_at");
    return new Received(
        event(row),
        new ConnectionName(row.getString("connection")),
        row.getInt("attempts"),
        firstTry == null ? now : firstTry,
        Columns.time(row, "due_at"),
        row.getInt("replay"));
  }

  /** From {@link #EVENT_COLUMNS}. */
  static Event event(ResultSet row) throws SQLException {
    return new Event(
        new EventId(row.getString("id")),
        new HookName(row.getString("hook")),
        row.getString("source"),
        row.getString("event_key"),
        row.getString("subject"),
        row.getString("content_type"),
        Bytes.of(row.getBytes("body")),
        Columns.time(row, "received_at"));
  }
}
