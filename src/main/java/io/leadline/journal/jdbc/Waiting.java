package io.leadline.journal.jdbc;

import io.leadline.event.ConnectionName;
import io.leadline.journal.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Tells how much waits. */
final class Waiting {
  /**
   * From the counters: counting the events themselves would read an index of all that ever came.
   */
  private static final String RECEIVED =
      "select coalesce(sum(n), 0) from ledger where counter = 'in:RECEIVED'";

  private static final String READY =
      """
      select connection, count(*) as n from event where state = 'READY' group by connection
      """;

  private static final String HELD =
      """
      select connection, count(*) as n from event where state = 'HELD' group by connection
      """;

  private static final String CONFIRMED =
      "select coalesce(sum(n), 0) from ledger where counter = 'confirmed'";

  private static final String OLDEST_DUE =
      """
      select min(due) as due
      from (select min(due_at) as due from event where state = 'RECEIVED'
            union all
            select min(due_at) as due from lane where claim is null) as oldest
      """;

  private Waiting() {}

  static Backlog backlog(Handle db, Instant now) {
    return new Backlog(
        db.createQuery(RECEIVED).mapTo(long.class).one(),
        byConnection(db, READY),
        oldestDue(db, now),
        byConnection(db, HELD),
        db.createQuery(CONFIRMED).mapTo(long.class).one());
  }

  private static Map<ConnectionName, Long> byConnection(Handle db, String query) {
    var events = new TreeMap<String, Long>();
    db.createQuery(query)
        .map((row, context) -> Map.entry(row.getString("connection"), row.getLong("n")))
        .forEach(entry -> events.put(entry.getKey(), entry.getValue()));
    return events.entrySet().stream()
        .collect(
            java.util.stream.Collectors.toUnmodifiableMap(
                entry -> new ConnectionName(entry.getKey()), Map.Entry::getValue));
  }

  private static Duration oldestDue(Handle db, Instant now) {
    Optional<Instant> due = db.createQuery(OLDEST_DUE).map(Columns.maybeTime("due")).one();
    return due.filter(now::isAfter)
        .map(since -> Duration.between(since, now))
        .orElse(Duration.ZERO);
  }
}
