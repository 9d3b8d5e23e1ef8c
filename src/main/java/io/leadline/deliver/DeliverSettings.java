package io.leadline.deliver;

import java.time.Duration;

/**
 * How delivery behaves towards one CRM connection.
 *
 * @param concurrency calls under way at once, at most. Default 8
 * @param firstRetry the wait after the first try that came to nothing. Default 2 s; it doubles each
 *     time
 * @param longestRetry where the doubling ends. Default 1 h
 * @param giveUpAfter from the first try to the dead letter. Default 3 days
 * @param longestRetryAfter the most that a {@code Retry-After} of the CRM is believed. Default 1 h
 */
public record DeliverSettings(
    int concurrency,
    Duration firstRetry,
    Duration longestRetry,
    Duration giveUpAfter,
    Duration longestRetryAfter) {

  public static final DeliverSettings DEFAULT =
      new DeliverSettings(
          8, Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofDays(3), Duration.ofHours(1));

  public DeliverSettings {
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "concurrency is " + concurrency + "; it must be 1 or more");
    }
    if (firstRetry.isNegative() || firstRetry.isZero() || firstRetry.compareTo(longestRetry) > 0) {
      throw new IllegalArgumentException(
          "the first retry after "
              + firstRetry
              + " must be positive and not later than the longest one, "
              + longestRetry);
    }
  }
}
