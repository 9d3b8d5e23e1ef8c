package io.leadline.journal.jdbc;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.AsSent;
import io.leadline.journal.Claim;
import io.leadline.journal.Sent;
import io.leadline.journal.Settlement;
import io.leadline.journal.jdbc.Transitions.Located;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is written under a claim. Each write locks the lane first and is refused when it is lost.
 */
final class Sending {
  private static final String LATER =
      """
      update event
      set due_at = :due, reason_code = :code, reason = :reason,
          attempts = attempts + :counted,
          first_try_at = case :counted when 1 then coalesce(first_try_at, :at) else first_try_at end,
          class = case when :counted = 1 and class = :live then :retry else class end
      where seq = :seq and state = 'READY'
      """;

  private static final String CREATED_BEFORE =
      "select 1 from created where connection = :connection and lane = :lane";

  private final Transitions transitions;
  private final Lanes lanes;

  Sending(Transitions transitions, Lanes lanes) {
    this.transitions = transitions;
    this.lanes = lanes;
  }

  boolean starting(Handle db, Claim claim, EventId id, Call call, Instant at) {
    return held(db, claim, id).filter(event -> Calls.start(db, event.seq(), call, at)).isPresent();
  }

  boolean accepted(
      Handle db,
      Claim claim,
      EventId id,
      Call call,
      CallResult result,
      @Nullable AsSent sent,
      @Nullable Call next,
      Instant at) {
    Optional<Located> held = held(db, claim, id);
    held.ifPresent(event -> accept(db, claim, event, call, result, at));
    if (held.isPresent() && sent != null) {
      LastSent.keep(db, claim, id, call, result, sent, at);
    }
    return held.isPresent() && (next == null || Calls.start(db, held.get().seq(), next, at));
  }

  private static void accept(
      Handle db, Claim claim, Located event, Call call, CallResult result, Instant at) {
    Calls.accept(db, event.seq(), call, result, at);
    if (call.kind() == CallKind.CREATE_CONTACT) {
      Calls.created(db, claim.connection().value(), claim.lane(), at);
    }
  }

  boolean covered(Handle db, Claim claim, EventId id, Call call, Sent by, Instant at) {
    Optional<Located> held = held(db, claim, id);
    held.ifPresent(event -> Calls.cover(db, event.seq(), call, by, at));
    return held.isPresent();
  }

  boolean setAside(Handle db, Claim claim, EventId id, Call call) {
    Optional<Located> held = held(db, claim, id);
    held.ifPresent(event -> Calls.setAside(db, event.seq(), call));
    return held.isPresent();
  }

  boolean settle(Handle db, Claim claim, EventId id, Settlement settlement, Instant at) {
    Optional<Located> held = held(db, claim, id);
    held.ifPresent(event -> settle(db, claim, event, settlement, at));
    return held.isPresent();
  }

  private void settle(Handle db, Claim claim, Located event, Settlement settlement, Instant at) {
    if (settlement instanceof Settlement.Later later) {
      Calls.endOfTry(db, event.seq(), later.callMayHaveHappened());
      if (later.callMayHaveHappened()) {
        LastSent.forget(db, event, claim.lane());
      }
      later(db, event, later, at);
      lanes.free(db, claim, later.due());
    } else if (settlement instanceof Settlement.Dead dead) {
      Calls.endOfTry(db, event.seq(), dead.callMayHaveHappened());
      LastSent.forget(db, event, claim.lane());
      transitions.move(db, event, State.DEAD, at, dead.reason());
    } else if (settlement instanceof Settlement.Held heldUp) {
      Calls.endOfTry(db, event.seq(), true);
      LastSent.forget(db, event, claim.lane());
      transitions.move(db, event, State.HELD, at, heldUp.reason());
    } else {
      transitions.move(db, event, State.DELIVERED, at, nothingNew(db, event));
    }
  }

  private static @Nullable Reason nothingNew(Handle db, Located event) {
    return Calls.allCoveredBy(db, event.seq()).map(Sending::nothingNew).orElse(null);
  }

  private static Reason nothingNew(EventId by) {
    return new Reason(
        ReasonCode.COVERED, "nothing was sent: the CRM took the same from event " + by);
  }

  private static void later(Handle db, Located event, Settlement.Later later, Instant at) {
    db.createUpdate(LATER)
        .bind("due", Columns.millis(later.due()))
        .bind("code", Columns.code(later.reason()))
        .bind("reason", Columns.sentence(later.reason()))
        .bind("counted", later.countsAsAttempt() ? 1 : 0)
        .bind("at", Columns.millis(at))
        .bind("live", Urgency.LIVE.stored())
        .bind("retry", Urgency.RETRY.stored())
        .bind("seq", event.seq())
        .execute();
  }

  void release(Handle db, Claim claim, Instant due) {
    if (lanes.hold(db, claim)) {
      lanes.free(db, claim, due);
    }
  }

  static boolean createdBefore(Handle db, Claim claim) {
    return db.createQuery(CREATED_BEFORE)
        .bind("connection", claim.connection().value())
        .bind("lane", claim.lane())
        .mapTo(int.class)
        .findOne()
        .isPresent();
  }

  /** The event, where the claim stands and it waits in the claimed lane. */
  Optional<Located> held(Handle db, Claim claim, EventId id) {
    if (!lanes.hold(db, claim)) {
      return Optional.empty();
    }
    return transitions
        .locate(db, id)
        .filter(event -> event.state() == State.READY)
        .filter(event -> claim.lane().equals(event.lane()))
        .filter(event -> claim.connection().equals(event.connection()));
  }
}
