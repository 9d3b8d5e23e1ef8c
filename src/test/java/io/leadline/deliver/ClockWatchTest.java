package io.leadline.deliver;

import static io.leadline.deliver.ScriptedCrm.notReached;
import static io.leadline.deliver.ScriptedCrm.refused;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Happening.ClockMoved;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Letters;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ClockWatchTest {
  @TempDir Path folder;
  private Bench bench;
  private SteadyClock steady;
  private ClockWatch watch;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    steady = new SteadyClock(bench.clock.instant(), bench.clock);
    watch =
        new ClockWatch(
            steady,
            bench.clock::instant,
            bench.journal,
            DeliverSettings.DEFAULT.longestWait(),
            bench.told::add);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void followsWhatPassesAndWhatDriftsWithoutAWord() {
    for (int i = 0; i < 100; i++) {
      bench.clock.goOn(ofMillis(500));
      bench.clock.set(ofMillis(i % 2 == 0 ? 40 : -30));
      watch.look();
    }
    assertThat(steady.instant()).isEqualTo(bench.clock.instant());
    assertThat(bench.told(ClockMoved.class)).isEmpty();
  }

  @ParameterizedTest(name = "clock set by {0}")
  @ValueSource(strings = {"PT24H", "PT-24H", "PT10S", "PT-10S", "P300D", "P-300D"})
  void keepsARetryWaitingAsLongAsItWasTo(Duration by) {
    bench.ready("one");
    bench.crm.then(notReached());
    bench.send();
    bench.clock.goOn(ofSeconds(1));

    bench.clock.set(by);
    assertThat(due()).as("before anybody has looked").isZero();
    watch.look();

    assertThat(steady.instant()).isEqualTo(bench.clock.instant());
    assertThat(bench.told(ClockMoved.class)).extracting("by").containsExactly(by);
    assertThat(due()).isZero();
    bench.clock.goOn(ofMillis(999));
    assertThat(due()).isZero();
    bench.clock.goOn(ofMillis(1));
    assertThat(due()).isEqualTo(1);
  }

  @ParameterizedTest(name = "clock set by {0}")
  @ValueSource(strings = {"PT24H", "PT-24H"})
  void keepsWhatWasReceivedAndDeadLettersWaitingAsLongAsTheyWereTo(Duration by) {
    bench.ready("refused");
    bench.crm.then(refused("no"));
    bench.send();
    var dead =
        bench.journal.takeDeadLetters(bench.clock.instant(), Duration.ofMinutes(1), 9).get(0);
    bench.journal.deadLetterFailed(dead, bench.clock.instant().plusSeconds(30));
    bench.received("later", null, "{}");

    bench.clock.set(by);
    watch.look();

    assertThat(Letters.due(bench.journal, steady.instant())).isEmpty();
    assertThat(bench.journal.received(steady.instant(), 9)).hasSize(1);
    bench.clock.goOn(ofSeconds(30));
    assertThat(Letters.due(bench.journal, steady.instant())).hasSize(1);
  }

  @ParameterizedTest(name = "clock set by {0}")
  @ValueSource(strings = {"PT24H", "PT-24H"})
  void takesTheJumpForNoTimeOfTryingAndNoTimeOfAPause(Duration by) {
    var event = bench.ready("one");
    bench.crm.then(notReached());
    bench.send();
    var reason = new Reason(ReasonCode.PAUSED_BY_HAND, "maintenance");
    bench.journal.pause(Bench.CRM, reason, bench.clock.instant());
    bench.clock.goOn(ofMinutes(1));

    bench.clock.set(by);
    watch.look();

    assertThat(bench.journal.pauseOf(Bench.CRM).orElseThrow().since())
        .isEqualTo(steady.instant().minus(ofMinutes(1)));
    var claim = bench.journal.claim(Bench.CRM, steady.instant(), 1).get(0);
    assertThat(bench.journal.ready(claim, 1).get(0).firstTryAt())
        .as("event %s", event)
        .isEqualTo(steady.instant().minus(ofMinutes(1)));
  }

  @Test
  void letsNothingWaitForAClockThatWasWrongBeforeTheStart() {
    bench.clock.set(ofDays(1));
    bench.ready("one");
    bench.clock.set(ofDays(-1));

    watch.start();

    assertThat(due()).isZero();
    bench.clock.goOn(DeliverSettings.DEFAULT.longestWait());
    assertThat(due()).isEqualTo(1);
  }

  @Test
  void putsRightWhatWasUnderWayDuringTheJump() {
    bench.clock.set(ofHours(-24));
    watch.look();
    bench.clock.set(ofHours(24));
    bench.ready("by the old time");
    bench.clock.set(ofHours(-24));

    watch.look();

    bench.clock.goOn(DeliverSettings.DEFAULT.longestWait());
    assertThat(due()).isEqualTo(1);
  }

  private int due() {
    var claims = bench.journal.claim(Bench.CRM, steady.instant(), 8);
    claims.forEach(claim -> bench.journal.release(claim, steady.instant()));
    return claims.size();
  }
}
