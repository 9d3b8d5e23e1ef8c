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

  /** A call whose answer takes longer has arrived by then: most of that time is the CRM's. */
  private static final long MOST_ON_ITS_WAY = 150_000_000;

  private final Elapsing elapsing;
  private long interval;
  private long tolerance;

  /** When the next call would be exactly in time. */
  private long next;

  /** By when the last calls had arrived, as many as go in a second (one, where it takes longer). */
  private long[] arrived = {};

  /** The time in which so many go. */
  private long window;

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
    rememberSoMany((int) Math.ceil(perSecond), perSecond);
  }

  private void rememberSoMany(int calls, double perSecond) {
    if (arrived.length != calls) {
      window = Math.round(NANOS * calls / perSecond);
      arrived = new long[calls];
      Arrays.fill(arrived, elapsing.nanos() - window);
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
   * machine) and must not arrive in a bunch: it leaves when as many calls as go in a second have
   * surely arrived a second ago.
   */
  synchronized Departure leave() {
    if (arrived.length == 0) {
      return new Departure(0, 0, Duration.ZERO);
    }
    int slot = oldest;
    long now = elapsing.nanos();
    long wait = Math.max(0, arrived[slot] + window - now);
    arrived[slot] = now + wait + MOST_ON_ITS_WAY;
    oldest = (oldest + 1) % arrived.length;
    return new Departure(slot, arrived[slot], Duration.ofNanos(wait));
  }

  /** Its answer is there, so it had arrived by now. */
  synchronized void answered(Departure call) {
    if (call.slot() < arrived.length && arrived[call.slot()] == call.arrived()) {
      arrived[call.slot()] = Math.min(call.arrived(), elapsing.nanos());
    }
  }

  /**
   * A call that leaves.
   *
   * @param arrived when it will have arrived, as far as is known
   * @param delay how long it has to wait yet; no time at all, as a rule
   */
  record Departure(int slot, long arrived, Duration delay) {}

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
