package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private final SettableClock clock = new SettableClock(Bench.T0);

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 7.5, 10, 40, 333})
  void isNeverFivePerCentOverTheRateInAnyTwentySecondsAndSeldomUnder(double rate) {
    var pace = new Pace(clock, rate);
    List<Long> calls = callsOfWhoeverIsReady(pace, Duration.ofSeconds(200));

    long window = Duration.ofSeconds(20).toNanos();
    int most = 0;
    for (int from = 0, to = 0; to < calls.size(); to++) {
      while (calls.get(to) - calls.get(from) >= window) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    assertThat((double) most).isLessThanOrEqualTo(Math.max(rate * 20 * 1.05, rate * 20 + 1));
    assertThat((double) calls.size()).isGreaterThan(rate * 200 * 0.9);
  }

  @Test
  void savesNothingUpWhileNobodyCalls() {
    var pace = new Pace(clock, 10);
    clock.goOn(Duration.ofHours(1));

    int atOnce = 0;
    while (pace.book(Duration.ZERO).isPresent()) {
      atOnce++;
    }
    assertThat(atOnce).isEqualTo(1);
  }

  @Test
  void booksNothingForWhomItTakesTooLong() {
    var pace = new Pace(clock, 0.1);
    assertThat(pace.book(Duration.ZERO)).contains(Duration.ZERO);
    assertThat(pace.book(Duration.ofSeconds(2))).isEmpty();
    assertThat(pace.untilNext()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    assertThat(pace.book(Duration.ofSeconds(20))).isPresent();
  }

  @Test
  void givesACancelledCallToTheNext() {
    var pace = new Pace(clock, 10);
    assertThat(pace.book(Duration.ZERO)).isPresent();
    pace.cancel();
    assertThat(pace.book(Duration.ZERO)).contains(Duration.ZERO);
    assertThat(pace.book(Duration.ZERO)).isEmpty();
  }

  @Test
  void goesAtTheShareOfANodeOnceItIsTold() {
    var pace = new Pace(clock, 10);
    pace.set(5);
    assertThat(callsOfWhoeverIsReady(pace, Duration.ofSeconds(100)).size()).isBetween(450, 505);
  }

  /** As where a disk is slow between the booking and the call, or the way is. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 7.5, 10, 40, 333})
  void letsNoMoreArriveInAnySecondHoweverLateTheyAre(double rate) {
    var pace = new Pace(clock, rate);
    var random = new Random(7);
    var calls = new ArrayList<Long>();
    long end = clock.nanos() + Duration.ofSeconds(60).toNanos();
    while (clock.nanos() < end) {
      int late = random.nextInt(20);
      for (int i = 0; i < late; i++) {
        pace.book(Duration.ofMinutes(10));
        clock.goOn(Duration.ofMillis(random.nextInt(30)));
      }
      for (int i = 0; i < late; i++) {
        Pace.Departure departure = pace.leave();
        clock.goOn(departure.delay());
        clock.goOn(Duration.ofMillis(random.nextInt(150)));
        calls.add(clock.nanos());
        clock.goOn(Duration.ofMillis(random.nextInt(100)));
        pace.answered(departure);
      }
    }

    long second = Duration.ofSeconds(1).toNanos();
    for (int from = 0, to = 0; to < calls.size(); to++) {
      while (calls.get(to) - calls.get(from) >= second) {
        from++;
      }
      assertThat((double) (to - from + 1)).isLessThanOrEqualTo(Math.ceil(rate));
    }
  }

  @Test
  void letsEverybodyGoWithoutALimit() {
    var pace = new Pace(clock, 0);
    for (int i = 0; i < 10_000; i++) {
      assertThat(pace.book(Duration.ZERO)).contains(Duration.ZERO);
      assertThat(pace.leave().delay()).isZero();
    }
  }

  /** Times of calls by many who come as they like, some of whom then do not call. */
  private List<Long> callsOfWhoeverIsReady(Pace pace, Duration time) {
    var random = new Random(7);
    var calls = new ArrayList<Long>();
    long end = clock.nanos() + time.toNanos();
    while (clock.nanos() < end) {
      var wait = pace.book(Duration.ofMillis(random.nextInt(300)));
      if (wait.isPresent() && random.nextInt(20) == 0) {
        pace.cancel();
      } else {
        wait.ifPresent(later -> calls.add(clock.nanos() + later.toNanos()));
      }
      clock.goOn(Duration.ofNanos(random.nextInt(2_000_000)));
    }
    return calls;
  }
}
