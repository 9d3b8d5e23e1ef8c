package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.journal.EventDetail;
import io.leadline.journal.EventSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tells all that is known of one event. */
final class Finding {
  private static final String SUMMARY = Searching.SUMMARY + " where e.id = :id";

  private static final String CONTENT =
      "select e.seq, e.mapping_set, p.fetched, p.calls, p.warnings, r.released_at, "
          + ReceivedEvents.EVENT_COLUMNS
          + """
          from event e join request r on r.seq = e.request join payload p on p.event = e.seq
          where e.id = :id
          """;

  private Finding() {}

  static Optional<EventDetail> find(Handle db, EventId id) {
    return db.createQuery(SUMMARY)
        .bind("id", id.value())
        .map((row, context) -> Searching.summary(row))
        .findOne()
        .map(summary -> detail(db, summary));
  }

  private static EventDetail detail(Handle db, EventSummary summary) {
    return db.createQuery(CONTENT)
        .bind("id", summary.id().value())
        .map((row, context) -> detail(row, summary, Calls.of(db, row.getLong("seq"))))
        .one();
  }

  private static EventDetail detail(ResultSet row, EventSummary summary, List<Calls.Stored> made)
      throws SQLException {
    Event event = ReceivedEvents.event(row);
    byte[] fetched = row.getBytes("fetched");
    return new EventDetail(
        summary,
        event,
        Columns.timeOrNull(row, "released_at"),
        fetched == null ? null : Bytes.of(fetched),
        row.getString("mapping_set"),
        Columns.calls(row.getString("calls")),
        Columns.warnings(row.getString("warnings")),
        made.stream().map(Calls.Stored::made).toList());
  }
}
