package io.leadline.journal;

import io.leadline.event.Reason;
import java.time.Instant;

/** How the work on a READY event ends. */
public sealed interface Settlement {
  /** READY → DELIVERED: every call is recorded as accepted. */
  record Delivered() implements Settlement {}

  /**
   * READY → DEAD; the lane goes on with the next event; a dead-letter message becomes due.
   *
   * @param callMayHaveHappened the call under way stays marked as cut; else its mark is taken away
   */
  record Dead(Reason reason, boolean callMayHaveHappened) implements Settlement {
    /** To be on the safe side, the call under way stays marked. */
    public Dead(Reason reason) {
      this(reason, true);
    }
  }

  /** READY → HELD; the lane goes on with the next event; the call under way stays marked as cut. */
  record Held(Reason reason) implements Settlement {}

  /**
   * Stays READY: the lane waits and the claim ends.
   *
   * @param countsAsAttempt false where the connection, not the call, must wait
   * @param callMayHaveHappened the call under way stays marked as cut; else its mark is taken away
   */
  record Later(Reason reason, Instant due, boolean countsAsAttempt, boolean callMayHaveHappened)
      implements Settlement {}
}
