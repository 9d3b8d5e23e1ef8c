package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.crm.CrmRequest;
import io.leadline.crm.Replies;
import io.leadline.crm.Reply;
import io.leadline.crm.Requests;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.Happening.CallAttempted;
import io.leadline.event.Happening.CallRepeated;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.EventDelivered;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.ReplayWasStale;
import io.leadline.event.Happening.RetryScheduled;
import io.leadline.event.Happenings;
import io.leadline.event.Outcome;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Ready;
import io.leadline.journal.Replayed;
import io.leadline.journal.Settlement;
import io.leadline.journal.StaleReplay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  private final Journal journal;
  private final CrmEndpoint crm;
  private final LiveMappings mappings;
  private final RetryPolicy retries;
  private final Happenings happenings;
  private final Clock clock;

  public SendLane(
      Journal journal,
      CrmEndpoint crm,
      LiveMappings mappings,
      DeliverSettings settings,
      RandomGenerator random,
      Happenings happenings,
      Clock clock) {
    this.journal = journal;
    this.crm = crm;
    this.mappings = mappings;
    this.retries = new RetryPolicy(settings, random);
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
        Step step = new EventInHand(lane.claim(), lane.gate(), event).send();
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
    private final Claim claim;
    private final ConnectionGate gate;
    private final Ready event;
    private final List<Call> left = new ArrayList<>();
    private @Nullable String contactId;
    private boolean marked;

    EventInHand(Claim claim, ConnectionGate gate, Ready event) {
      this.claim = claim;
      this.gate = gate;
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

    private void skipWhatIsDone() {
      for (Call call : event.calls()) {
        CallResult result = event.done().get(Ready.keyOf(call));
        if (result == null) {
          left.add(call);
        } else {
          remember(result);
        }
      }
    }

    /**
     * Whether this replay is to be left out, for something newer of the person was delivered. Where
     * only the profile is wanted, what would write over the contact is left out.
     */
    private boolean isStale() {
      Replayed replayed = journal.replayed(claim, event.id());
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

    private Step take(Call call) {
      if (needsContactId(call) && contactId == null) {
        return dies(noContactId(), false);
      }
      if (!mark(call)) {
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

    private Outcome attempt(Call call) {
      Instant before = clock.instant();
      Reply reply = crm.exchange(request(call));
      Instant after = clock.instant();
      Catalogue.fieldMapOf(reply).ifPresent(map -> mappings.learn(claim.connection(), map));
      Outcome outcome = Replies.meaningOf(gate.connection(), call, reply, after);
      happenings.tell(attempted(call, reply, outcome, Duration.between(before, after)));
      return outcome;
    }

    /** First touch only: what the mapping calls {@code only_new} is not sent for a known person. */
    private CrmRequest request(Call call) {
      boolean known = !call.onlyNew().isEmpty() && journal.createdBefore(claim);
      return known
          ? Requests.ofKnown(gate.connection(), call, contactId)
          : Requests.of(gate.connection(), call, contactId);
    }

    private Step follow(Call call, Outcome outcome) {
      if (outcome instanceof Outcome.Accepted accepted) {
        return accepted(call, accepted.result());
      }
      if (outcome instanceof Outcome.Rejected rejected) {
        return refused(rejected.reason());
      }
      if (outcome instanceof Outcome.RetryLater later) {
        return waits(later.reason(), later.retryAfter(), false);
      }
      if (outcome instanceof Outcome.Unknown unknown) {
        return waits(unknown.reason(), unknown.retryAfter(), true);
      }
      return inDoubt(((Outcome.ConnectionAtFault) outcome).reason());
    }

    private Step accepted(Call call, CallResult result) {
      gate.succeeded();
      remember(result);
      leaveOut(call);
      Call next = nextToMark();
      marked = next != null;
      boolean stands = journal.accepted(claim, event.id(), call, result, next, clock.instant());
      return stands ? Step.NEXT_CALL : Step.CLAIM_LOST;
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
      return left.get(0);
    }

    private Step delivered() {
      boolean stands =
          journal.settle(claim, event.id(), new Settlement.Delivered(), clock.instant());
      if (stands) {
        Duration since = Duration.between(event.receivedAt(), clock.instant());
        happenings.tell(new EventDelivered(event.id(), event.hook(), claim.connection(), since));
      }
      return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
    }

    private Step refused(Reason reason) {
      gate.succeeded();
      return dies(reason, false);
    }

    private Step dies(Reason reason, boolean callMayHaveHappened) {
      var dead = new Settlement.Dead(reason, callMayHaveHappened);
      boolean stands = journal.settle(claim, event.id(), dead, clock.instant());
      if (stands) {
        happenings.tell(new EventDied(event.id(), event.hook(), reason));
      }
      return stands ? Step.NEXT_EVENT : Step.CLAIM_LOST;
    }

    private Step waits(Reason reason, @Nullable Duration retryAfter, boolean mayHaveHappened) {
      if (reason.code() == ReasonCode.RATE_LIMITED || retryAfter != null) {
        gate.limited(retries.believed(retryAfter));
      } else {
        gate.failed();
      }
      int attempts = event.attempts() + 1;
      Instant now = clock.instant();
      Instant first = event.firstTryAt().isAfter(now) ? now : event.firstTryAt();
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
    private Step inDoubt(Reason suspicion) {
      return switch (gate.confirm(suspicion)) {
        case IN_ORDER -> refused(refusedThough(suspicion));
        case UNCLEAR -> waits(suspicion, null, false);
        case AT_FAULT -> waitsForTheAccount(suspicion);
      };
    }

    private Step waitsForTheAccount(Reason reason) {
      Instant now = clock.instant();
      var later = new Settlement.Later(reason, now, false, false);
      return journal.settle(claim, event.id(), later, now) ? Step.LANE_WAITS : Step.CLAIM_LOST;
    }

    private void remember(CallResult result) {
      if (result.contactId() != null) {
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
