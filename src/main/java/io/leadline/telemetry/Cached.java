package io.leadline.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A reading kept for a short while, so that however many ask, the store is asked seldom. A failed
 * reading is kept too: a store in trouble is not asked by every gauge of every scrape.
 */
final class Cached<T> {
  private final Supplier<T> source;
  private final Clock clock;
  private final Duration fresh;
  private Instant readAt = Instant.MIN;
  private Optional<T> reading = Optional.empty();

  Cached(Supplier<T> source, Clock clock, Duration fresh) {
    this.source = source;
    this.clock = clock;
    this.fresh = fresh;
  }

  /** Nothing where the source fails. */
  synchronized Optional<T> get() {
    Instant now = clock.instant();
    if (isStale(now)) {
      reading = read();
      readAt = now;
    }
    return reading;
  }

  private boolean isStale(Instant now) {
    // A clock set back must not keep an old reading alive.
    return now.isBefore(readAt) || readAt.equals(Instant.MIN) || !now.isBefore(readAt.plus(fresh));
  }

  private Optional<T> read() {
    try {
      return Optional.of(source.get());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
