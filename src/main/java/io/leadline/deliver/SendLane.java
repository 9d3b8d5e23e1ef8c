package io.leadline.deliver;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Replies;
import io.leadline.crm.Reply;
import io.leadline.crm.Requests;
import io.leadline.crm.UnknownProfile;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.Happening.CallAttempted;
import io.leadline.event.Happening.CallCovered;
import io.leadline.event.Happening.CallRepeated;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.EventDelivered;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.EventHeld;
import io.leadline.event.Happening.ReplayWasStale;
import io.leadline.event.Happening.RetryScheduled;
import io.leadline.event.Happenings;
import io.leadline.event.Outcome;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.AsSent;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Ready;
import io.leadline.journal.Replayed;
import io.leadline.journal.Sent;
import io.leadline.journal.Settlement;
import io.leadline.journal.StaleReplay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Works one claimed lane: its events in order of receipt, each event's calls in order, each call
 * recorded before the next starts. A call that the CRM accepted is never made again for its event.
 */
public final class SendLane {
  private static final int EVENTS_AT_A_TIME = 20;

  /** When a lane whose claim broke under us is looked at again. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** When an event is due again that waits for everybody to be accepted: others are tried first. */
  private static final Duration AFTER_THE_OTHERS = Duration.ofMinutes(10);

  private final Journal journal;
  private final DeliverSettings settings;
  private final RetryPolicy retries;
  private final Duration coveredWindow;
  private final Happenings happenings;
  private final Clock clock;

  /**
   * @param coveredWindow how long an accepted call covers an equal one of the same person
   */
  public SendLane(
      Journal journal,
      DeliverSettings settings,
      Duration coveredWindow,
      RandomGenerator random,
      Happenings happenings,
      Clock clock) {
    this.journal = journal;
    this.settings = settings;
    this.retries = new RetryPolicy(settings, random);
    this.coveredWindow = coveredWindow;
    this.happenings = happenings;
    this.clock = clock;
  }

  /**
   * Sends until the lane is empty, must wait, the gate closes or the lane must stop; the event in
   * hand is always brought to its end. The claim is over afterwards.
   *
   * @throws io.leadline.journal.JournalUnavailable when the journal cannot be written: the claim
   *     then stands, and the caller must see that it is released
   */
  public void work(ClaimedLane lane) {
    Claim claim = lane.claim();
    ConnectionGate gate = lane.gate();
    while (lane.mayGoOn()) {
      List<Ready> events = journal.ready(claim, EVENTS_AT_A_TIME);
      if (events.isEmpty()) {
        journal.release(claim, clock.instant());
        return;
      }
      if (!sendEach(events, lane)) {
        return;
      }
    }
    journal.release(claim, gate.opensAt());
  }

  /** Whether the claim goes on. */
  private boolean sendEach(List<Ready> events, ClaimedLane lane) {
    for (Ready event : events) {
      if (lane.mayGoOn()) {
        Step step = new EventInHand(lane, event).send();
        if (step == Step.CLAIM_LOST) {
          // Where it stands after all, nobody else could ever take the lane.
          journal.release(lane.claim(), clock.instant().plus(SOON));
        }
        if (step != Step.NEXT_EVENT) {
          return false;
        }
      }
    }
    return true;
  }

  /** One event while its calls are made. */
  private final class EventInHand {
    private final ClaimedLane lane;
    private final Claim claim;
    private final ConnectionGate gate;
    private final Ready event;
    private final List<Call> left = new ArrayList<>();
    private @Nullable String contactId;
    private boolean marked;
    private boolean asWas;

    EventInHand(ClaimedLane lane, Ready event) {
      this.lane = lane;
      this.claim = lane.claim();
      this.gate = lane.gate();
      this.event = event;
    }

    Step send() {
      skipWhatIsDone();
      if (event.replay() > 0 && isStale()) {
        return leftOut();
      }
      while (!left.isEmpty()) {
        Step step = take(left.get(0));
        if (step != Step.NEXT_CALL) {
          return step;
        }
      }
      return delivered();
    }

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

    /**
     * Whether this replay is to be left out, for something newer of the person was delivered. Where
     * only the profile is wanted, what would write over the contact is left out.
     */
    private boolean isStale() {
      Replayed replayed = journal.replayed(claim, event.id());
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
        happenings.tell(new ReplayWasStale(event.id(), event.hook(), "profile_only"));
      }
    }

    private Step leftOut() {
      boolean stands = journal.leaveOut(claim, event.id(), clock.instant());
      if (stands) {
        happenings.tell(new ReplayWasStale(event.id(), event.hook(), "skipped"));
      }
      return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
    }

