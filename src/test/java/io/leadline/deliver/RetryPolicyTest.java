package io.leadline.deliver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Instant NOW = Bench.T0;
  private static final RandomGenerator LOWEST = () -> 0L;
  private static final RandomGenerator HIGHEST = () -> -1L;

  @ParameterizedTest(name = "after try {0}: {1} to {3}")
  @CsvSource({
    "1, PT1.5S, PT2S, PT2.5S",
    "2, PT3S, PT4S, PT5S",
    "3, PT6S, PT8S, PT10S",
    "10, PT12M48S, PT17M4S, PT21M20S",
    "12, PT45M, PT1H, PT1H15M",
    "40, PT45M, PT1H, PT1H15M",
    "2000000000, PT45M, PT1H, PT1H15M",
    "0, PT1.5S, PT2S, PT2.5S",
  })
  void doublesTheWaitUpToACapWithJitterOnTop(
      int attempts, Duration least, Duration middle, Duration most) {
    assertThat(wait(LOWEST, attempts, null)).isEqualTo(least);
    assertThat(wait(Bench.MIDDLE, attempts, null)).isEqualTo(middle);
    assertThat(wait(HIGHEST, attempts, null)).isBetween(most.minus(ofMillis(1)), most);
  }

  @ParameterizedTest(name = "asked {0}: waits {1}")
  @CsvSource({
    "PT1S, PT2S",
    "PT10S, PT10S",
    "PT1H, PT1H",
    "PT48H, PT1H",
    "PT-5S, PT2S",
    "PT0S, PT2S"
  })
  void believesTheOtherSideUpToTheCap(Duration asked, Duration expected) {
    assertThat(wait(Bench.MIDDLE, 1, asked)).isEqualTo(expected);
  }

  @Test
  void staysWithinItsBoundsWhateverTheDice() {
    var random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      assertThat(wait(random, 1, null)).isBetween(ofMillis(1500), ofMillis(2500));
    }
  }

  @Test
  void givesUpAfterThreeDays() {
    var policy = new RetryPolicy(DeliverSettings.DEFAULT, Bench.MIDDLE);

    assertThat(policy.next(5, NOW.minus(Duration.ofDays(3)), NOW, ofSeconds(1))).isEmpty();
    assertThat(policy.next(5, NOW.minus(Duration.ofDays(3)).plusMillis(1), NOW, null)).isPresent();
  }

  private static Duration wait(
      RandomGenerator random, int attempts, @Nullable Duration retryAfter) {
    var policy = new RetryPolicy(DeliverSettings.DEFAULT, random);
    return Duration.between(NOW, policy.next(attempts, NOW, NOW, retryAfter).orElseThrow());
  }
}
