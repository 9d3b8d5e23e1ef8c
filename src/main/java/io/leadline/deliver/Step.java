package io.leadline.deliver;

/** How the work on an event in hand goes on. */
enum Step {
  NEXT_CALL,
  NEXT_EVENT,
  /** Settled so: the claim is over. */
  LANE_WAITS,
  /** A write under the claim was refused: nothing more is sent under it. */
  CLAIM_LOST
}
