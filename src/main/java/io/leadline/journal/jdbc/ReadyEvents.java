package io.leadline.journal.jdbc;

import io.leadline.event.CallResult;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.journal.Claim;
import io.leadline.journal.Ready;
import io.leadline.journal.jdbc.Calls.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the frozen work of a claimed lane. */
final class ReadyEvents {
  private static final String OF_LANE =
      """
      select e.seq, e.id, e.hook, e.mapping, e.received_at, e.attempts, e.first_try_at, e.replay,
             p.calls
      from lane l
      join event e on e.connection = l.connection and e.lane = l.lane and e.state = 'READY'
      join payload p on p.event = e.seq
      where l.connection = :connection and l.lane = :lane and l.claim = :claim
      order by e.seq
      limit :limit
      """;

  private ReadyEvents() {}

  static List<Ready> of(Handle db, Claim claim, int limit) {
    return db.createQuery(OF_LANE)
        .bind("connection", claim.connection().value())
        .bind("lane", claim.lane())
        .bind("claim", claim.token())
        .bind("limit", limit)
        .map((row, context) -> ready(row, Calls.of(db, row.getLong("seq"))))
        .list();
  }

  private static Ready ready(ResultSet row, List<Stored> made) throws SQLException {
    var done = new HashMap<String, CallResult>();
    var cut = new HashSet<String>();
    var repeat = new HashSet<String>();
    for (Stored call : made) {
      if (call.result() == null) {
        cut.add(call.key());
        if (call.repeat()) {
          repeat.add(call.key());
        }
      } else {
        done.put(call.key(), call.result());
      }
    }
    Instant firstTry = Columns.timeOrNull(row, "first_try_at");
    return new Ready(
        new EventId(row.getString("id")),
        new HookName(row.getString("hook")),
        row.getString("mapping"),
        Columns.calls(row.getString("calls")),
        done,
        cut,
        repeat,
        Columns.time(row, "received_at"),
        row.getInt("attempts"),
        firstTry == null ? Instant.MAX : firstTry,
        row.getInt("replay"));
  }
}
