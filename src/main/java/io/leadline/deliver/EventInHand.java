package io.leadline.deliver;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.ReplayWasStale;
import io.leadline.event.Outcome;
import io.leadline.journal.AsSent;
import io.leadline.journal.Claim;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Ready;
import io.leadline.journal.Replayed;
import io.leadline.journal.Sent;
import io.leadline.journal.StaleReplay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event while its calls are made: which are left, whose contact it is, and how each ends. A
 * call that the CRM accepted is never made again for it.
 */
final class EventInHand {
  /** Between two tries to record what was accepted. */
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final SendParts parts;
  private final ClaimedLane lane;
  private final Claim claim;
  private final ConnectionGate gate;
  private final Ready event;
  private final Unchanged unchanged;
  private final Settling settling;
  private final Setback setback;
  private final List<Call> left = new ArrayList<>();
  private final Set<CallKind> acceptedNow = EnumSet.noneOf(CallKind.class);
  private @Nullable String contactId;
  private boolean marked;
  private boolean asWas;

  EventInHand(SendParts parts, ClaimedLane lane, Ready event) {
    this.parts = parts;
    this.lane = lane;
    this.claim = lane.claim();
    this.gate = lane.gate();
    this.event = event;
    this.unchanged = new Unchanged(parts, lane, event);
    this.settling = new Settling(parts, claim, event);
    this.setback = new Setback(parts, gate, event, settling);
  }

  Step send() {
    skipWhatIsDone();
    if (event.replay() > 0 && isStale()) {
      return settling.leftOut();
    }
    while (!left.isEmpty()) {
      Step step = take(left.get(0));
      if (step != Step.NEXT_CALL) {
        return step;
      }
    }
    return delivered();
  }

  // ── what is left ──────────────────────────────────────────────────────────────────────────────

  /** A profile that is done is looked at again where its contact may come out as another. */
  private void skipWhatIsDone() {
    for (Call call : event.calls()) {
      if (!isDone(call) || (call.kind() == CallKind.ADD_PROFILE && awaitsItsContact())) {
        left.add(call);
      } else {
        remember(call, event.done().get(Ready.keyOf(call)));
      }
    }
  }

  private boolean aProfileNeedsIt() {
    return event.calls().stream()
        .filter(call -> call.kind() == CallKind.ADD_PROFILE)
        .anyMatch(
            call ->
                call.body().get("contact_id") == null
                    && !event.done().containsKey(Ready.keyOf(call)));
  }

  private boolean awaitsItsContact() {
    return left.stream().anyMatch(call -> call.kind() == CallKind.CREATE_CONTACT);
  }

  /**
   * Where a profile went to another contact, it is not done for this one. A contact that was
   * accepted without its id is asked for again where a profile needs that: the upsert gives it.
   */
  private boolean isDone(Call call) {
    CallResult result = event.done().get(Ready.keyOf(call));
    if (result == null) {
      return false;
    }
    if (call.kind() == CallKind.CREATE_CONTACT) {
      return result.contactId() != null || !aProfileNeedsIt();
    }
    String contact = contactOf(call);
    return contact == null || result.contactId() == null || contact.equals(result.contactId());
  }

  /**
   * Whether this replay is to be left out, for something newer of the person was delivered. Where
   * only the profile is wanted, what would write over the contact is left out.
   */
  private boolean isStale() {
    Replayed replayed = parts.journal().replayed(claim, event.id());
    asWas = replayed.asWas();
    if (!replayed.newerSent() || replayed.stale() == StaleReplay.SEND) {
      return false;
    }
    boolean profileOnly =
        replayed.stale() == StaleReplay.PROFILE_ONLY
            && replayed.newerContactId() != null
            && left.stream().anyMatch(call -> call.kind() == CallKind.ADD_PROFILE);
    if (profileOnly) {
      contactId = replayed.newerContactId();
      left.removeIf(call -> call.kind() == CallKind.CREATE_CONTACT);
      tellOfTheProfileOnce();
    }
    return !profileOnly;
  }

  private void tellOfTheProfileOnce() {
    if (event.attempts() == 0) {
      parts.tell(new ReplayWasStale(event.id(), event.hook(), "profile_only"));
    }
  }

  /** With all that are the same: what the CRM accepted is not made again for this event. */
  private void leaveOut(Call accepted) {
    String key = Ready.keyOf(accepted);
    left.removeIf(call -> Ready.keyOf(call).equals(key));
  }

  private void remember(Call call, @Nullable CallResult result) {
    if (call.kind() == CallKind.CREATE_CONTACT && result != null && result.contactId() != null) {
      contactId = result.contactId();
    }
  }

