package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.journal.Received;
import io.leadline.journal.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads the events that wait to be prepared. */
final class ReceivedEvents {
  static final String EVENT_COLUMNS =
      """
      e.id, e.hook, e.source, e.event_key, e.subject, e.received_at, r.content_type,
      coalesce(p.raw, r.body) as body
      """;

  private static final String FROM =
      " from event e join request r on r.seq = e.request join payload p on p.event = e.seq ";

  private static final String SELECT =
      "select e.connection, e.attempts, e.first_try_at, e.due_at, e.replay, "
          + EVENT_COLUMNS
          + FROM;

  /** Sizes are known without reading the bodies. */
  private static final String SIZES =
      "select e.seq, coalesce(length(p.raw), length(r.body)) as size" + FROM;

  /** The sign keeps the store from the index by due time, for which it would sort the backlog. */
  private static final String DUE =
      "where e.state = 'RECEIVED' and +e.due_at <= :now and e.subject is null ";

  private static final String ABOUT =
      "where e.state = 'RECEIVED' and e.hook = :hook and e.subject = :subject ";

  private static final String FIRST = "order by e.seq limit :limit";
  private static final String UP_TO = "and e.seq <= :last order by e.seq";

  private static final String SUBJECTS =
      """
      select e.hook, e.subject from event e
      where e.state = 'RECEIVED' and +e.due_at <= :now and e.subject is not null %s
      order by e.seq
      limit :limit
      """;

  /** Bodies that are held in memory at once. One that is longer comes alone. */
  private static final long MOST_BYTES = 16L << 20;

  private static final String NEXT =
      "select min(due_at) as due from event where state = 'RECEIVED'";

  private ReceivedEvents() {}

  static List<Received> due(Handle db, Instant now, int limit) {
    return bounded(db, DUE, query -> query.bind("now", Columns.millis(now)), limit, now);
  }

  static List<Received> about(Handle db, Subject subject, Instant now, int limit) {
    return bounded(
        db,
        ABOUT,
        query -> query.bind("hook", subject.hook().value()).bind("subject", subject.id()),
        limit,
        now);
  }

  private record Size(long seq, long bytes) {}

  /** What the sizes say first, then the bodies, in one state of the store. */
  private static List<Received> bounded(
      Handle db, String where, UnaryOperator<Query> binding, int limit, Instant now) {
    List<Size> sizes =
        binding
            .apply(db.createQuery(SIZES + where + FIRST))
            .bind("limit", limit)
            .map((row, context) -> new Size(row.getLong("seq"), row.getLong("size")))
            .list();
    return sizes.isEmpty()
        ? List.of()
        : binding
            .apply(db.createQuery(SELECT + where + UP_TO))
            .bind("last", lastOfTheFirst(sizes))
            .map((row, context) -> received(row, now))
            .list();
  }

  private static long lastOfTheFirst(List<Size> sizes) {
    long bytes = 0;
    long last = sizes.get(0).seq();
    for (Size size : sizes) {
      bytes += size.bytes();
      if (bytes > MOST_BYTES) {
        break;
      }
      last = size.seq();
    }
    return last;
  }

  static List<Subject> subjects(Handle db, Instant now, Set<HookName> except, int lookAt) {
    String others = except.isEmpty() ? "" : "and e.hook not in (<except>)";
    Query query = db.createQuery(SUBJECTS.formatted(others));
    if (!except.isEmpty()) {
      query.bindList("except", except.stream().map(HookName::value).toList());
    }
    return query
        .bind("now", Columns.millis(now))
        .bind("limit", lookAt)
        .map(
            (row, context) ->
                new Subject(new HookName(row.getString("hook")), row.getString("subject")))
        .stream()
        .distinct()
        .toList();
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