    private boolean awaitsItsContact() {
      return left.stream().anyMatch(call -> call.kind() == CallKind.CREATE_CONTACT);
    }

    /** Where a profile went to another contact, it is not done for this one. */
    private boolean isDone(Call call) {
      CallResult result = event.done().get(Ready.keyOf(call));
      if (result == null || call.kind() == CallKind.CREATE_CONTACT) {
        return result != null;
      }
      String contact = contactOf(call);
      return contact == null || result.contactId() == null || contact.equals(result.contactId());
    }

    private Step take(Call call) {
      if (isDone(call)) {
        leaveOut(call);
        return Step.NEXT_CALL;
      }
      if (needsContactId(call) && contactId == null) {
        return dies(noContactId(), false);
      }
      if (mustBeDecided(call)) {
        return held(HeldSentences.foundCut(event, gate.connection(), call, contactOf(call)));
      }
      Optional<Sent> same = coveredBy(call);
      return same.isPresent() ? covered(call, same.get()) : start(call);
    }

    private Step start(Call call) {
      if (!lane.awaitCall()) {
        return waitsForTheConnection(gate.whyClosed(), gate.opensAt());
      }
      if (!leaseStands() || !setAside(call) || !mark(call) || !leaseStands()) {
        return Step.CLAIM_LOST;
      }
      if (event.cut().contains(Ready.keyOf(call))) {
        happenings.tell(
            new CallRepeated(event.id(), event.hook(), claim.connection(), call.kind()));
      }
      return make(call);
    }

    /** A defect of ours costs this one event, not the lane for ever. */
    private Step make(Call call) {
      Outcome outcome;
      try {
        outcome = attempt(call);
      } catch (JournalUnavailable e) {
        throw e;
      } catch (RuntimeException e) {
        happenings.tell(new DefectFound("sending event " + event.id(), e));
        return dies(internalError(e), true);
      }
      return follow(call, outcome);
    }

    // ── what has not changed ─────────────────────────────────────────────────────────────────────

    /** What the CRM took last of this person, where it is the same and recent. */
    private Optional<Sent> coveredBy(Call call) {
      if (coveredWindow.isZero() || asWas || event.repeat().contains(Ready.keyOf(call))) {
        return Optional.empty();
      }
      AsSent sent = asSent(call);
      return journal
          .lastSent(claim, sent.mapping(), call.kind(), sent.place())
          .filter(last -> last.sha().equals(sent.sha()) && isRecent(last.at()))
          .filter(last -> call.kind() == CallKind.ADD_PROFILE || last.contactId() != null);
    }

    /** A time to come, after a clock was set back, says nothing. */
    private boolean isRecent(Instant at) {
      Duration age = Duration.between(at, clock.instant());
      return !age.isNegative() && age.compareTo(coveredWindow) < 0;
    }

    /** Compared as to a person who is known: so is whoever was sent something before. */
    private AsSent asSent(Call call) {
      int place = 0;
      for (Call other : event.calls().subList(0, event.calls().indexOf(call))) {
        place += other.kind() == call.kind() ? 1 : 0;
      }
      return new AsSent(
          event.mapping(), place, Requests.ofKnown(gate.connection(), call, contactId).sha());
    }

    private Step covered(Call call, Sent by) {
      boolean stands = journal.covered(claim, event.id(), call, by, clock.instant());
      if (!stands) {
        return Step.CLAIM_LOST;
      }
      remember(call, new CallResult(by.contactId(), by.entityId(), null, null));
      leaveOut(call);
      marked = false;
      happenings.tell(new CallCovered(event.id(), event.hook(), claim.connection(), call.kind()));
      return Step.NEXT_CALL;
    }

    private boolean setAside(Call call) {
      return !event.done().containsKey(Ready.keyOf(call))
          || journal.setAside(claim, event.id(), call);
    }

    // ── the call ─────────────────────────────────────────────────────────────────────────────────

    /**
     * An upsert needs no mark: it may be repeated. A profile does, so that a crash while it is on
     * its way is known for what it is.
     */
    private boolean mark(Call call) {
      if (call.kind() == CallKind.CREATE_CONTACT || marked) {
        return true;
      }
      return journal.starting(claim, event.id(), call, clock.instant());
    }

    /**
     * The last thing before a call: whoever was stopped for a while must not call for a lane that
     * is another's by now.
     */
    private boolean leaseStands() {
      Turn turn = lane.turn();
      while (!turn.stands(settings.callTimeLimit())) {
        long before = turn.now();
        if (!journal.renew(claim)) {
          return false;
        }
        turn.renewed(before);
      }
      return true;
    }

