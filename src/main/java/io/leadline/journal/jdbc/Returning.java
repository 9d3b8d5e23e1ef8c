package io.leadline.journal.jdbc;

import io.leadline.event.State;
import io.leadline.journal.ReplayId;
import io.leadline.journal.jdbc.Transitions.Located;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sends settled events back: to be prepared anew, or to their lane with the calls that they had.
 */
final class Returning {
  private static final String BEGIN_ANEW =
      """
      update event
      set replay = replay + 1, attempts = 0, first_try_at = null, class = :replay,
          as_was = :asWas, replay_run = :run, lane = case when :asWas = 1 then lane else null end
      where seq = :seq
      """;

  private final Transitions transitions;
  private final Lanes lanes;

  Returning(Transitions transitions, Lanes lanes) {
    this.transitions = transitions;
    this.lanes = lanes;
  }

  static boolean mayReturn(Located event) {
    return event.state() == State.DEAD || event.state() == State.IGNORED;
  }

  /** Only what stands in a lane has calls: they are frozen together, and thrown away together. */
  static boolean mayReturnAsItWas(Located event) {
    return mayReturn(event) && event.lane() != null;
  }

  /**
   * Sends it back to RECEIVED.
   *
   * @param run null where a person replays it by itself
   */
  boolean prepareAnew(Handle db, Located event, @Nullable ReplayId run, Instant now) {
    boolean moved = transitions.move(db, event, State.RECEIVED, now, null);
    if (moved) {
      beginAnew(db, event, run, false);
    }
    return moved;
  }

  /** Sends it back to READY, where it {@link #mayReturnAsItWas}. The lane comes first. */
  boolean sendAsItWas(Handle db, Located event, @Nullable ReplayId run, Instant now) {
    String lane = event.lane();
    if (lane == null) {
      return false;
    }
    lanes.open(db, event.connection(), lane, Urgency.REPLAY.stored(), now);
    boolean moved = transitions.move(db, event, State.READY, now, null);
    if (moved) {
      beginAnew(db, event, run, true);
      lanes.rank(db, event.connection(), lane);
    }
    return moved;
  }

  private static void beginAnew(Handle db, Located event, @Nullable ReplayId run, boolean asWas) {
    db.createUpdate(BEGIN_ANEW)
        .bind("replay", Urgency.REPLAY.stored())
        .bind("asWas", asWas ? 1 : 0)
        .bind("run", run == null ? null : run.number())
        .bind("seq", event.seq())
        .execute();
    Calls.forgetCovered(db, event.seq());
  }
}