  private @Nullable String contactOf(Call call) {
    Object own = call.body().get("contact_id");
    return own == null ? contactId : String.valueOf(own);
  }

  private boolean lacksItsContact(Call call) {
    return call.kind() == CallKind.ADD_PROFILE && contactOf(call) == null;
  }

  // ── the next call ─────────────────────────────────────────────────────────────────────────────

  private Step take(Call call) {
    if (isDone(call)) {
      leaveOut(call);
      return Step.NEXT_CALL;
    }
    if (lacksItsContact(call)) {
      return settling.dies(SendSentences.noContactId(), false);
    }
    if (mustBeDecided(call)) {
      return settling.held(HeldSentences.foundCut(event, gate.connection(), call, contactOf(call)));
    }
    Optional<Sent> same = coveredBy(call);
    return same.isPresent() ? covered(call, same.get()) : start(call);
  }

  /** Marked by a try before, and no person has said to make it again. */
  private boolean mustBeDecided(Call call) {
    String key = Ready.keyOf(call);
    return Setback.aPersonDecides(gate.connection(), call)
        && event.cut().contains(key)
        && !event.repeat().contains(key);
  }

  private Optional<Sent> coveredBy(Call call) {
    return asWas ? Optional.empty() : unchanged.coveredBy(call, contactId);
  }

  private Step covered(Call call, Sent by) {
    if (!settling.covered(call, by)) {
      return Step.CLAIM_LOST;
    }
    remember(call, new CallResult(by.contactId(), by.entityId(), null, null));
    leaveOut(call);
    marked = false;
    return Step.NEXT_CALL;
  }

  private Step start(Call call) {
    if (!lane.awaitCall()) {
      return settling.waitsForTheConnection(gate.whyClosed(), gate.opensAt());
    }
    var one = new OneCall(parts, lane, event, call, contactId);
    return one.begin(marked) ? make(call, one) : Step.CLAIM_LOST;
  }

  /** A defect of ours costs this one event, not the lane for ever. */
  private Step make(Call call, OneCall one) {
    Optional<Outcome> outcome;
    try {
      outcome = one.attempt();
    } catch (JournalUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      parts.tell(new DefectFound("sending event " + event.id(), e));
      return settling.dies(SendSentences.internalError(e), true);
    }
    return outcome.map(it -> follow(call, it)).orElse(Step.CLAIM_LOST);
  }

  private Step follow(Call call, Outcome outcome) {
    return outcome instanceof Outcome.Accepted accepted
        ? accepted(call, accepted.result())
        : setback.of(call, outcome, contactOf(call));
  }

  // ── what was accepted ─────────────────────────────────────────────────────────────────────────

  /** Recorded before anything else comes of it. */
  private Step accepted(Call call, CallResult result) {
    AsSent sent = unchanged.asSent(call, contactId);
    CallResult kept = withContact(call, result);
    remember(call, kept);
    leaveOut(call);
    Call next = nextToMark();
    marked = next != null && lane.bookCall();
    boolean stands = record(call, kept, sent, marked ? next : null);
    gate.accepted(call.kind());
    acceptedNow.add(call.kind());
    return stands ? Step.NEXT_CALL : Step.CLAIM_LOST;
  }

  /**
   * What the CRM said yes to is not forgotten because the journal cannot write just now: for as
   * long as the lane is surely ours, it is tried again.
   */
  private boolean record(Call call, CallResult result, AsSent sent, @Nullable Call next) {
    Duration wait = FIRST_WAIT;
    while (true) {
      long before = lane.turn().now();
      try {
        boolean stands =
            parts.journal().accepted(claim, event.id(), call, result, sent, next, parts.now());
        lane.turn().renewed(before);
        return stands;
      } catch (JournalUnavailable e) {
        if (!lane.turn().pass(wait)) {
          throw e;
        }
        wait = Probing.shorter(wait.multipliedBy(2), LONGEST_WAIT);
      }
    }
  }

  /** A profile's answer does not name the contact, and a replay must know which it was. */
  private CallResult withContact(Call call, CallResult result) {
    return call.kind() == CallKind.CREATE_CONTACT
        ? result
        : new CallResult(contactOf(call), result.entityId(), result.profileId(), result.log());
  }

  private @Nullable Call nextToMark() {
    if (left.isEmpty() || lacksItsContact(left.get(0))) {
      return null;
    }
    Call next = left.get(0);
    boolean isMade =
        !event.done().containsKey(Ready.keyOf(next))
            && !mustBeDecided(next)
            && coveredBy(next).isEmpty();
    return isMade ? next : null;
  }

  private Step delivered() {
    Step step = settling.delivered();
    if (step == Step.NEXT_EVENT) {
      gate.delivered(acceptedNow);
    }
    return step;
  }
}
