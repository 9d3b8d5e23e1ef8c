package io.leadline.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is told to go on. */
final class SettableClock extends Clock implements Elapsing {
  private volatile Instant now;
  private volatile long elapsed;

  SettableClock(Instant now) {
    this.now = now;
  }

  /** The wall clock may also be set back; time itself cannot. */
  void goOn(Duration time) {
    now = now.plus(time);
    if (!time.isNegative()) {
      elapsed += time.toNanos();
    }
  }

  /** Somebody sets the clock: no time passes. */
  void set(Duration by) {
    now = now.plus(by);
  }

  /** Real waiting on this clock is going on. */
  @Override
  public void pass(Duration time) {
    goOn(time);
  }

  @Override
  public long nanos() {
    return elapsed;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
