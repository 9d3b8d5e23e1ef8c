package io.leadline.journal.jdbc;

import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.State;
import io.leadline.journal.EventQuery;
import io.leadline.journal.EventSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Finds events, newest first. One select a state, each along an index that has the order already:
 * with {@code state in (...)} the store would sort every delivered event to show the newest ten.
 */
final class Searching {
  static final int MOST = 1000;

  static final String SUMMARY =
      """
      select e.seq, e.id, e.hook, e.connection, e.event_key, e.state, e.received_at,
             coalesce(l.due_at, e.due_at) as due_at, e.settled_at, e.attempts, e.replay, e.warnings,
             e.mapping, e.mapping_set, e.reason_code, e.reason
      from event e
      left join lane l on l.connection = e.connection and l.lane = e.lane and e.state = 'READY'
      """;

  private static final String WHERE_FOUND =
      """
      where e.seq in (select seq from (%s) as found order by received_at desc, seq desc limit :limit)
      order by e.received_at desc, e.seq desc
      """;

  private static final String OF_STATE =
      """
      select * from (select seq, received_at from event
                     where %s = '%s' %s
                     order by received_at desc, seq desc limit :limit) as of_%s
      """;

  private static final String OF_REASON =
      """
      select seq, received_at from event
      where reason_code = :reason and state in (%s) %s
      order by received_at desc, seq desc limit :limit
      """;

  private Searching() {}

  static List<EventSummary> search(Handle db, EventQuery query) {
    var select = db.createQuery(SUMMARY + WHERE_FOUND.formatted(found(query)));
    select.bind("limit", Math.max(0, Math.min(MOST, query.limit())));
    if (query.hook() != null) {
      select.bind("hook", query.hook().value());
    }
    if (query.reason() != null) {
      select.bind("reason", query.reason().code());
    }
    if (query.since() != null) {
      select.bind("since", Columns.millis(query.since()));
    }
    if (query.before() != null) {
      select.bind("before", Columns.millis(query.before()));
    }
    return select.map((row, context) -> summary(row)).list();
  }

  private static String found(EventQuery query) {
    Set<State> states = query.states().isEmpty() ? EnumSet.allOf(State.class) : query.states();
    return query.reason() == null ? byState(query, states) : byReason(query, states);
  }

  private static String byState(EventQuery query, Set<State> states) {
    // As the indices event_by_hook and event_by_state have it.
    String column = query.hook() == null ? "state || ''" : "state";
    return states.stream()
        .sorted()
        .map(state -> OF_STATE.formatted(column, state.name(), conditions(query), state.name()))
        .collect(Collectors.joining(" union all "));
  }

  private static String byReason(EventQuery query, Set<State> states) {
    String names =
        states.stream().sorted().map(s -> "'" + s.name() + "'").collect(Collectors.joining(", "));
    return OF_REASON.formatted(names, conditions(query));
  }

  private static String conditions(EventQuery query) {
    return (query.hook() == null ? "" : " and hook = :hook")
        + (query.since() == null ? "" : " and received_at >= :since")
        + (query.before() == null ? "" : " and received_at < :before");
  }

  /** From {@link #SUMMARY}. */
  static EventSummary summary(ResultSet row) throws SQLException {
    return new EventSummary(
        new EventId(row.getString("id")),
        new HookName(row.getString("hook")),
        new ConnectionName(row.getString("connection")),
        row.getString("event_key"),
        State.valueOf(row.getString("state")),
        Columns.time(row, "received_at"),
        Columns.timeOrNull(row, "due_at"),
        Columns.timeOrNull(row, "settled_at"),
        row.getInt("attempts"),
        row.getInt("replay"),
        row.getInt("warnings"),
        row.getString("mapping"),
        Columns.reason(row, "reason_code", "reason"));
  }
}
