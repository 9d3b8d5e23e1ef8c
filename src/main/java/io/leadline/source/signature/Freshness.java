package io.leadline.source.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a signed time may be from the time of receipt, in either direction. What was recorded on
 * the way and is sent once more later is found out by it.
 *
 * @param what carries the time, as {@code X-HubSpot-Request-Timestamp}
 * @param tool as in messages, {@code HubSpot}
 */
record Freshness(String what, String tool, Duration tolerance) {

  /** As in tables: {@code 5 min}. */
  static String words(Duration tolerance) {
    return tolerance.toSeconds() % 60 == 0
        ? tolerance.toMinutes() + " min"
        : tolerance.toSeconds() + " s";
  }

  /** What is wrong with it, as a sentence; empty where it is near enough. */
  String complaint(Instant signedAt, Instant receivedAt) {
    var age = Duration.between(signedAt, receivedAt);
    if (age.abs().compareTo(tolerance) <= 0) {
      return "";
    }
    return "%s is %d s %s, more than the %d s that %s allows: a repeated request, or a clock is wrong"
        .formatted(
            what,
            age.abs().toSeconds(),
            age.isNegative() ? "in the future" : "old",
            tolerance.toSeconds(),
            tool);
  }
}
