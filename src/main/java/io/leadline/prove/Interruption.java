package io.leadline.prove;

import java.time.Instant;

/** A time in which the server was killed, ended itself at a named point, or stood still. */
record Interruption(Instant from, Instant to, String what) {
  boolean touches(Instant start, Instant end) {
    return !from.isAfter(end) && !to.isBefore(start);
  }
}
