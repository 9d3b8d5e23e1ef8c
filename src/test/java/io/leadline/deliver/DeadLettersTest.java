package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.Happening.DeadLetterFailed;
import io.leadline.event.Happening.DeadLetterSent;
import java.nio.file.Path;
import java.time.Duration;
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
      letters.failed(dead, "ConnectException");
    }

    assertThat(bench.told(DeadLetterFailed.class))
        .extracting(told -> Duration.between(Bench.T0, told.due()).toSeconds())
        .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L);
    assertThat(bench.reason(dead)).contains("crm_rejected");
    assertThat(bench.journal.deadLettersDue(bench.clock.instant(), 10)).isEmpty();
    bench.clock.goOn(Duration.ofMinutes(10));
    assertThat(bench.journal.deadLettersDue(bench.clock.instant(), 10)).containsExactly(dead);
  }

  @Test
  void isToldOnceWhenItArrived() {
    letters(true).sent(dead);

    bench.clock.goOn(Duration.ofDays(1));
    assertThat(bench.journal.deadLettersDue(bench.clock.instant(), 10)).isEmpty();
    assertThat(bench.told(DeadLetterSent.class)).hasSize(1);
  }

  @Test
  void knowsNothingOfAnEventThatIsNot() {
    assertThat(letters(true).message(new EventId("01K" + "9".repeat(23)))).isEmpty();
  }

  private Map<String, ?> message(boolean withRequest) {
    return letters(withRequest).message(dead).orElseThrow();
  }

  private DeadLetters letters(boolean withRequest) {
    return new DeadLetters(bench.journal, withRequest, bench.told::add, bench.clock);
  }
}
