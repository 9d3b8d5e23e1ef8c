package io.leadline.journal.jdbc;

import static java.util.Comparator.naturalOrder;

import io.leadline.event.ConnectionName;
import io.leadline.journal.Backlog;
import io.leadline.journal.Backlog.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells how much waits. */
final class Waiting {
  /**
   * From the counters: counting the events themselves would read an index of all that ever came.
   */
  private static final String RECEIVED =
      "select coalesce(sum(n), 0) from ledger where counter = 'in:RECEIVED'";

  private static final String READY =
      """
      select connection, count(*) as n, min(seq) as oldest from event where state = 'READY'
      group by connection
      """;

  private static final String HELD =
      """
      select connection, count(*) as n from event where state = 'HELD' group by connection
      """;

  /** One connection at a time: the index begins with it, and holds all that was ever delivered. */
  private static final String DELIVERED_SINCE =
      """
      select count(*) from event
      where state = 'DELIVERED' and connection = :connection and settled_at > :since
      """;

  private static final String OLDEST_RECEIVED =
      "select min(seq) as oldest from event where state = 'RECEIVED' and subject is %s null";

  private static final String RECEIVED_AT = "select received_at as at from event where seq = :seq";

  private static final String CONFIRMED =
      "select coalesce(sum(n), 0) from ledger where counter = 'confirmed'";

  private static final String OLDEST_DUE =
      """
      select min(due) as due
      from (select min(due_at) as due from event where state = 'RECEIVED'
            union all
            select min(due_at) as due from lane where claim is null) as oldest
      """;

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private Waiting() {}

  static Backlog backlog(Handle db, Instant now) {
    Map<ConnectionName, Queue> queues = queues(db, now);
    Duration oldestReady =
        queues.values().stream().map(Queue::oldest).max(naturalOrder()).orElse(Duration.ZERO);
    Duration oldestReceived = age(db, oldestReceived(db), now);
    return new Backlog(
        db.createQuery(RECEIVED).mapTo(long.class).one(),
        oldestReady.compareTo(oldestReceived) > 0 ? oldestReady : oldestReceived,
        oldestDue(db, now),
        queues,
        db.createQuery(CONFIRMED).mapTo(long.class).one());
  }

  private static Map<ConnectionName, Queue> queues(Handle db, Instant now) {
    var queues = new HashMap<ConnectionName, Queue>();
    db.createQuery(HELD)
        .map((row, context) -> new Counted(row.getString("connection"), row.getLong("n"), null))
        .forEach(held -> queues.put(held.name(), new Queue(0, held.n(), Duration.ZERO, 0)));
    db.createQuery(READY)
        .map(
            (row, context) ->
                new Counted(row.getString("connection"), row.getLong("n"), row.getLong("oldest")))
        .list()
        .forEach(
            ready -> {
              long held = queues.getOrDefault(ready.name(), Queue.EMPTY).held();
              Duration oldest = age(db, ready.oldest(), now);
              long perMinute = deliveredSince(db, ready.connection(), now.minus(A_MINUTE));
              queues.put(ready.name(), new Queue(ready.n(), held, oldest, perMinute));
            });
    return Map.copyOf(queues);
  }

  /**
   * @param oldest the number of the first of them
   */
  private record Counted(String connection, long n, @Nullable Long oldest) {
    ConnectionName name() {
      return new ConnectionName(connection);
    }
  }

  private static long deliveredSince(Handle db, String connection, Instant since) {
    return db.createQuery(DELIVERED_SINCE)
        .bind("connection", connection)
        .bind("since", Columns.millis(since))
        .mapTo(long.class)
        .one();
  }

  /** Two questions, for there is an index for each. */
  private static @Nullable Long oldestReceived(Handle db) {
    return Stream.of("", "not")
        .flatMap(not -> db.createQuery(OLDEST_RECEIVED.formatted(not)).mapTo(Long.class).stream())
        .filter(Objects::nonNull)
        .min(naturalOrder())
        .orElse(null);
  }

  private static Duration age(Handle db, @Nullable Long event, Instant now) {
    return Optional.ofNullable(event)
        .flatMap(
            seq ->
                db.createQuery(RECEIVED_AT)
                    .bind("seq", seq)
                    .map(Columns.maybeTime("at"))
                    .findOne()
                    .flatMap(at -> at))
        .map(at -> Duration.between(at, now))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }

  private static Duration oldestDue(Handle db, Instant now) {
    Optional<Instant> due = db.createQuery(OLDEST_DUE).map(Columns.maybeTime("due")).one();
    return due.filter(now::isAfter)
        .map(since -> Duration.between(since, now))
        .orElse(Duration.ZERO);
  }
}
