package io.leadline.deliver;

import io.leadline.journal.Claim;
import java.util.function.BooleanSupplier;

/**
 * One lane of one connection, ours until the claim ends.
 *
 * @param stopping whether no further event is to be begun
 */
public record ClaimedLane(Claim claim, ConnectionGate gate, BooleanSupplier stopping) {
  /** Whether a further event may be begun. */
  boolean mayGoOn() {
    return gate.isOpen() && !stopping.getAsBoolean();
  }
}
