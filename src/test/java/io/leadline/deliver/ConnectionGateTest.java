package io.leadline.deliver;

import static io.leadline.deliver.Bench.ADA;
import static io.leadline.deliver.ScriptedCrm.FORCED_ERROR;
import static io.leadline.deliver.ScriptedCrm.REFUSED_KEY;
import static io.leadline.deliver.ScriptedCrm.answer;
import static io.leadline.deliver.ScriptedCrm.notReached;
import static io.leadline.deliver.ScriptedCrm.refused;
import static io.leadline.event.State.READY;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Connection;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.EventId;
import io.leadline.event.Happening.ConnectionPaused;
import io.leadline.event.Happening.ConnectionResumed;
import io.leadline.event.Happening.RetryAfterOdd;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  @ParameterizedTest(name = "429 without a time, the {0}. in a row: {1}")
  @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "5, PT16S", "6, PT30S", "50, PT30S"})
  void holdsLongerTheMoreOftenItIsLimitedInARow(int times, Duration hold) {
    for (int i = 1; i < times; i++) {
      bench.gate.limited(Duration.ZERO);
      bench.clock.goOn(ofSeconds(30));
    }

    bench.gate.limited(Duration.ZERO);

    assertThat(bench.gate.held()).isEqualTo(hold);
    assertThat(bench.gate.opensAt()).isEqualTo(bench.clock.instant().plus(hold));
    bench.clock.goOn(hold);
    assertThat(bench.gate.isOpen()).isTrue();
  }

  @Test
  void countsLimitsOfCallsThatWereUnderWayTogetherOnce() {
    for (int i = 0; i < 8; i++) {
      bench.gate.limited(Duration.ZERO);
    }
    assertThat(bench.gate.held()).isEqualTo(ofSeconds(1));
  }

  @Test
  void neverShortensAHold() {
    bench.gate.limited(ofSeconds(20));
    bench.gate.limited(ofSeconds(1));

    assertThat(bench.gate.opensAt()).isEqualTo(Bench.T0.plusSeconds(20));
  }

  @ParameterizedTest(name = "Retry-After: {0} holds everybody for {1}")
  @CsvSource({
    "7, PT7S, false",
    "0, PT1S, false",
    "'', PT1S, false",
    "999999, PT1H, true",
    "99999999999999999999, PT1H, true",
    "nonsense, PT1S, true",
    "-5, PT1S, true",
    "'Sun, 18 Jan 2026 18:18:02 GMT', PT1M, false",
    "'Sun, 18 Jan 2026 18:17:01 GMT', PT1S, true",
    "'Fri, 31 Dec 9999 23:59:59 GMT', PT1H, true"
  })
  void holdsEverybodyWhereTheCrmLimitsUs(String retryAfter, Duration hold, boolean odd) {
    EventId event = bench.ready("one");
    bench.crm.then(answer(429, "slow down", "Retry-After", retryAfter));

    bench.send();

    assertThat(bench.gate.isOpen()).isFalse();
    assertThat(bench.gate.opensAt()).isEqualTo(Bench.T0.plus(hold));
    assertThat(bench.detail(event).summary().attempts()).as("held, not tried").isZero();
    assertThat(bench.told(RetryAfterOdd.class)).hasSize(odd ? 1 : 0);
  }

  @Test
  void measuresADateByTheClockOfWhoSentIt() {
    bench.ready("one");
    bench.crm.then(
        answer(
            429,
            "slow down",
            Map.of(
                "Date", List.of("Sat, 01 Jan 2000 00:00:00 GMT"),
                "Retry-After", List.of("Sat, 01 Jan 2000 00:00:20 GMT"))));

    bench.send();

    assertThat(bench.gate.held()).isEqualTo(ofSeconds(20));
  }

  @Test
  void tellsOfAnOddRetryAfterOnce() {
    for (int i = 0; i < 3; i++) {
      bench.ready("event " + i);
      bench.crm.then(answer(429, "slow down", "Retry-After", "soon"));
      bench.send();
      bench.clock.goOn(ofMinutes(1));
    }
    assertThat(bench.told(RetryAfterOdd.class)).extracting("said").containsExactly("soon");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a door that is closed, 401, ''",
    "a refusal, 200, '{\"status\":\"error\",\"data\":[\"lead_source is not one of ours\"]}'",
    "trouble, 503, ''",
    "a page, 500, '<html>Oops</html>'"
  })
  void waitsWhereAnyAnswerThatIsNoYesAsksForIt(String what, int status, String body) {
    EventId event = bench.ready("one");
    bench.crm.then(answer(status, body, "Retry-After", "60"));

    bench.send();

    assertThat(bench.gate.held()).isEqualTo(ofSeconds(60));
    assertThat(bench.crm.requests).as("nor is the account asked about meanwhile").hasSize(1);
    assertThat(bench.detail(event).summary().attempts()).isLessThanOrEqualTo(1);
  }

  @Test
  void waitsWhereTheAnswerToAProbeAsksForIt() {
    away();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(answer(503, "", "Retry-After", "120"));

    bench.gate.probe();
    int asked = bench.crm.requests.size();
    bench.clock.goOn(ofSeconds(119));
    bench.gate.probe();

    assertThat(bench.crm.requests).hasSize(asked);
    bench.clock.goOn(ofSeconds(1));
    bench.gate.probe();
    assertThat(bench.crm.requests).hasSize(asked + 1);
  }

  @Test
  void pausesForACrmInTroubleAlsoWhereItSaysWhenToComeBack() {
    EventId event = bench.ready("one");
    for (int i = 0; i < 5; i++) {
      bench.crm.then(answer(503, "", "Retry-After", "7"));
      bench.sendAfter(ofMinutes(2));
      assertThat(bench.gate.held()).isEqualTo(ofSeconds(7));
    }

    assertThat(bench.gate.paused().orElseThrow().reason().code())
        .isEqualTo(ReasonCode.CRM_UNAVAILABLE);
    assertThat(bench.detail(event).summary().attempts()).isEqualTo(5);
  }

  // ── the CRM away ──────────────────────────────────────────────────────────────────────────────

  @Test
  void pausesAfterSomeFailuresInARowAndSaysWhatWasSeenLast() {
    failTimes(4);
    assertThat(bench.gate.isOpen()).isTrue();

    failTimes(1);

    assertThat(bench.gate.isOpen()).isFalse();
    assertThat(bench.gate.paused().orElseThrow().reason().code())
        .isEqualTo(ReasonCode.CRM_UNAVAILABLE);
    assertThat(bench.gate.paused().orElseThrow().reason().sentence())
        .contains("5 calls of createContact in a row", "connection refused");
    assertThat(bench.told(ConnectionPaused.class)).hasSize(1);
  }

  @Test
  void countsFailuresAnewAfterAnAnswer() {
    for (int i = 0; i < 20; i++) {
      failTimes(4);
      bench.gate.answered(CallKind.CREATE_CONTACT);
    }
    assertThat(bench.gate.isOpen()).isTrue();
  }

  @Test
  void burnsNoTriesWhileTheCrmIsAwayHoweverLong() {
    EventId tried = away();
    EventId waiting = bench.ready("waiting", List.of(Bench.contact("grace@acme.example")));

    for (int hour = 0; hour < 24 * 5; hour++) {
      bench.clock.goOn(Duration.ofHours(1));
      bench.crm.then(notReached());
      bench.gate.probe();
      bench.send();
    }
    assertThat(bench.gate.isOpen()).isFalse();
    assertThat(bench.detail(waiting).summary().attempts()).isZero();

    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();
    bench.crm.then(notReached());
    bench.send();
    assertThat(bench.state(tried)).as("five days away are no five days of trying").isEqualTo(READY);
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();
    bench.send();
    bench.sendAfter(Duration.ofHours(1));

    assertThat(bench.gate.paused()).isEmpty();
    assertThat(bench.state(tried)).isEqualTo(State.DELIVERED);
    assertThat(bench.state(waiting)).isEqualTo(State.DELIVERED);
  }

  @Test
  void givesUpWhatFailsForDaysWhileTheCrmAnswersTheForcedError() {
    EventId event = away();

    for (int hour = 0; hour < 24 * 4 && bench.state(event) == READY; hour++) {
      bench.clock.goOn(Duration.ofHours(2));
      bench.crm.then(FORCED_ERROR).then(notReached());
      bench.gate.probe();
      bench.send();
    }

    assertThat(bench.state(event)).isEqualTo(State.DEAD);
    assertThat(bench.reason(event)).contains("crm_unavailable", "gave up");
  }

  @Test
  void looksLessAndLessOftenWhetherTheCrmIsBack() {
    away();
    int before = bench.crm.requests.size();

    for (int second = 0; second < 600; second++) {
      bench.clock.goOn(ofSeconds(1));
      bench.crm.then(notReached());
      bench.gate.probe();
    }

    // 1, 1, 2, 4, 8, 16, then every 30 seconds
    assertThat(bench.crm.requests.size() - before).isBetween(22, 28);
  }

  @Test
  void letsOneLaneThroughOnTrialBeforeTheOthers() {
    away();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(FORCED_ERROR);

    bench.gate.probe();

    assertThat(bench.gate.lanes()).isEqualTo(1);
    assertThat(bench.gate.paused()).as("still said to be paused").isPresent();
    bench.gate.failed(CallKind.CREATE_CONTACT, new Reason(ReasonCode.CRM_UNAVAILABLE, "no"));
    assertThat(bench.gate.lanes()).isZero();
  }

  @Test
  void isOpenForAllOnceTheTrialIsAnswered() {
    EventId event = away();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();

    bench.send();

    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.gate.lanes()).isEqualTo(8);
    assertThat(bench.told(ConnectionResumed.class)).hasSize(1);
    assertThat(bench.journal.pauseOf(Bench.CRM)).isEmpty();
  }

  @Test
  void isOpenForAllWhereACallIsAnsweredWhileItIsProbed() {
    away();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(
        request -> {
          bench.gate.accepted(CallKind.CREATE_CONTACT);
          return FORCED_ERROR;
        });

    bench.gate.probe();

    assertThat(bench.gate.paused()).isEmpty();
    assertThat(bench.gate.lanes()).isEqualTo(8);
  }

  @Test
  void isNotOpenedByTheProbeOfAPauseThatIsNoMore() {
    away();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(
        request -> {
          bench.journal.resume(Bench.CRM, Duration.ZERO);
          bench.gate.refresh();
          bench.journal.pause(
              Bench.CRM, new Reason(ReasonCode.PAUSED_BY_HAND, "no"), bench.clock.instant());
          bench.gate.refresh();
          return FORCED_ERROR;
        });

    bench.gate.probe();

    assertThat(bench.gate.lanes()).isZero();
  }

  @Test
  void pausesForOneKindOfCallThoughTheOtherIsAccepted() {
    EventId last = profilesFail(5);

    assertThat(bench.gate.paused().orElseThrow().reason().sentence())
        .contains("5 calls of addProfileToContact in a row");
    assertThat(bench.state(last)).isEqualTo(READY);
  }

  @Test
  void endsThePauseByTheKindOfCallThatCameToNothing() {
    profilesFail(5);
    assertThat(bench.gate.paused()).isPresent();
    bench.ready("new", "new@acme.example", List.of(Bench.contact("new@acme.example")));
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();

    for (int i = 0; i < 6; i++) {
      bench.crm.then(
          request ->
              request.kind() == CallKind.ADD_PROFILE
                  ? answer(502, "")
                  : ScriptedCrm.success(request));
    }
    bench.send();
    assertThat(bench.gate.paused()).as("a contact proves nothing").isPresent();
    bench.crm.script.clear();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();
    bench.send();

    assertThat(bench.gate.paused()).isEmpty();
  }

  /** Events of so many people, each with its contact accepted and its profile not taken. */
  private EventId profilesFail(int times) {
    EventId event = bench.ready("event 0", "person0@acme.example", contactAndProfile(0));
    for (int i = 1; i < times; i++) {
      event = bench.ready("event " + i, "person" + i + "@acme.example", contactAndProfile(i));
    }
    for (int i = 0; i < times; i++) {
      bench.crm.then(ScriptedCrm::success).then(answer(502, ""));
    }
    bench.send();
    return event;
  }

  private static List<Call> contactAndProfile(int person) {
    return List.of(Bench.contact("person" + person + "@acme.example"), Bench.profile("x"));
  }

  @Test
  void resumesWithoutATrialWhereNothingIsDue() {
    EventId event = away();
    bench.clock.goOn(ofMinutes(1));
    bench.journal.discard(event, "not needed", bench.clock.instant());
    bench.crm.then(FORCED_ERROR).then(FORCED_ERROR);

    bench.gate.probe();
    assertThat(bench.gate.paused()).isPresent();
    bench.clock.goOn(ofMinutes(1));
    bench.gate.probe();

    assertThat(bench.gate.paused()).isEmpty();
  }

  @Test
  void keepsAPauseForACrmAwayOverARestart() {
    away();
    bench.restart();
    assertThat(bench.gate.isOpen()).isFalse();

    bench.crm.then(notReached());
    bench.gate.probe();
    assertThat(bench.gate.isOpen()).as("asked at once, and still away").isFalse();
  }

  @Test
  void turnsIntoThePauseOfAnAccountWhereTheForcedErrorSaysSo() {
    away();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(REFUSED_KEY);

    bench.gate.probe();

    assertThat(bench.gate.paused().orElseThrow().reason().code())
        .isEqualTo(ReasonCode.CONNECTION_AT_FAULT);
    assertThat(bench.gate.lanes()).isZero();
  }

  // ── other nodes, people ───────────────────────────────────────────────────────────────────────

  @Test
  void seesWhatOtherNodesAndPeopleDo() {
    bench.journal.pause(
        Bench.CRM, new Reason(ReasonCode.PAUSED_BY_HAND, "maintenance"), bench.clock.instant());
    bench.gate.refresh();
    assertThat(bench.gate.isOpen()).isFalse();

    bench.clock.goOn(Duration.ofDays(1));
    bench.gate.probe();
    assertThat(bench.crm.requests).as("what a person paused is not probed").isEmpty();

    bench.journal.resume(Bench.CRM, Duration.ZERO);
    bench.gate.refresh();
    assertThat(bench.gate.isOpen()).isTrue();
  }

  @Test
  void goesByTheJournalsTimeOfAPauseThatAnotherNodeHadBegun() {
    bench.journal.pause(Bench.CRM, new Reason(ReasonCode.CRM_UNAVAILABLE, "away"), Bench.T0);
    bench.clock.goOn(ofMinutes(5));
    failTimes(5);

    bench.gate.refresh();

    assertThat(bench.gate.paused().orElseThrow().since()).isEqualTo(Bench.T0);
  }

  // ── the CRM refuses everything ────────────────────────────────────────────────────────────────

  @Test
  void pausesAfterTwentyEventsRefusedWithTheSameWords() {
    List<EventId> events = refusals(25);

    bench.send();

    assertThat(bench.gate.isOpen()).isFalse();
    assertThat(bench.gate.paused().orElseThrow().reason().sentence())
        .contains("the CRM refuses everything", "20 events in a row");
    assertThat(events).filteredOn(event -> bench.state(event) == State.DEAD).hasSize(19);
    assertThat(events).filteredOn(event -> bench.state(event) == READY).hasSize(6);
  }

  @Test
  void triesOneEventAfterTheOtherAndKillsNone() {
    List<EventId> events = refusals(40);
    bench.send();

    for (int i = 0; i < 100; i++) {
      bench.clock.goOn(ofMinutes(6));
      bench.crm.then(FORCED_ERROR);
      bench.gate.probe();
      bench.crm.then(refused("lead_source 'new " + i + "' is not one of ours"));
      bench.claimed(1);
      bench.crm.script.clear();
    }

    assertThat(events).filteredOn(event -> bench.state(event) == State.DEAD).hasSize(19);
    assertThat(bench.gate.paused()).isPresent();
  }

  @Test
  void goesOnOnceAnEventIsAccepted() {
    List<EventId> events = refusals(25);
    bench.send();
    bench.clock.goOn(ofMinutes(11));
    bench.crm.script.clear();
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();

    bench.claimed(1);
    bench.send();

    assertThat(bench.gate.paused()).isEmpty();
    assertThat(events).filteredOn(event -> bench.state(event) == State.DELIVERED).hasSize(6);
  }

  @Test
  void goesOnForNothingThatProvesNothing() {
    refusals(25);
    bench.send();
    var ofAContact =
        new Call(CallKind.ADD_PROFILE, Bench.body("contact_id", "c-9", "profile_source", "x"));
    EventId profile = bench.ready("profile", "grace@acme.example", List.of(ofAContact));
    bench.clock.goOn(ofMinutes(6));
    bench.crm.script.clear();
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();

    bench.claimed(1);

    assertThat(bench.state(profile)).isEqualTo(State.DELIVERED);
    assertThat(bench.gate.paused()).as("a profile says nothing of contacts").isPresent();
  }

  @Test
  void givesNothingUpForTheTimeInWhichEverythingIsRefused() {
    refusals(25);
    bench.send();
    bench.clock.goOn(ofMinutes(11));
    bench.crm.script.clear();
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();

    bench.clock.goOn(Duration.ofDays(4));

    assertThat(bench.gate.away()).isGreaterThan(Duration.ofDays(4));
  }

  @Test
  void letsWhatIsRefusedDieWhereThatWasSwitchedOffMeanwhile() {
    List<EventId> events = refusals(25);
    bench.send();
    bench.settings = bench.with(0);
    bench.restart();
    bench.clock.goOn(ofMinutes(11));
    bench.crm.script.addFirst(request -> FORCED_ERROR);
    bench.gate.probe();
    bench.crm.then(refused("lead_source 'new' is not one of ours"));

    bench.send();

    assertThat(bench.gate.paused()).isEmpty();
    assertThat(events).filteredOn(event -> bench.state(event) == State.DEAD).hasSize(25);
  }

  @Test
  void neverPausesForRejectionsWhereThatIsOff() {
    bench.settings = bench.with(0);
    bench.restart();
    List<EventId> events = refusals(30);

    bench.send();

    assertThat(events).filteredOn(event -> bench.state(event) == State.DEAD).hasSize(30);
    assertThat(bench.gate.isOpen()).isTrue();
  }

  @Test
  void doesNotPauseWhereOneInTwentyIsAccepted() {
    for (int i = 0; i < 60; i++) {
      String email = "person" + i + "@acme.example";
      bench.ready("event " + i, List.of(Bench.contact(email)));
      if (i % 19 != 18) {
        bench.crm.then(refused("lead_source is not one of ours"));
      } else {
        bench.crm.then(ScriptedCrm::success);
      }
    }
    bench.send();
    assertThat(bench.gate.isOpen()).isTrue();
  }

  private List<EventId> refusals(int count) {
    var events = new ArrayList<EventId>();
    for (int i = 0; i < count; i++) {
      String email = "person" + i + "@acme.example";
      events.add(bench.ready("event " + i, email, List.of(Bench.contact(email))));
      bench.crm.then(refused("lead_source 'new " + i + "' is not one of ours"));
    }
    return events;
  }

  /** The CRM is not reached until the connection pauses; the one event that was tried. */
  private EventId away() {
    EventId event = bench.ready("tried", List.of(Bench.contact(ADA)));
    while (bench.gate.paused().isEmpty()) {
      bench.crm.then(notReached());
      bench.sendAfter(ofMinutes(2));
    }
    return event;
  }

  private void failTimes(int times) {
    for (int i = 0; i < times; i++) {
      bench.gate.failed(
          CallKind.CREATE_CONTACT, new Reason(ReasonCode.CRM_UNAVAILABLE, "connection refused."));
    }
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
  void staysPausedForAnAnswerThatSaysNothingOfTheAccount() {
    bench.ready("one");
    bench.crm.then(REFUSED_KEY).then(REFUSED_KEY);
    bench.send();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(refused("something else is not right"));

    bench.gate.probe();

    assertThat(bench.gate.paused()).isPresent();
    assertThat(bench.gate.lanes()).isZero();
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
  void pausesForAMembersKeyAndAsksWithThatKeyWhetherItIsMended() {
    bench.connection = withKeyOf("m-7");
    bench.restart();
    var asMember =
        new Call(
            CallKind.CREATE_CONTACT,
            Bench.body("email", ADA, "first_name", "Ada"),
            "m-7",
            List.of());
    EventId event = bench.ready("one", List.of(asMember));
    bench.crm.then(REFUSED_KEY).then(REFUSED_KEY).then(FORCED_ERROR);

    bench.send();

    assertThat(bench.crm.requests)
        .extracting(request -> request.body().get("api_key"))
        .containsExactly("wrong", "wrong", "key");
    assertThat(bench.gate.paused().orElseThrow().reason().sentence())
        .contains("key of member 'm-7' in CRM_MEMBER_KEYS", "own key is in order");
    assertThat(bench.state(event)).isEqualTo(READY);

    bench.restart();
    bench.crm.then(REFUSED_KEY);
    bench.gate.probe();
    assertThat(bench.gate.paused()).as("the connection's own key says nothing").isPresent();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(FORCED_ERROR);
    bench.gate.probe();
    assertThat(bench.crm.requests.subList(3, 5))
        .extracting(request -> request.body().get("api_key"))
        .containsOnly("wrong");
    assertThat(bench.gate.paused()).isEmpty();
  }

  @Test
  void saysThePlainReasonWhereTheConnectionsOwnKeyIsRefusedToo() {
    bench.connection = withKeyOf("m-7");
    bench.restart();
    var asMember = new Call(CallKind.CREATE_CONTACT, Bench.body("email", ADA), "m-7", List.of());
    bench.ready("one", List.of(asMember));
    bench.crm.then(REFUSED_KEY).then(REFUSED_KEY).then(REFUSED_KEY);

    bench.send();

    assertThat(bench.gate.paused().orElseThrow().reason().sentence())
        .doesNotContain("own key is in order");
  }

  private static Connection withKeyOf(String member) {
    Connection usual = Bench.CONNECTION;
    return new Connection(
        usual.name(),
        usual.baseUrl(),
        usual.apiKey(),
        usual.orgId(),
        usual.memberId(),
        usual.mode(),
        Map.of(member, "wrong"));
  }

  @Test
  void isNotProbedWhileTheCrmIsAskedAlready() {
    away();
    bench.clock.goOn(ofMinutes(1));
    bench.crm.then(
        request -> {
          var another = new Thread(bench.gate::probe);
          another.start();
          awaitEnd(another);
          return notReached();
        });
    int before = bench.crm.requests.size();

    bench.gate.probe();

    assertThat(bench.crm.requests).hasSize(before + 1);
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join(ofSeconds(10).toMillis());
      assertThat(thread.isAlive()).as("it waits for nobody").isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
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
                + "\"field_map\":{\"email\":{},\"first_name\":{},"
                + "\"shoe_size\":{\"type\":\"string\"}}}"));

    bench.send();
    bench.mappings.refresh();

    assertThat(bench.journal.fieldMap(Bench.CRM).orElseThrow().json()).contains("shoe_size");
    bench.clock.goOn(ofMillis(1));
  }
}
