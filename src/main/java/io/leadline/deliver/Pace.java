package io.leadline.deliver;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lets calls go at a rate, evenly and with next to no burst, by time that only goes forward.
 *
 * <p>It stays a little under the rate: calls that leave evenly do not arrive evenly, and a CRM that
 * counts the calls of any second would refuse some.
 */
final class Pace {
  private static final double UNDER = 0.96;

  /** A twentieth of a second's calls may come at once, so that no second has 5 % more. */
  private static final int BURST_PART = 20;

  private static final double NANOS = 1e9;

  private final Elapsing elapsing;
  private long interval;
  private long tolerance;

  /** When the next call would be exactly in time. */
  private long next;

  /** When the last calls left, as many as go in a second (one, where it takes longer). */
  private long[] left = {};

  private int oldest;

  /**
   * @param perSecond 0 for no limit
   */
  Pace(Elapsing elapsing, double perSecond) {
    this.elapsing = elapsing;
    this.next = elapsing.nanos();
    set(perSecond);
  }

  /** From now on so many; 0 for no limit. */
  synchronized void set(double perSecond) {
    interval = perSecond == 0 ? 0 : Math.round(NANOS / (perSecond * UNDER));
    tolerance = interval * (Math.max(1, (long) (perSecond / BURST_PART)) - 1);
    rememberSoMany((int) Math.ceil(perSecond));
  }

  private void rememberSoMany(int calls) {
    if (left.length != calls) {
      left = new long[calls];
      Arrays.fill(left, elapsing.nanos() - calls * interval);
      oldest = 0;
    }
  }

  /**
   * Books the next call.
   *
   * @return how long to wait before it is made; nothing (and nothing is booked) where that is
   *     longer than one is ready to
   */
  synchronized Optional<Duration> book(Duration patience) {
    long wait = untilFree();
    if (wait > patience.toNanos()) {
      return Optional.empty();
    }
    next = inTime() + interval;
    return Optional.of(Duration.ofNanos(wait));
  }

  /**
   * A booked call is about to leave. Some that were booked before may be late (a slow disk, a busy
   * machine) and must not leave in a bunch: of those that go in a second none leaves within a
   * second of the one as many before it.
   *
   * @return how long it has to wait yet
   */
  synchronized Duration leave() {
    if (left.length == 0) {
      return Duration.ZERO;
    }
    long now = elapsing.nanos();
    long wait = Math.max(0, left[oldest] + left.length * interval - now);
    left[oldest] = now + wait;
    oldest = (oldest + 1) % left.length;
    return Duration.ofNanos(wait);
  }

  /** A call that was booked last and is not made. */
  synchronized void cancel() {
    next -= interval;
  }

  /** How long until a call may be made. */
  synchronized Duration untilNext() {
    return Duration.ofNanos(untilFree());
  }

  private long untilFree() {
    return interval == 0 ? 0 : Math.max(0, next - tolerance - elapsing.nanos());
  }

  private long inTime() {
    long now = elapsing.nanos();
    return next - now > 0 ? next : now;
  }
}
