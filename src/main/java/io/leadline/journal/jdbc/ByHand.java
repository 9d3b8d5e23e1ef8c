package io.leadline.journal.jdbc;

import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Discarded;
import io.leadline.journal.ReplayedAsWas;
import io.leadline.journal.jdbc.Transitions.Located;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What people do with single events. */
final class ByHand {
  private final Transitions transitions;
  private final Lanes lanes;
  private final Returning returning;

  ByHand(Transitions transitions, Lanes lanes, Returning returning) {
    this.transitions = transitions;
    this.lanes = lanes;
    this.returning = returning;
  }

  Optional<State> replay(Handle db, EventId id, Instant now) {
    Optional<Located> event = transitions.locate(db, id);
    event
        .filter(Returning::mayReturn)
        .ifPresent(settled -> returning.prepareAnew(db, settled, null, now));
    return event.map(Located::state);
  }

  Optional<ReplayedAsWas> replayAsWas(Handle db, EventId id, Instant now) {
    return transitions
        .locate(db, id)
        .map(event -> new ReplayedAsWas(event.state(), sendAsItWas(db, event, now)));
  }

  private boolean sendAsItWas(Handle db, Located event, Instant now) {
    return Returning.mayReturnAsItWas(event) && returning.sendAsItWas(db, event, null, now);
  }

  Optional<Discarded> discard(Handle db, EventId id, String why, Instant now) {
    return transitions
        .locate(db, id)
        .map(event -> new Discarded(event.state(), discard(db, event, why, now)));
  }

  private boolean discard(Handle db, Located event, String why, Instant now) {
    if (!event.state().next().contains(State.DISCARDED) || isWorkedOn(db, event)) {
      return false;
    }
    Reason reason = new Reason(ReasonCode.DISCARDED_BY_HAND, why);
    boolean discarded = transitions.move(db, event, State.DISCARDED, now, reason);
    if (event.state() == State.READY && event.lane() != null) {
      lanes.tidy(db, event.connection(), event.lane());
      LastSent.forget(db, event, event.lane());
    }
    return discarded;
  }

  private boolean isWorkedOn(Handle db, Located event) {
    return event.state() == State.READY
        && event.lane() != null
        && lanes.isClaimed(db, event.connection(), event.lane());
  }
}
