package io.leadline.journal.jdbc;

import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The one place where the state of an event changes, and the ledger with it. */
final class Transitions {
  private static final String LOCATE =
      "select seq, hook, connection, state, class, lane from event where id = :id";

  private static final String MOVE =
      """
      update event
      set state = :to, due_at = :due, settled_at = :settled, dead_letter_due = :deadLetterDue,
          reason_code = :code, reason = :reason
      where seq = :seq and state = :from
      """;

  private final Dialect dialect;
  private final Ledger ledger;

  Transitions(Dialect dialect, Ledger ledger) {
    this.dialect = dialect;
    this.ledger = ledger;
  }

  /** Where an event is now. */
  record Located(
      long seq,
      HookName hook,
      ConnectionName connection,
      State state,
      int urgency,
      @Nullable String lane) {}

  Optional<Located> locate(Handle db, EventId event) {
    return db.createQuery(LOCATE + dialect.forUpdate())
        .bind("id", event.value())
        .map((row, context) -> located(row))
        .findOne();
  }

  private static Located located(ResultSet row) throws SQLException {
    return new Located(
        row.getLong("seq"),
        new HookName(row.getString("hook")),
        new ConnectionName(row.getString("connection")),
        State.valueOf(row.getString("state")),
        row.getInt("class"),
        row.getString("lane"));
  }

  /**
   * Moves the event on.
   *
   * @param reason why it is there; null where that needs no word
   * @return false when it is not in the state that it was located in any more
   * @throws IllegalArgumentException when {@link State#next()} has no such transition
   */
  boolean move(Handle db, Located event, State to, Instant at, @Nullable Reason reason) {
    if (!event.state().next().contains(to)) {
      throw new IllegalArgumentException(
          "internal error: no event goes from %s to %s".formatted(event.state(), to));
    }
    boolean moved = update(db, event, to, at, reason) == 1;
    if (moved) {
      ledger.moved(db, event.hook(), event.state(), to);
    }
    return moved;
  }

  private static int update(
      Handle db, Located event, State to, Instant at, @Nullable Reason reason) {
    boolean waits = to == State.RECEIVED || to == State.READY;
    return db.createUpdate(MOVE)
        .bind("to", to.name())
        .bind("due", waits ? Columns.millis(at) : null)
        .bind("settled", to.pending() ? null : Columns.millis(at))
        .bind("deadLetterDue", to == State.DEAD ? Columns.millis(at) : null)
        .bind("code", Columns.code(reason))
        .bind("reason", Columns.sentence(reason))
        .bind("seq", event.seq())
        .bind("from", event.state().name())
        .execute();
  }
}
