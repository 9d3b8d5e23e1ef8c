package io.leadline.deliver;

import io.leadline.event.Happenings;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import io.leadline.journal.Ready;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Works one claimed lane: its events in order of receipt, each event's calls in order, each call
 * recorded before the next starts. A call that the CRM accepted is never made again for its event.
 */
public final class SendLane {
  private static final int EVENTS_AT_A_TIME = 20;

  /** When a lane whose claim broke under us is looked at again. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final SendParts parts;

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
    var retries = new RetryPolicy(settings, random);
    this.parts = new SendParts(journal, settings, retries, coveredWindow, happenings, clock);
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
      List<Ready> events = parts.journal().ready(claim, EVENTS_AT_A_TIME);
      if (events.isEmpty()) {
        parts.journal().release(claim, parts.now());
        return;
      }
      if (!sendEach(events, lane)) {
        return;
      }
    }
    parts.journal().release(claim, gate.opensAt());
  }

  /** Whether the claim goes on. */
  private boolean sendEach(List<Ready> events, ClaimedLane lane) {
    for (Ready event : events) {
      if (lane.mayGoOn()) {
        Step step = new EventInHand(parts, lane, event).send();
        if (step == Step.CLAIM_LOST) {
          // Where it stands after all, nobody else could ever take the lane.
          parts.journal().release(lane.claim(), parts.now().plus(SOON));
        }
        if (step != Step.NEXT_EVENT) {
          return false;
        }
      }
    }
    return true;
  }
}
