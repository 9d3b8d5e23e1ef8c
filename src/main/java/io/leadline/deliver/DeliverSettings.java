package io.leadline.deliver;

import java.time.Duration;

/**
 * How delivery behaves when calls come to nothing.
 *
 * @param firstRetry the wait after the first try that came to nothing. Default 2 s; it doubles each
 *     time
 * @param longestRetry where the doubling ends. Default 1 h
 * @param giveUpAfter from the first try to the dead letter. Default 3 days
 * @param longestRetryAfter the most that a {@code Retry-After} of the CRM is believed. Default 1 h
 * @param failuresBeforePause calls of one kind in a row that came to nothing before the connection
 *     pauses. Default 5
 * @param rejectionsBeforePause different events in a row that are refused with the same words
 *     before the connection pauses; 0 for never. Default 20
 * @param callTimeLimit for how long a claim must stand before a call is made. Default 20 s
 */
public record DeliverSettings(
    Duration firstRetry,
    Duration longestRetry,
    Duration giveUpAfter,
    Duration longestRetryAfter,
    int failuresBeforePause,
    int rejectionsBeforePause,
    Duration callTimeLimit) {

  public static final DeliverSettings DEFAULT =
      new DeliverSettings(
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          Duration.ofDays(3),
          Duration.ofHours(1),
          5,
          20,
          Duration.ofSeconds(20));

  public DeliverSettings {
    if (firstRetry.isNegative() || firstRetry.isZero() || firstRetry.compareTo(longestRetry) > 0) {
      throw new IllegalArgumentException(
          "the first retry after "
              + firstRetry
              + " must be positive and not later than the longest one, "
              + longestRetry);
    }
    if (failuresBeforePause < 1 || rejectionsBeforePause < 0) {
      throw new IllegalArgumentException(
          "failures before a pause are "
              + failuresBeforePause
              + " (at least 1), rejections "
              + rejectionsBeforePause
              + " (at least 0)");
    }
    if (callTimeLimit.isNegative() || callTimeLimit.isZero()) {
      throw new IllegalArgumentException(
          "the time limit of a call is " + callTimeLimit + " (must be longer than nothing)");
    }
  }

  /** The longest that anything may be put off: what is due later was stored by another clock. */
  public Duration longestWait() {
    Duration retry = longestRetry.plus(longestRetry.dividedBy(RetryPolicy.JITTER_PART));
    return retry.compareTo(longestRetryAfter) > 0 ? retry : longestRetryAfter;
  }
}
