package io.leadline.deliver;

import io.leadline.event.ReasonCode;
import io.leadline.journal.Pause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a paused connection is looked at next: at distances that double.
 *
 * @param first the first distance
 * @param next the one after that
 * @param due when, by time that only goes forward
 */
record Probing(Duration first, Duration longest, Duration next, long due) {
  /** A CRM that is away is mostly back soon; an account is mended by a person. */
  private static Probing usual(ReasonCode why, long due) {
    return why == ReasonCode.CRM_UNAVAILABLE
        ? beginning(Duration.ofSeconds(1), Duration.ofSeconds(30), due)
        : beginning(Duration.ofSeconds(5), Duration.ofMinutes(5), due);
  }

  private static Probing beginning(Duration first, Duration longest, long due) {
    return new Probing(first, longest, first, due);
  }

  /** Of a pause that was there at the start: at once. */
  static Probing of(@Nullable Pause pause, long now) {
    return usual(pause == null ? ReasonCode.CRM_UNAVAILABLE : pause.reason().code(), now);
  }

  static Probing after(Pause begun, long now) {
    Probing usual = usual(begun.reason().code(), now);
    return new Probing(usual.first, usual.longest, usual.first, now + usual.first.toNanos());
  }

  boolean isDue(long now) {
    return now - due >= 0;
  }

  Probing later(long now) {
    return new Probing(
        first, longest, shorter(next.multipliedBy(2), longest), now + next.toNanos());
  }

  /** The same distance once more, from now on. */
  Probing again(long now) {
    return new Probing(first, longest, next, now + next.toNanos());
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
