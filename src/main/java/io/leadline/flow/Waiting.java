package io.leadline.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a consumer waits. */
final class Waiting {
  /**
   * Looks by itself at least this often: a command beside the server may have replayed something.
   */
  static final Duration LONGEST = Duration.ofSeconds(1);

  /** Between two looks while due work is in hand, and so still there. */
  static final Duration WHILE_IN_HAND = Duration.ofMillis(200);

  /** Due work that is not taken waits for something else: look again, but not at once. */
  private static final Duration SHORTEST = Duration.ofMillis(20);

  private Waiting() {}

  static Duration until(Optional<Instant> due, Instant now) {
    return due.map(at -> between(now, at)).orElse(LONGEST);
  }

  private static Duration between(Instant now, Instant due) {
    Duration wait = Duration.between(now, due);
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
