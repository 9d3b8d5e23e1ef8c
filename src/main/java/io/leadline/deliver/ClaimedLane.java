package io.leadline.deliver;

import io.leadline.journal.Claim;
import java.util.function.BooleanSupplier;

/**
 * One lane of one connection, ours until the claim ends.
 *
 * @param stopping whether no further event is to be begun
 */
public record ClaimedLane(Claim claim, ConnectionGate gate, Turn turn, BooleanSupplier stopping) {
  /** Whether a further event may be begun. */
  boolean mayGoOn() {
    return gate.isOpen() && !turn.isOver() && !stopping.getAsBoolean();
  }

  /** Waits until the connection's budget has a call for us; false where that is not soon. */
  boolean awaitCall() {
    return turn.takeBooked() ? gate.isOpen() : gate.awaitCall();
  }

  /** Whether the next call may be made at once; it is booked then. */
  boolean bookCall() {
    boolean free = gate.bookNow();
    if (free) {
      turn.book();
    }
    return free;
  }
}
