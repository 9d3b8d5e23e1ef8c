package io.leadline.deliver;

import java.time.Duration;

/**
 * What one claim of a lane may do: how long it may go on before others get their turn, whether its
 * first call is booked already, and until when its lease surely stands. All by time that only goes
 * forward, so that a process that was stopped for a while knows it.
 */
public final class Turn {
  /** Long enough to be worth a claim, short enough for a live event that waits. */
  private static final Duration LENGTH = Duration.ofSeconds(1);

  private final Elapsing elapsing;
  private final Duration lease;
  private final long begun;
  private volatile long leasedAt;
  private boolean booked = true;

  /**
   * @param lease how long a claim stands after it was last renewed
   * @param claimedAt a reading from before the claim was made
   */
  public Turn(Elapsing elapsing, Duration lease, long claimedAt) {
    this.elapsing = elapsing;
    this.lease = lease;
    this.begun = elapsing.nanos();
    this.leasedAt = claimedAt;
  }

  boolean isOver() {
    return elapsing.nanos() - begun >= LENGTH.toNanos();
  }

  long now() {
    return elapsing.nanos();
  }

  /**
   * The journal has prolonged the lease; {@code since} is a reading from before it was asked to.
   */
  void renewed(long since) {
    leasedAt = since;
  }

  /**
   * Whether the lease stands for as long as a call may take; where it is not that long, for half of
   * it.
   */
  boolean stands(Duration call) {
    long needed = Math.min(call.toNanos(), lease.toNanos() / 2);
    return elapsing.nanos() - leasedAt + needed < lease.toNanos();
  }

  /** Lets this time pass; false where the lease might not stand afterwards, or we are to stop. */
  boolean pass(Duration time) {
    if (!stands(time) || Thread.currentThread().isInterrupted()) {
      return false;
    }
    elapsing.pass(time);
    return true;
  }

  /** Takes the booking, where there is one. */
  public synchronized boolean takeBooked() {
    boolean had = booked;
    booked = false;
    return had;
  }

  synchronized void book() {
    booked = true;
  }
}
