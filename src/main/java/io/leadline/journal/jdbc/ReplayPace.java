package io.leadline.journal.jdbc;

import java.time.Instant;

/**
 * How many events a run may send back now. Kept in the run's row, so that a restart, or a second
 * node, is no faster; a second's worth, and one, is the most that is ever caught up with.
 *
 * @param atOnce how many
 * @param usedUpTo up to when the rate is used up, when so many were sent
 */
record ReplayPace(int atOnce, Instant usedUpTo) {
  private static final long CATCH_UP = 1000;

  static ReplayPace of(Instant usedUpTo, Instant now, int rate, int atMost) {
    long since = Math.min(now.toEpochMilli() - usedUpTo.toEpochMilli(), CATCH_UP + CATCH_UP / rate);
    if (since < 0) {
      return afterAJump(usedUpTo, now);
    }
    int events = (int) Math.min(since * rate / 1000, atMost);
    long from = now.toEpochMilli() - since;
    long used = (events * 1000L + rate - 1) / rate;
    return new ReplayPace(Math.max(0, events), Instant.ofEpochMilli(from + used));
  }

  /** The clock went back: by more than could be used up, and the run would stand for so long. */
  private static ReplayPace afterAJump(Instant usedUpTo, Instant now) {
    boolean jumped = usedUpTo.toEpochMilli() - now.toEpochMilli() > CATCH_UP;
    return new ReplayPace(0, jumped ? now : usedUpTo);
  }
}
