package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayPaceTest {
  private static final Instant START = Instant.parse("2026-01-18T18:17:02.123Z");

  /** Looks at odd moments for an hour. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100, 999, 3000, 10_000})
  void keepsToTheRateAndReachesIt(int rate) {
    var random = new Random(rate);
    Instant now = START;
    Instant usedUpTo = START;
    long events = 0;
    for (int looks = 0; looks < 10_000; looks++) {
      now = now.plusMillis(random.nextInt(720));
      ReplayPace pace = ReplayPace.of(usedUpTo, now, rate, Integer.MAX_VALUE);
      usedUpTo = pace.usedUpTo();
      events += pace.atOnce();
      assertThat(events).isLessThanOrEqualTo(rate * millisTo(now) / 1000);
    }
    assertThat(events).isGreaterThanOrEqualTo(rate * millisTo(now) / 1000 * 98 / 100);
  }

  private static long millisTo(Instant now) {
    return now.toEpochMilli() - START.toEpochMilli();
  }
}
