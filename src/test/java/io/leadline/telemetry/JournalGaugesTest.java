package io.leadline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.journal.Backlog;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.Pause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalGaugesTest {
  private static final ConnectionName EU = Samples.EU;
  private static final ConnectionName US = new ConnectionName("us");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MovedClock clock = new MovedClock();
  private final AtomicInteger readings = new AtomicInteger();
  private Backlog backlog =
      new Backlog(
          7,
          Duration.ofMinutes(2),
          Duration.ofMillis(1500),
          Map.of(
              EU, new Backlog.Queue(3, 0, Duration.ofMinutes(2), 60),
              US, new Backlog.Queue(2, 4, Duration.ofMinutes(1), 0)),
          0);
  private List<LedgerLine> ledger = List.of();
  private Map<ConnectionName, Pause> pauses = Map.of();
  private boolean broken;

  @BeforeEach
  void register() {
    new JournalGauges(
        registry,
        clock,
        List.of(EU, US),
        () -> read(backlog),
        () -> read(ledger),
        () -> read(pauses));
  }

  @Test
  void showsHowMuchWaits() {
    assertThat(gauge("leadline.backlog", "phase", "received")).isEqualTo(7);
    assertThat(gauge("leadline.backlog", "phase", "ready")).isEqualTo(5);
    assertThat(gauge("leadline.backlog.ready", "connection", "eu")).isEqualTo(3);
    assertThat(gauge("leadline.backlog", "phase", "held")).isEqualTo(4);
    assertThat(gauge("leadline.oldest.seconds")).isEqualTo(120);
    assertThat(gauge("leadline.oldest.due")).isEqualTo(1.5);
  }

  @Test
  void showsHowLongItTakesAtThePaceOfTheLastMinute() {
    assertThat(gauge("leadline.drain.seconds", "connection", "eu")).isEqualTo(3);
    assertThat(gauge("leadline.drain.seconds", "connection", "us"))
        .as("nothing is delivered")
        .isInfinite();
    backlog = Backlog.NONE;
    clock.now = clock.now.plusSeconds(1);
    assertThat(gauge("leadline.drain.seconds", "connection", "us")).isZero();
  }

  @Test
  void showsNothingWaitingForAConnectionThatTheBacklogDoesNotName() {
    backlog = Backlog.NONE;

    assertThat(gauge("leadline.backlog.ready", "connection", "us")).isZero();
    assertThat(gauge("leadline.backlog", "phase", "ready")).isZero();
  }

  @Test
  void showsWhichConnectionIsPaused() {
    pauses = Map.of(US, new Pause(Samples.REASON, Samples.DUE));

    assertThat(gauge("leadline.connection.paused", "connection", "us")).isEqualTo(1);
    assertThat(gauge("leadline.connection.paused", "connection", "eu")).isZero();
  }

  @Test
  void doesNotLetOneHooksSurplusHideWhatAnotherLost() {
    ledger = List.of(line("a", 10, 9), line("b", 10, 11), line("c", 5, 5));

    assertThat(gauge("leadline.ledger.imbalance")).isEqualTo(2);
  }

  @Test
  void countsWhatPeopleLetInLater() {
    ledger = List.of(line("a", 10, 10), line("b", 1, 1));

    assertThat(registry.get("leadline.released").functionCounter().count()).isEqualTo(6);
  }

  @Test
  void asksTheJournalOnceASecondHoweverOftenItIsScraped() {
    for (int i = 0; i < 50; i++) {
      gauge("leadline.backlog", "phase", "received");
      gauge("leadline.oldest.due");
    }
    assertThat(readings).hasValue(1);

    clock.now = clock.now.plusSeconds(1);
    backlog = new Backlog(8, Duration.ZERO, Duration.ZERO, Map.of(), 0);
    assertThat(gauge("leadline.backlog", "phase", "received")).isEqualTo(8);
    assertThat(readings).hasValue(2);
  }

  @Test
  void readsAgainAfterTheClockWasSetBack() {
    gauge("leadline.oldest.due");
    clock.now = clock.now.minusSeconds(3600);
    gauge("leadline.oldest.due");

    assertThat(readings).hasValue(2);
  }

  @Test
  void showsNotANumberWhileTheJournalIsAwayAndAsksItNoMoreOftenThen() {
    broken = true;

    assertThat(gauge("leadline.backlog", "phase", "ready")).isNaN();
    assertThat(gauge("leadline.backlog.ready", "connection", "eu")).isNaN();
    assertThat(gauge("leadline.oldest.due")).isNaN();
    assertThat(readings).hasValue(1);
    assertThat(gauge("leadline.ledger.imbalance")).isNaN();
    assertThat(gauge("leadline.connection.paused", "connection", "eu")).isNaN();

    broken = false;
    clock.now = clock.now.plusSeconds(2);
    assertThat(gauge("leadline.oldest.due")).isEqualTo(1.5);
  }

  private <T> T read(T value) {
    readings.incrementAndGet();
    if (broken) {
      throw new JournalUnavailable("the disk is gone", new IllegalStateException());
    }
    return value;
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private static LedgerLine line(String hook, long received, long delivered) {
    return new LedgerLine(new HookName(hook), received, delivered, 0, 0, 0, 0, 0, 0, 0, 3);
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

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
      throw new UnsupportedOperationException();
    }
  }
}
