package io.leadline.journal.jdbc;

import io.leadline.event.State;
import io.leadline.journal.ReplayFilter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** A filter as SQL over {@code event e}. */
final class ReplayFiltering {
  /** Whether something newer of the person was delivered; the index event_delivered answers it. */
  static final String HAS_NEWER =
      """
      exists (select 1 from event n
              where n.connection = e.connection and n.lane = e.lane and n.seq > e.seq
                and n.state = 'DELIVERED')
      """;

  private static final String TEXT =
      """
       and (lower(e.reason) like :folded escape '!' or e.reason like :exact escape '!'
         or lower(e.event_key) like :folded escape '!' or e.event_key like :exact escape '!'
         or lower(e.id) like :folded escape '!')
      """;

  private ReplayFiltering() {}

  static String conditions(ReplayFilter filter) {
    // As the indices event_by_hook and event_by_state have it.
    String state = filter.hook() == null ? "(e.state || '')" : "e.state";
    return state
        + " in ("
        + filter.states().stream().map(ReplayFiltering::quoted).collect(Collectors.joining(", "))
        + ")"
        + (filter.hook() == null ? "" : " and e.hook = :hook")
        + (filter.connection() == null ? "" : " and e.connection = :connection")
        + (filter.reason() == null ? "" : " and e.reason_code = :reason")
        + (filter.since() == null ? "" : " and e.received_at >= :since")
        + (filter.before() == null ? "" : " and e.received_at < :before")
        + (filter.text() == null ? "" : TEXT);
  }

  private static String quoted(State state) {
    return "'" + state.name() + "'";
  }

  static <S extends SqlStatement<S>> S bind(S statement, ReplayFilter filter) {
    if (filter.hook() != null) {
      statement.bind("hook", filter.hook().value());
    }
    if (filter.connection() != null) {
      statement.bind("connection", filter.connection().value());
    }
    if (filter.reason() != null) {
      statement.bind("reason", filter.reason().code());
    }
    if (filter.since() != null) {
      statement.bind("since", Columns.millis(filter.since()));
    }
    if (filter.before() != null) {
      statement.bind("before", Columns.millis(filter.before()));
    }
    if (filter.text() != null) {
      String exact = "%" + filter.text().replaceAll("([!%_])", "!$1") + "%";
      statement.bind("exact", exact).bind("folded", exact.toLowerCase(Locale.ROOT));
    }
    return statement;
  }
}
