package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.Happening.DeadLetterFailed;
import io.leadline.event.Happening.DeadLetterSent;
import io.leadline.journal.DeadLetter;
import io.leadline.journal.Letters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The message is the one of docs/dead-letters.md. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class DeadLettersTest {
  @TempDir Path folder;
  private Bench bench;
  private EventId dead;

  @BeforeEach
  void killOne() {
    bench = new Bench(folder);
    dead = bench.ready("form_response:t1");
    bench.crm.then(ScriptedCrm::success).then(ScriptedCrm.refused("profile_payload is too long"));
    bench.send();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void saysWhatHappenedAsThePageDoes() {
    Map<String, ?> message = message(true);

    assertThat(List.copyOf(message.keySet()))
        .containsExactly(
            "event",
            "hook",
            "source",
            "connection",
            "key",
            "received_at",
            "died_at",
            "reason",
            "mapping",
            "attempts",
            "replays",
            "calls_made",
            "request");
    assertThat(message.get("event")).isEqualTo(dead.value());
    assertThat(Documents.write(message.get("reason")))
        .startsWith("{\"code\":\"crm_rejected\",\"sentence\":\"")
        .contains("profile_payload is too long");
    assertThat(Documents.write(message.get("calls_made")))
        .isEqualTo(
            "[{\"call\":\"createContact\",\"accepted\":true,\"came\":\"accepted\",\"contact_id\":\"c-1\","
                + "\"at\":\"2026-01-18T18:17:02Z\"}]");
    assertThat(Documents.write(message.get("request")))
        .isEqualTo("{\"content_type\":\"\",\"json\":{}}");
  }

  @Test
  void leavesTheRequestOutWhereItGoesToALog() {
    assertThat(message(false)).doesNotContainKey("request");
  }

  @Test
  void sendsWhatIsNoJsonAsBase64() {
    EventId event = bench.received("odd", null, "\u00ff<");
    bench.journal.prepare(
        List.of(
            new io.leadline.journal.Preparation.IsDead(
                event,
                null,
                null,
                new io.leadline.event.Reason(io.leadline.event.ReasonCode.UNREADABLE, "why"),
                List.of(),
                bench.clock.instant())));

    var message = letters(true).message(event).orElseThrow();

    assertThat(Documents.write(message.get("request"))).contains("\"base64\":\"w788\"");
  }

  @Test
  void triesAgainLaterAndLaterAndNeverTouchesTheEvent() {
    DeadLetters letters = letters(true);
    for (int i = 0; i < 9; i++) {
      letters.failed(taken(), "ConnectException");
    }

    assertThat(bench.told(DeadLetterFailed.class))
        .extracting(told -> told.due())
        .isEqualTo(afterEach(10, 20, 40, 80, 160, 320, 600, 600, 600));
    assertThat(bench.reason(dead)).contains("crm_rejected");
    assertThat(Letters.due(bench.journal, bench.clock.instant())).isEmpty();
    bench.clock.goOn(Duration.ofMinutes(10));
    assertThat(Letters.due(bench.journal, bench.clock.instant())).containsExactly(dead);
  }

  @Test
  void isToldOnceWhenItArrived() {
    letters(true).sent(taken());

    bench.clock.goOn(Duration.ofDays(1));
    assertThat(Letters.due(bench.journal, bench.clock.instant())).isEmpty();
    assertThat(bench.told(DeadLetterSent.class)).hasSize(1);
  }

  @Test
  void knowsNothingOfAnEventThatIsNot() {
    assertThat(letters(true).message(new EventId("01K" + "9".repeat(23)))).isEmpty();
  }

  /** The message when it is due next. */
  private DeadLetter taken() {
    bench
        .journal
        .nextDeadLetterDue()
        .filter(bench.clock.instant()::isBefore)
        .ifPresent(this::goOnTo);
    return bench.journal.takeDeadLetters(bench.clock.instant(), Duration.ofMinutes(1), 1).get(0);
  }

  private void goOnTo(Instant time) {
    bench.clock.goOn(Duration.between(bench.clock.instant(), time));
  }

  private static List<Instant> afterEach(long... waits) {
    var times = new ArrayList<Instant>();
    Instant last = Bench.T0;
    for (long wait : waits) {
      last = last.plusSeconds(wait);
      times.add(last);
    }
    return times;
  }

  private Map<String, ?> message(boolean withRequest) {
    return letters(withRequest).message(dead).orElseThrow();
  }

  private DeadLetters letters(boolean withRequest) {
    return new DeadLetters(bench.journal, withRequest, bench.told::add, bench.clock);
  }
}