    private Outcome attempt(Call call) {
      long before = lane.turn().now();
      Reply reply = gate.exchange(request(call));
      Duration took = Duration.ofNanos(lane.turn().now() - before);
      Outcome outcome = Replies.meaningOf(gate.connection(), call, reply, clock.instant());
      happenings.tell(attempted(call, reply, outcome, took));
      return outcome;
    }

    /** First touch only: what the mapping calls {@code only_new} is not sent for a known person. */
    private CrmRequest request(Call call) {
      boolean known = !call.onlyNew().isEmpty() && journal.createdBefore(claim);
      CrmRequest request =
          known
              ? Requests.ofKnown(gate.connection(), call, contactId)
              : Requests.of(gate.connection(), call, contactId);
      String key = gate.connection().profileReference();
      return key == null
          ? request
          : Requests.referring(request, key, HeldSentences.reference(event));
    }

    private Step follow(Call call, Outcome outcome) {
      if (outcome instanceof Outcome.Accepted accepted) {
        return accepted(call, accepted.result());
      }
      if (outcome instanceof Outcome.Rejected rejected) {
        return refused(call, rejected.reason());
      }
      if (outcome instanceof Outcome.RetryLater later) {
        return waits(later.reason(), later.retryAfter(), false);
      }
      if (outcome instanceof Outcome.Unknown unknown) {
        return unknown(call, unknown);
      }
      return inDoubt(call, ((Outcome.ConnectionAtFault) outcome).reason());
    }

    private Step accepted(Call call, CallResult result) {
      gate.accepted(call.kind());
      AsSent sent = asSent(call);
      CallResult kept = withContact(call, result);
      remember(call, kept);
      leaveOut(call);
      Call next = nextToMark();
      marked = next != null && lane.bookCall();
      long before = lane.turn().now();
      boolean stands =
          journal.accepted(
              claim, event.id(), call, kept, sent, marked ? next : null, clock.instant());
      lane.turn().renewed(before);
      return stands ? Step.NEXT_CALL : Step.CLAIM_LOST;
    }

    /** A profile's answer does not name the contact, and a replay must know which it was. */
    private CallResult withContact(Call call, CallResult result) {
      return call.kind() == CallKind.CREATE_CONTACT
          ? result
          : new CallResult(contactOf(call), result.entityId(), result.profileId(), result.log());
    }

    private @Nullable String contactOf(Call call) {
      Object own = call.body().get("contact_id");
      return own == null ? contactId : String.valueOf(own);
    }

    /** With all that are the same: what the CRM accepted is not made again for this event. */
    private void leaveOut(Call accepted) {
      String key = Ready.keyOf(accepted);
      left.removeIf(call -> Ready.keyOf(call).equals(key));
    }

