package io.leadline.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When to try again: exponential with jitter, and not for ever. */
final class RetryPolicy {
  /** A wait is up to this part of it shorter or longer. */
  static final int JITTER_PART = 4;

  private static final double JITTER = 1.0 / JITTER_PART;

  private final DeliverSettings settings;
  private final RandomGenerator random;

  RetryPolicy(DeliverSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * When the next try is due.
   *
   * @param attempts tries that came to nothing, this one included
   * @param firstTryAt when the first of them was
   * @param retryAfter what the other side asked for; believed up to the operator's cap
   * @return nothing when the time for retries is over
   */
  Optional<Instant> next(
      int attempts, Instant firstTryAt, Instant now, @Nullable Duration retryAfter) {
    if (Duration.between(firstTryAt, now).compareTo(settings.giveUpAfter()) >= 0) {
      return Optional.empty();
    }
    Duration wait = jittered(backoff(attempts));
    return Optional.of(now.plus(longer(wait, believed(retryAfter))));
  }

  Duration believed(@Nullable Duration retryAfter) {
    if (retryAfter == null || retryAfter.isNegative()) {
      return Duration.ZERO;
    }
    return shorter(retryAfter, settings.longestRetryAfter());
  }

  private Duration backoff(int attempts) {
    long doublings = Math.min(Math.max(attempts - 1, 0), 30);
    return shorter(settings.firstRetry().multipliedBy(1L << doublings), settings.longestRetry());
  }

  private Duration jittered(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
