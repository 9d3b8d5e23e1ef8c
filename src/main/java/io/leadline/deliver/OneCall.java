package io.leadline.deliver;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Replies;
import io.leadline.crm.Reply;
import io.leadline.crm.Requests;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.Happening.CallAttempted;
import io.leadline.event.Happening.CallRepeated;
import io.leadline.event.Outcome;
import io.leadline.journal.Claim;
import io.leadline.journal.Ready;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call on its way: what is written before it leaves, what is sent, and what came of it. */
final class OneCall {
  private final SendParts parts;
  private final ClaimedLane lane;
  private final Claim claim;
  private final ConnectionGate gate;
  private final Ready event;
  private final Call call;
  private final @Nullable String contactId;

  OneCall(SendParts parts, ClaimedLane lane, Ready event, Call call, @Nullable String contactId) {
    this.parts = parts;
    this.lane = lane;
    this.claim = lane.claim();
    this.gate = lane.gate();
    this.event = event;
    this.call = call;
    this.contactId = contactId;
  }

  /**
   * Writes what must be on disk before the call leaves.
   *
   * @param marked whether it is marked already
   * @return whether the claim stands
   */
  boolean begin(boolean marked) {
    if (!leaseStands() || !setAside() || !mark(marked)) {
      return false;
    }
    if (event.cut().contains(Ready.keyOf(call))) {
      parts.tell(new CallRepeated(event.id(), event.hook(), claim.connection(), call.kind()));
    }
    return true;
  }

  private boolean setAside() {
    return call.kind() == CallKind.CREATE_CONTACT
        || !event.done().containsKey(Ready.keyOf(call))
        || parts.journal().setAside(claim, event.id(), call);
  }

  /**
   * An upsert needs no mark: it may be repeated. A profile does, so that a crash while it is on its
   * way is known for what it is.
   */
  private boolean mark(boolean marked) {
    if (call.kind() == CallKind.CREATE_CONTACT || marked) {
      return true;
    }
    return parts.journal().starting(claim, event.id(), call, parts.now());
  }

  /** What came of it; nothing where the lane may be another's by now, and the call was not made. */
  Optional<Outcome> attempt() {
    CrmRequest request = request();
    Pace.Departure departure = gate.keepDistance();
    return leaseStands() ? Optional.of(send(request, departure)) : Optional.empty();
  }

  /** First touch only: what the mapping calls {@code only_new} is not sent for a known person. */
  private CrmRequest request() {
    boolean known = !call.onlyNew().isEmpty() && parts.journal().createdBefore(claim);
    CrmRequest request =
        known
            ? Requests.ofKnown(gate.connection(), call, contactId)
            : Requests.of(gate.connection(), call, contactId);
    String key = gate.connection().profileReference();
    return key == null ? request : Requests.referring(request, key, HeldSentences.reference(event));
  }

  /**
   * The last thing before a call, after all else: whoever was stopped for a while must not call for
   * a lane that is another's by now.
   */
  private boolean leaseStands() {
    Turn turn = lane.turn();
    while (!turn.stands(parts.settings().callTimeLimit())) {
      long before = turn.now();
      if (!parts.journal().renew(claim)) {
        return false;
      }
      turn.renewed(before);
    }
    return true;
  }

  private Outcome send(CrmRequest request, Pace.Departure departure) {
    long before = lane.turn().now();
    Reply reply = gate.exchange(request, departure);
    Duration took = Duration.ofNanos(lane.turn().now() - before);
    Outcome outcome = Replies.meaningOf(gate.connection(), call, reply, parts.now());
    if (!(outcome instanceof Outcome.Accepted)) {
      gate.heed(reply);
    }
    parts.tell(attempted(reply, outcome, took));
    return outcome;
  }

  private CallAttempted attempted(Reply reply, Outcome outcome, Duration took) {
    return new CallAttempted(
        event.id(),
        event.hook(),
        claim.connection(),
        call.kind(),
        event.attempts() + 1,
        reply instanceof Reply.Answered answered ? answered.status() : 0,
        outcome.word(),
        outcome.why().orElse(null),
        took);
  }
}
