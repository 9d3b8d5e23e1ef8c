package io.leadline.deliver;

import static io.leadline.deliver.ScriptedCrm.answer;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Reply;
import io.leadline.deliver.AskSender.AskAgain;
import io.leadline.deliver.AskSender.Hold;
import io.leadline.event.Fetch;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskSenderTest {
  private static final HookName HOOK = new HookName("hubspot");
  private static final HookName OTHER = new HookName("another");
  private static final Reply NONE = new Reply.NoAnswer(true, "no answer in time");
  private static final Reply FOUND = answer(200, "{}");

  private final SettableClock clock = new SettableClock(Bench.T0);
  private final Deque<Supplier<Reply>> script = new ArrayDeque<>();
  private final List<Fetch> asked = new ArrayList<>();
  private final AskSender sender =
      new AskSender(
          this::reply, DeliverSettings.DEFAULT, Bench.MIDDLE, happening -> {}, clock, clock);

  private Optional<Reply> reply(HookName hook, Fetch fetch) {
    asked.add(fetch);
    Supplier<Reply> next = script.poll();
    return Optional.of(next == null ? FOUND : next.get());
  }

  // ── a sender that does not answer ─────────────────────────────────────────────────────────────

  @Test
  void leavesASenderAloneThatFiveDifferentRequestsFoundAway() {
    for (int contact = 1; contact < 5; contact++) {
      assertThat(fails(contact)).matches(AskAgain::counts);
    }
    assertThat(sender.holdOf(HOOK)).isEmpty();

    AskAgain fifth = fails(5);

    assertThat(fifth.counts()).as("it is not about this contact").isFalse();
    assertThat(fifth.reason().code()).isEqualTo(ReasonCode.FETCH_FAILED);
    assertThat(fifth.reason().sentence())
        .contains("the sender of hook 'hubspot' does not answer", "no answer in time");
    assertThat(held().reason()).isEqualTo(fifth.reason());
    assertThat(held().left()).isEqualTo(ofSeconds(1));
    assertThat(again(6)).matches(again -> !again.counts());
    assertThat(asked).as("the sixth was not").hasSize(5);
    assertThat(sender.ask(OTHER, new PlainSource(), about(1), 1))
        .isInstanceOf(AskSender.Answered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 410})
  void countsAnewOnceTheSenderAnswers(int status) {
    for (int round = 0; round < 10; round++) {
      for (int contact = 1; contact < 5; contact++) {
        fails(contact);
      }
      script.add(() -> answer(status, "{}"));
      assertThat(ask(9)).isInstanceOf(AskSender.Answered.class);
    }
    assertThat(sender.holdOf(HOOK)).isEmpty();
  }

  @Test
  void holdsNothingUpForWhatItsSenderDoesNotGiveToUs() {
    for (int contact = 1; contact <= 20; contact++) {
      script.add(() -> answer(422, "{}", "Retry-After", "90"));
      AskAgain again = again(contact);
      assertThat(again.counts()).isTrue();
      assertThat(again.retryAfter()).isEqualTo(ofSeconds(90));
      assertThat(again.reason().code()).isEqualTo(ReasonCode.FETCH_FAILED);
      assertThat(again.reason().sentence())
          .isEqualTo(
              "the sender of hook 'hubspot' does not give us what was asked for (422): there is no"
                  + " such thing, or HUBSPOT_TOKEN may not read it");
    }
    assertThat(sender.holdOf(HOOK)).isEmpty();
  }

  /** Else a token that may read nothing would be seen first when its leads die. */
  @Test
  void saysWhereASenderGivesUsNothingAtAll() {
    for (int times = 0; times < 50; times++) {
      withheld(1);
    }
    assertThat(sender.troubleOf(HOOK)).as("one thing alone").isEmpty();
    withheld(2);
    withheld(3);
    withheld(4);
    assertThat(sender.troubleOf(HOOK)).isEmpty();
    withheld(5);
    assertThat(sender.troubleOf(HOOK))
        .contains(
            new Reason(
                ReasonCode.FETCH_REFUSED,
                "the sender of hook 'hubspot' gave us nothing of what was asked for lately, the"
                    + " last: 422; see whether HUBSPOT_TOKEN may read it: each event is tried until"
                    + " its time for retries is over"));
    assertThat(sender.holdOf(HOOK)).isEmpty();

    assertThat(ask(6)).isInstanceOf(AskSender.Answered.class);
    assertThat(sender.troubleOf(HOOK)).isEmpty();
  }

  @Test
  void saysTheSameOfASenderThatIsNotAsked() {
    away();
    assertThat(sender.troubleOf(HOOK)).contains(held().reason());
  }

  private void withheld(int contact) {
    script.add(() -> answer(422, "{}"));
    assertThat(again(contact)).matches(AskAgain::counts);
  }

  @Test
  void neverIsClosedByOneContactThatCannotBeAsked() {
    for (int times = 0; times < 50; times++) {
      assertThat(fails(1)).matches(AskAgain::counts);
    }
    assertThat(sender.holdOf(HOOK)).isEmpty();
  }

  @Test
  void asksOneOnTrialAtGrowingDistancesAndNobodyBesides() {
    away();
    for (int seconds : List.of(2, 4, 8, 16, 32, 64, 128, 256, 300, 300)) {
      clock.goOn(held().left());
      int before = asked.size();
      script.add(
          () -> {
            AskAgain besides = again(7);
            assertThat(besides.retryAfter()).isEqualTo(ofSeconds(1));
            assertThat(besides.counts()).isFalse();
            assertThat(sender.holdOf(HOOK)).as("while one is asked").isPresent();
            return NONE;
          });

      AskAgain trial = again(8);

      assertThat(trial.counts()).isFalse();
      assertThat(asked).hasSize(before + 1);
      assertThat(held().left()).isEqualTo(ofSeconds(seconds));
      assertThat(trial.retryAfter()).as("others are tried first").isGreaterThan(held().left());
    }
  }

  @Test
  void isOpenAgainOnceATrialIsAnswered() {
    away();
    clock.goOn(ofSeconds(1));

    assertThat(ask(1)).isInstanceOf(AskSender.Answered.class);

    assertThat(sender.holdOf(HOOK)).isEmpty();
    assertThat(fails(2)).as("as any other").matches(AskAgain::counts);
  }

  @Test
  void letsAnotherTryWhereATrialIsLimited() {
    away();
    clock.goOn(ofSeconds(1));
    script.add(() -> answer(429, "", "Retry-After", "30"));
    assertThat(again(1).reason().code()).isEqualTo(ReasonCode.RATE_LIMITED);
    assertThat(held().left()).isEqualTo(ofSeconds(30));

    clock.goOn(ofSeconds(30));

    assertThat(ask(2)).isInstanceOf(AskSender.Answered.class);
  }

  @Test
  void letsAnotherTryWhereATrialBreaks() {
    away();
    clock.goOn(ofSeconds(1));
    script.add(
        () -> {
          throw new IllegalStateException("a defect");
        });
    try {
      ask(1);
    } catch (IllegalStateException e) {
      // as scripted
    }

    assertThat(ask(2)).isInstanceOf(AskSender.Answered.class);
  }

  @Test
  void waitsAsLongAsASenderInTroubleAsks() {
    for (int contact = 1; contact <= 5; contact++) {
      script.add(() -> answer(503, "", "Retry-After", "90"));
      ask(contact);
    }
    assertThat(held().left()).isEqualTo(ofSeconds(90));
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(longs = {-1, 1})
  void holdsForAsLongAsTimeTakesWhateverIsDoneToTheClock(long days) {
    script.add(() -> answer(429, "", "Retry-After", "60"));
    ask(1);

    clock.set(ofDays(days));
    assertThat(held().left()).isEqualTo(ofMinutes(1));
    clock.goOn(ofMinutes(1));

    assertThat(sender.holdOf(HOOK)).isEmpty();
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private void away() {
    for (int contact = 1; contact <= 5; contact++) {
      fails(contact);
    }
    assertThat(sender.holdOf(HOOK)).isPresent();
  }

  private AskAgain fails(int contact) {
    script.add(() -> NONE);
    return again(contact);
  }

  private AskAgain again(int contact) {
    return (AskAgain) ask(contact);
  }

  private AskSender.Answer ask(int contact) {
    return sender.ask(HOOK, new PlainSource(), about(contact), 1);
  }

  private static Fetch about(int contact) {
    return new Fetch("/contacts/" + contact, Map.of());
  }

  private Hold held() {
    return sender.holdOf(HOOK).orElseThrow();
  }
}
