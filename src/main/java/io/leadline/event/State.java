package io.leadline.event;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of an event. "In flight" and "due at" are columns, not states.
 *
 * <pre>
 * RECEIVED → READY | IGNORED | DEAD | DISCARDED
 * READY    → DELIVERED | DEAD | HELD | DISCARDED | IGNORED (a replay leaves it as it was)
 * HELD     → READY | DELIVERED | DISCARDED
 * DEAD     → RECEIVED (replay) | READY (replay as it was) | DELIVERED (a person confirms) | DISCARDED
 * IGNORED  → RECEIVED (replay) | READY (replay as it was) | DISCARDED
 * </pre>
 */
public enum State {
  /** Stored; not yet understood. */
  RECEIVED,
  /** Calls are frozen and wait in their lane. */
  READY,
  /** A call may have happened and a person must say. */
  HELD,
  /** Every call was accepted. */
  DELIVERED,
  /** Will not be tried again unless a person says so. */
  DEAD,
  /** Taken, and by somebody's word nothing was to be done. */
  IGNORED,
  /** Given up by a person. */
  DISCARDED;

  public Set<State> next() {
    return switch (this) {
      case RECEIVED -> EnumSet.of(READY, IGNORED, DEAD, DISCARDED);
      case READY -> EnumSet.of(DELIVERED, DEAD, HELD, IGNORED, DISCARDED);
      case HELD -> EnumSet.of(READY, DELIVERED, DISCARDED);
      case DEAD -> EnumSet.of(RECEIVED, READY, DELIVERED, DISCARDED);
      case IGNORED -> EnumSet.of(RECEIVED, READY, DISCARDED);
      case DELIVERED, DISCARDED -> EnumSet.noneOf(State.class);
    };
  }

  /** Whether the ledger counts it as pending. */
  public boolean pending() {
    return this == RECEIVED || this == READY || this == HELD;
  }
}
