package io.leadline.deliver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long the CRM asked everybody to wait. Short, in memory, and by time that only goes forward.
 */
final class Hold {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Elapsing elapsing;
  private final AtomicInteger limits = new AtomicInteger();
  private volatile long until;

  Hold(Elapsing elapsing) {
    this.elapsing = elapsing;
    this.until = elapsing.nanos();
  }

  /** Zero where nobody is to wait. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, until - elapsing.nanos()));
  }

  boolean isOver() {
    return left().isZero();
  }

  /**
   * It takes no more at present.
   *
   * @param asked how long; zero where it did not say, and then it is longer the more often in a row
   */
  void limited(Duration asked) {
    if (!asked.isZero()) {
      asked(asked);
    } else if (isOver()) {
      asked(growing(limits.getAndIncrement()));
    }
  }

  /** It took something: should it limit us again, that is the first time in a row. */
  void answered() {
    limits.set(0);
  }

  /** So long, or longer where that was asked for before. */
  synchronized void asked(Duration wait) {
    long then = elapsing.nanos() + wait.toNanos();
    if (then - until > 0) {
      until = then;
    }
  }

  private static Duration growing(int before) {
    return Probing.shorter(SHORTEST.multipliedBy(1L << Math.min(before, 6)), LONGEST);
  }
}
