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

  private static final String SIZES =
      """
      select e.seq, coalesce(length(p.raw), length(r.body)) + coalesce(length(p.fetched), 0) as size
      from event e join request r on r.seq = e.request join payload p on p.event = e.seq
      where e.hook in (<hooks>) and e.received_at >= :since and e.seq < :before
      order by e.seq desc limit :limit
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

  private static List<Long> page(
      Handle db, Set<HookName> hooks, @Nullable Instant since, long before, int limit) {
    var places = new ArrayList<Long>();
    long[] bytes = {0};
    db.createQuery(SIZES)
        .bindList("hooks", hooks.stream().map(HookName::value).toList())
        .bind("since", since == null ? Long.MIN_VALUE : Columns.millis(since))
        .bind("before", before)
        .bind("limit", limit)
        .map((row, context) -> new long[] {row.getLong("seq"), row.getLong("size")})
        .forEach(
            size -> {
              bytes[0] += size[1];
              if (places.isEmpty() || bytes[0] <= MOST_BYTES) {
                places.add(size[0]);
              }
            });
    return places;
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
