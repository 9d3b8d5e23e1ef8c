package io.leadline.deliver;

import io.leadline.event.Call;
import io.leadline.event.Happening.CallCovered;
import io.leadline.event.Happening.EventDelivered;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.EventHeld;
import io.leadline.event.Happening.ReplayWasStale;
import io.leadline.event.Happening.RetryScheduled;
import io.leadline.event.Reason;
import io.leadline.journal.Claim;
import io.leadline.journal.Ready;
import io.leadline.journal.Sent;
import io.leadline.journal.Settlement;
import java.time.Duration;
import java.time.Instant;

/** Writes how the work on an event ends, under the claim, and tells of what was written. */
final class Settling {
  private final SendParts parts;
  private final Claim claim;
  private final Ready event;

  Settling(SendParts parts, Claim claim, Ready event) {
    this.parts = parts;
    this.claim = claim;
    this.event = event;
  }

  Step delivered() {
    boolean stands = settle(new Settlement.Delivered());
    if (stands) {
      Duration since = Duration.between(event.receivedAt(), parts.now());
      parts.tell(new EventDelivered(event.id(), event.hook(), claim.connection(), since));
    }
    return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
  }

  Step dies(Reason reason, boolean callMayHaveHappened) {
    boolean stands = settle(new Settlement.Dead(reason, callMayHaveHappened));
    if (stands) {
      parts.tell(new EventDied(event.id(), event.hook(), reason));
    }
    return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
  }

  Step held(Reason reason) {
    boolean stands = settle(new Settlement.Held(reason));
    if (stands) {
      parts.tell(new EventHeld(event.id(), event.hook(), claim.connection(), reason));
    }
    return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
  }

  Step later(Reason reason, Instant due, int attempts, boolean mayHaveHappened) {
    boolean stands = settle(new Settlement.Later(reason, due, true, mayHaveHappened));
    if (stands) {
      parts.tell(new RetryScheduled(event.id(), event.hook(), attempts, due, reason));
    }
    return stands ? Step.LANE_WAITS : Step.CLAIM_LOST;
  }

  /** It is not about this event: no try is counted. */
  Step waitsForTheConnection(Reason reason, Instant due) {
    boolean stands = settle(new Settlement.Later(reason, due, false, false));
    return stands ? Step.LANE_WAITS : Step.CLAIM_LOST;
  }

  Step leftOut() {
    boolean stands = parts.journal().leaveOut(claim, event.id(), parts.now());
    if (stands) {
      parts.tell(new ReplayWasStale(event.id(), event.hook(), "skipped"));
    }
    return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
  }

  /** Whether it is written that this call of the event is covered. */
  boolean covered(Call call, Sent by) {
    boolean stands = parts.journal().covered(claim, event.id(), call, by, parts.now());
    if (stands) {
      parts.tell(new CallCovered(event.id(), event.hook(), claim.connection(), call.kind()));
    }
    return stands;
  }

  private boolean settle(Settlement settlement) {
    return parts.journal().settle(claim, event.id(), settlement, parts.now());
  }
}
