package io.leadline.deliver;

import io.leadline.journal.Claim;

/** One lane of one connection, ours until the claim ends. */
public record ClaimedLane(Claim claim, ConnectionGate gate) {}
