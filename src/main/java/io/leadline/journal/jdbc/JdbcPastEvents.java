package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.event.State;
import io.leadline.journal.PastEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads events by pages, along their order of receipt. */
final class JdbcPastEvents implements PastEvents {
  /** Bodies and answers that are held in memory at once. */
  private static final long MOST_BYTES = 16L << 20;

  /**
   * Along the order of receipt, without the bodies. The expression keeps the indices by hook away,
   * by which all events of the hook would be sorted to find the newest ones.
   */
  private static final String SIZES =
      """
      select e.seq, e.received_at,
             coalesce(length(p.raw), length(r.body)) + coalesce(length(p.fetched), 0) as size
      from (select seq, request, received_at from event
            where hook || '' in (<hooks>) and seq < :before
            order by seq desc limit :limit) as e
      join request r on r.seq = e.request join payload p on p.event = e.seq
      order by e.seq desc
      """;

  private static final String SELECT =
      "select e.seq, e.connection, e.state, e.mapping_set, p.fetched, "
          + ReceivedEvents.EVENT_COLUMNS
          + """
          from event e join request r on r.seq = e.request join payload p on p.event = e.seq
          where e.seq in (<places>) order by e.seq desc
          """;

  private final Readers readers;

  JdbcPastEvents(Readers readers) {
    this.readers = readers;
  }

  @Override
  public List<Past> newest(Set<HookName> hooks, @Nullable Instant since, long before, int limit) {
    if (hooks.isEmpty()) {
      return List.of();
    }
    return readers.read(db -> read(db, page(db, hooks, since, before, limit)));
  }

  private record Size(long place, Instant receivedAt, long bytes) {}

  private static List<Long> page(
      Handle db, Set<HookName> hooks, @Nullable Instant since, long before, int limit) {
    var places = new ArrayList<Long>();
    long bytes = 0;
    for (Size size : sizes(db, hooks, before, limit)) {
      bytes += size.bytes();
      if (!places.isEmpty() && bytes > MOST_BYTES) {
        break;
      }
      if (since == null || !size.receivedAt().isBefore(since)) {
        places.add(size.place());
      }
    }
    return places;
  }

  private static List<Size> sizes(Handle db, Set<HookName> hooks, long before, int limit) {
    return db.createQuery(SIZES)
        .bindList("hooks", hooks.stream().map(HookName::value).toList())
        .bind("before", before)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Size(row.getLong("seq"), Columns.time(row, "received_at"), row.getLong("size")))
        .list();
  }

  private static List<Past> read(Handle db, List<Long> places) {
    return places.isEmpty()
        ? List.of()
        : db.createQuery(SELECT).bindList("places", places).map((row, context) -> past(row)).list();
  }

  private static Past past(ResultSet row) throws SQLException {
    byte[] fetched = row.getBytes("fetched");
    return new Past(
        row.getLong("seq"),
        ReceivedEvents.event(row),
        new ConnectionName(row.getString("connection")),
        State.valueOf(row.getString("state")),
        fetched == null ? null : Bytes.of(fetched),
        row.getString("mapping_set"));
  }
}
