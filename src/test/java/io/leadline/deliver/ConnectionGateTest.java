package io.leadline.deliver;

import static io.leadline.deliver.ScriptedCrm.FORCED_ERROR;
import static io.leadline.deliver.ScriptedCrm.REFUSED_KEY;
import static io.leadline.deliver.ScriptedCrm.answer;
import static io.leadline.deliver.ScriptedCrm.notReached;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.EventId;
import io.leadline.event.Happening.ConnectionPaused;
import io.leadline.event.Happening.ConnectionResumed;
import io.leadline.event.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ConnectionGateTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  // ── holds ─────────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest(name = "{0} failures in a row hold for {1}")
  @CsvSource({
    "0, PT0S",
    "4, PT0S",
    "5, PT1S",
    "9, PT1S",
    "10, PT2S",
    "15, PT4S",
    "25, PT16S",
    "30, PT30S",
    "500, PT30S"
  })
  void holdsLongerTheMoreFailuresThereAreInARow(int failures, Duration hold) {
    for (int i = 0; i < failures; i++) {
      bench.gate.failed();
    }

    assertThat(bench.gate.opensAt()).isEqualTo(Bench.T0.plus(hold));
    assertThat(bench.gate.isOpen()).isEqualTo(hold.isZero());
    bench.clock.goOn(hold);
    assertThat(bench.gate.isOpen()).isTrue();
  }

  @Test
  void countsAnewAfterASuccess() {
    for (int i = 0; i < 20; i++) {
      bench.gate.failed();
      bench.gate.succeeded();
    }
    assertThat(bench.gate.isOpen()).isTrue();
  }

  @Test
  void neverShortensAHold() {
    bench.gate.limited(ofSeconds(20));
    bench.gate.limited(ofSeconds(1));

    assertThat(bench.gate.opensAt()).isEqualTo(Bench.T0.plusSeconds(20));
  }

  @ParameterizedTest(name = "Retry-After: {0} holds everybody for {1}")
  @CsvSource({"7, PT7S", "0, PT1S", "'', PT1S", "999999, PT1H", "nonsense, PT1S"})
  void holdsEverybodyWhereTheCrmLimitsUs(String retryAfter, Duration hold) {
    bench.ready("one");
    bench.crm.then(answer(429, "slow down", "Retry-After", retryAfter));

    bench.send();

    assertThat(bench.gate.isOpen()).isFalse();
    assertThat(bench.gate.opensAt()).isEqualTo(Bench.T0.plus(hold));
  }

  // ── the account at fault ──────────────────────────────────────────────────────────────────────

  @Test
  void pausesWhereTheForcedErrorConfirmsIt() {
    EventId event = bench.ready("one");
    bench.crm.then(REFUSED_KEY).then(REFUSED_KEY);

    bench.send();

    assertThat(bench.gate.isOpen()).isFalse();
    assertThat(bench.gate.paused().orElseThrow().reason().sentence()).contains("CRM_API_KEY");
    assertThat(bench.told(ConnectionPaused.class)).hasSize(1);
    assertThat(bench.crm.requests.get(1).body()).doesNotContainKeys("email", "first_name");
    assertThat(bench.state(event)).isEqualTo(State.READY);
    assertThat(bench.detail(event).summary().attempts()).isZero();
  }

  @Test
  void keepsAPauseOverARestartAndGoesOnOnceTheAccountIsInOrder() {
    EventId event = bench.ready("one");
    bench.crm.then(REFUSED_KEY).then(REFUSED_KEY);
    bench.send();

    bench.restart();
    assertThat(bench.gate.isOpen()).isFalse();

    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();
    assertThat(bench.gate.isOpen()).isTrue();
    assertThat(bench.told(ConnectionResumed.class)).hasSize(1);
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);

    bench.restart();
    assertThat(bench.gate.isOpen()).isTrue();
  }

  @Test
  void probesLessAndLessOften() {
    bench.ready("one");
    bench.crm.then(REFUSED_KEY).then(REFUSED_KEY);
    bench.send();
    int before = bench.crm.requests.size();

    for (int second = 0; second < 3600; second++) {
      bench.clock.goOn(ofSeconds(1));
      bench.crm.then(REFUSED_KEY);
      bench.gate.probe();
    }

    // 5, 10, 20, 40, 80, 160, then every 300 seconds
    assertThat(bench.crm.requests.size() - before).isBetween(15, 18);
  }

  @Test
  void asksTheCrmOnceWhileItIsPaused() {
    bench.ready("one");
    bench.crm.then(REFUSED_KEY).then(REFUSED_KEY);
    bench.send();

    bench.gate.probe();
    bench.send();

    assertThat(bench.crm.requests).hasSize(2);
  }

  @Test
  void killsTheCallWhereTheAccountIsInOrder() {
    EventId event = bench.ready("one");
    EventId next = bench.ready("two");
    bench.crm.then(REFUSED_KEY).then(FORCED_ERROR);

    bench.send();

    assertThat(bench.gate.isOpen()).isTrue();
    assertThat(bench.state(event)).isEqualTo(State.DEAD);
    assertThat(bench.reason(event)).contains("crm_rejected", "the account itself is in order");
    assertThat(bench.state(next)).isEqualTo(State.DELIVERED);
  }

  @Test
  void treatsADoubtThatCannotBeClearedAsACrmThatDoesNotAnswer() {
    EventId event = bench.ready("one");
    bench.crm.then(REFUSED_KEY).then(notReached());

    bench.send();

    assertThat(bench.gate.paused()).isEmpty();
    assertThat(bench.state(event)).isEqualTo(State.READY);
    assertThat(bench.detail(event).summary().attempts()).isEqualTo(1);
    bench.sendAfter(ofMinutes(1));
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  @Test
  void learnsTheFieldMapOfAnyErrorReply() {
    bench.mappingFiles = Map.of();
    bench.ready("one");
    bench.crm.then(
        answer(
            200,
            "{\"status\":\"error\",\"data\":[\"no\"],"
                + "\"field_map\":{\"shoe_size\":{\"type\":\"string\"}}}"));

    bench.send();

    assertThat(bench.journal.fieldMap(Bench.CRM).orElseThrow()).contains("shoe_size");
    bench.clock.goOn(ofMillis(1));
  }
}