    private @Nullable Call nextToMark() {
      if (left.isEmpty() || (needsContactId(left.get(0)) && contactId == null)) {
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
      boolean stands =
          journal.settle(claim, event.id(), new Settlement.Delivered(), clock.instant());
      if (stands) {
        gate.delivered();
        Duration since = Duration.between(event.receivedAt(), clock.instant());
        happenings.tell(new EventDelivered(event.id(), event.hook(), claim.connection(), since));
      }
      return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
    }

    private Step refused(Call call, Reason reason) {
      return gate.refused(call.kind(), event.id(), reason)
          ? waitsForTheConnection(reason, clock.instant().plus(AFTER_THE_OTHERS))
          : dies(reason, false);
    }

    private Step dies(Reason reason, boolean callMayHaveHappened) {
      var dead = new Settlement.Dead(reason, callMayHaveHappened);
      boolean stands = journal.settle(claim, event.id(), dead, clock.instant());
      if (stands) {
        happenings.tell(new EventDied(event.id(), event.hook(), reason));
      }
      return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
    }

    // ── a call that may have happened ────────────────────────────────────────────────────────────

    private boolean aPersonDecides(Call call) {
      return call.kind() == CallKind.ADD_PROFILE
          && gate.connection().unknownProfile() == UnknownProfile.HOLD;
    }

    /** Marked by a try before, and no person has said to make it again. */
    private boolean mustBeDecided(Call call) {
      String key = Ready.keyOf(call);
      return aPersonDecides(call) && event.cut().contains(key) && !event.repeat().contains(key);
    }

    private Step unknown(Call call, Outcome.Unknown unknown) {
      if (!aPersonDecides(call)) {
        return waits(unknown.reason(), unknown.retryAfter(), true);
      }
      slowDown(unknown.reason(), unknown.retryAfter());
      return held(
          HeldSentences.unknown(unknown.reason(), event, gate.connection(), call, contactOf(call)));
    }

    private Step held(Reason reason) {
      var held = new Settlement.Held(reason);
      boolean stands = journal.settle(claim, event.id(), held, clock.instant());
      if (stands) {
        happenings.tell(new EventHeld(event.id(), event.hook(), claim.connection(), reason));
      }
      return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
    }

    private void slowDown(Reason reason, @Nullable Duration retryAfter) {
      if (reason.code() == ReasonCode.RATE_LIMITED || retryAfter != null) {
        gate.limited(retries.believed(retryAfter));
      } else {
        gate.failed(reason);
      }
    }

    private Step waits(Reason reason, @Nullable Duration retryAfter, boolean mayHaveHappened) {
      if (reason.code() == ReasonCode.RATE_LIMITED) {
        gate.limited(retries.believed(retryAfter));
        return waitsForTheConnection(reason, gate.opensAt());
      }
      Instant tried = event.firstTryAt();
      Instant since = tried.equals(Instant.MAX) ? tried : tried.plus(gate.away());
      slowDown(reason, retryAfter);
      int attempts = event.attempts() + 1;
      Instant now = clock.instant();
      Instant first = since.isAfter(now) ? now : since;
      return retries
          .next(attempts, first, now, retryAfter)
          .map(due -> later(reason, due, attempts, mayHaveHappened))
          .orElseGet(() -> dies(gaveUp(attempts, first, reason), mayHaveHappened));
    }

    private Step later(Reason reason, Instant due, int attempts, boolean mayHaveHappened) {
      var later = new Settlement.Later(reason, due, true, mayHaveHappened);
      boolean stands = journal.settle(claim, event.id(), later, clock.instant());
      if (stands) {
        happenings.tell(new RetryScheduled(event.id(), event.hook(), attempts, due, reason));
      }
      return stands ? Step.LANE_WAITS : Step.CLAIM_LOST;
    }

    /**
     * The account may be at fault: no event dies for that, it waits until the account is in order.
     * Where the CRM cannot be asked it is unavailable, and that is what it is treated as.
     */
    private Step inDoubt(Call call, Reason suspicion) {
      return switch (gate.confirm(suspicion)) {
        case IN_ORDER -> refused(call, refusedThough(suspicion));
        case UNCLEAR -> waits(suspicion, null, false);
        case AT_FAULT -> waitsForTheConnection(suspicion, clock.instant());
      };
    }

    /** It is not about this event: no try is counted. */
    private Step waitsForTheConnection(Reason reason, Instant due) {
      var later = new Settlement.Later(reason, due, false, false);
      boolean stands = journal.settle(claim, event.id(), later, clock.instant());
      return stands ? Step.LANE_WAITS : Step.CLAIM_LOST;
    }

    private void remember(Call call, @Nullable CallResult result) {
      if (call.kind() == CallKind.CREATE_CONTACT && result != null && result.contactId() != null) {
        contactId = result.contactId();
      }
    }

    private CallAttempted attempted(Call call, Reply reply, Outcome outcome, Duration took) {
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

    private Reason noContactId() {
      return new Reason(
          ReasonCode.NO_CONTACT_ID,
          "the CRM said success to createContact and gave no contact_id, so the profile cannot be"
              + " added; look the contact up in the CRM, then replay");
    }

    private Reason gaveUp(int attempts, Instant first, Reason last) {
      return new Reason(
          ReasonCode.CRM_UNAVAILABLE,
          "gave up after " + attempts + " tries since " + first + "; the last: " + last.sentence());
    }

    private Reason internalError(RuntimeException e) {
      return new Reason(
          ReasonCode.INTERNAL_ERROR,
          "internal error: "
              + e.getClass().getSimpleName()
              + " while sending; the log has the trace. Replay the event when it is mended");
    }

    private Reason refusedThough(Reason suspicion) {
      return new Reason(
          ReasonCode.CRM_REJECTED,
          suspicion.sentence() + " (the account itself is in order: the CRM said so when asked)");
    }
  }

  private enum Step {
    NEXT_CALL,
    NEXT_EVENT,
    /** Settled so: the claim is over. */
    LANE_WAITS,
    /** A write under the claim was refused: nothing more is sent under it. */
    CLAIM_LOST
  }

  private static boolean needsContactId(Call call) {
    return call.kind() == CallKind.ADD_PROFILE && call.body().get("contact_id") == null;
  }
}
