package io.leadline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.journal.ReplayRun.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every journal keeps of replays, whatever it is stored on. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
public abstract class JournalReplayContract {
  private static final Instant T0 = Instant.parse("2026-01-18T18:17:02.123Z");
  private static final HookName HOOK = new HookName("typeform");
  private static final HookName TALLY = new HookName("tally");
  private static final ConnectionName CRM = ConnectionName.DEFAULT;
  private static final Reason REFUSED = new Reason(ReasonCode.CRM_REJECTED, "The CRM said 100%.");
  private static final Reason NO_MAPPING = new Reason(ReasonCode.NO_MAPPING, "No when held.");
  private static final Person ADA = new Person.ByEmail("ada@acme.example");
  private static final Person BOB = new Person.ByEmail("bob@acme.example");
  private static final ReplayOptions USUAL = new ReplayOptions(false, StaleReplay.SKIP, null);
  private static final ReplayOptions AS_WAS = new ReplayOptions(true, StaleReplay.SKIP, null);
  private static final int RATE = 100;
  private static final int ROOM = 1000;

  protected Journal journal;

  /** Opens the journal of this test, as a server would; the same one again after a close. */
  protected abstract Journal open();

  @BeforeEach
  void openIt() {
    journal = open();
  }

  @AfterEach
  void closeIt() {
    assertThat(journal.countedLedger()).as("the ledger").isEqualTo(journal.ledger());
    assertThat(journal.ledger()).allMatch(LedgerLine::balances);
    journal.close();
  }

  // ── the plan ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void plansWhatTheFilterFindsByReasonAndHookTheLargestFirst() {
    deadUnprepared(HOOK, "a1");
    deadUnprepared(HOOK, "a2");
    dead("b1", ADA);
    deadUnprepared(TALLY, "c1");
    ignored("d1");
    append(HOOK, "waits", T0);

    ReplayPlan plan = journal.planReplay(filter(ReplayFilter.REPLAYABLE));

    assertThat(plan.events()).isEqualTo(5);
    assertThat(plan.groups())
        .containsExactly(
            new ReplayPlan.Group(State.DEAD, ReasonCode.MAPPING_FAILED, HOOK, 2, 0, 2),
            new ReplayPlan.Group(State.DEAD, ReasonCode.CRM_REJECTED, HOOK, 1, 0, 0),
            new ReplayPlan.Group(State.DEAD, ReasonCode.MAPPING_FAILED, TALLY, 1, 0, 1),
            new ReplayPlan.Group(State.IGNORED, ReasonCode.NO_MAPPING, HOOK, 1, 0, 1));
    assertThat(plan.withoutLane()).isEqualTo(4);
  }

  @Test
  void plansNothingOfAnEmptyJournal() {
    assertThat(journal.planReplay(filter(ReplayFilter.REPLAYABLE)).events()).isZero();
    assertThat(start(filter(ReplayFilter.REPLAYABLE), USUAL)).isNull();
    assertThat(journal.replays(10)).isEmpty();
  }

  @Test
  void narrowsByEveryPartOfTheFilter() {
    EventId early = deadAt("early", T0.minusSeconds(60));
    EventId late = deadAt("late", T0.plusSeconds(60));
    deadUnprepared(TALLY, "other-hook");
    ignored("ignored");

    assertThat(taken(new ReplayFilter(DEAD, HOOK, null, null, null, null, null)))
        .containsExactlyInAnyOrder(early, late);
    assertThat(taken(new ReplayFilter(DEAD, HOOK, CRM, null, T0, null, null)))
        .containsExactly(late);
    assertThat(taken(new ReplayFilter(DEAD, HOOK, null, null, null, T0, null)))
        .containsExactly(early);
    var mapping = ReasonCode.MAPPING_FAILED;
    assertThat(taken(new ReplayFilter(DEAD, null, null, mapping, null, T0, null)))
        .containsExactly(early);
    var elsewhere = new ConnectionName("eu");
    assertThat(taken(new ReplayFilter(DEAD, null, elsewhere, null, null, null, null))).isEmpty();
    var rejected = ReasonCode.CRM_REJECTED;
    assertThat(taken(new ReplayFilter(DEAD, null, null, rejected, null, null, null))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "said 100%, true",
    "SAID 100%., true",
    "said 1_0%, false",
    "KEY-1, true",
    "key%1, false",
    "body of, false",
    "!, false"
  })
  void looksForTextInSentenceKeyAndIdAsItStands(String text, boolean found) {
    EventId event = dead("key-1", ADA);

    var filter = new ReplayFilter(DEAD, null, null, null, null, null, text);
    assertThat(journal.planReplay(filter).events()).isEqualTo(found ? 1 : 0);
    String id = event.value().substring(4).toLowerCase(java.util.Locale.ROOT);
    var byId = new ReplayFilter(DEAD, null, null, null, null, null, id);
    assertThat(journal.planReplay(byId).events()).isEqualTo(1);
  }

  @Test
  void countsWhatWouldOverwriteSomethingNewerOfTheSamePerson() {
    dead("old", ADA);
    delivered("between", ADA, "c-1");
    dead("newest", ADA);
    dead("of bob", BOB);

    ReplayPlan plan = journal.planReplay(filter(DEAD));

    assertThat(plan.events()).isEqualTo(3);
    assertThat(plan.newer()).isEqualTo(1);
  }

  // ── a run ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void replaysExactlyWhatWasPlannedAndEachOnce() {
    List<EventId> planned = List.of(deadUnprepared(HOOK, "a"), dead("b", ADA), ignored("c"));
    ReplayRun run = started(filter(ReplayFilter.REPLAYABLE), USUAL);
    EventId later = deadUnprepared(HOOK, "later");

    ReplayStep step = step(run, T0.plusSeconds(1));

    assertThat(step).isEqualTo(new ReplayStep(Map.of(ReplayOutcome.REPLAYED, 3), true));
    assertThat(planned).allMatch(event -> state(event) == State.RECEIVED);
    assertThat(planned).allMatch(event -> summary(event).replay() == 1);
    assertThat(state(later)).isEqualTo(State.DEAD);
    assertThat(step(run, T0.plusSeconds(9))).isEqualTo(ReplayStep.NOTHING);
    assertThat(planned).allMatch(event -> summary(event).replay() == 1);
  }

  @Test
  void tellsOfARunAllThatIsKnown() {
    deadUnprepared(HOOK, "the first");
    deadUnprepared(HOOK, "the other");
    var options = new ReplayOptions(false, StaleReplay.PROFILE_ONLY, 1);
    ReplayRun run = started(new ReplayFilter(DEAD, HOOK, null, null, T0, null, "OTHER"), options);
    assertThat(run.planned()).isEqualTo(1);

    ReplayRun other = started(filter(DEAD), options);
    step(other, T0.plusSeconds(1));

    ReplayRun now = journal.findReplay(other.id()).orElseThrow();
    assertThat(now.filter()).isEqualTo("state dead");
    assertThat(run.filter())
        .isEqualTo("state dead, hook typeform, since 2026-01-18T18:17:02.123Z, text \"OTHER\"");
    assertThat(now.madeAt()).isEqualTo(T0);
    assertThat(now.options()).isEqualTo(options);
    assertThat(now.status()).isEqualTo(Status.RUNNING);
    assertThat(now.planned()).isEqualTo(2);
    assertThat(now.replayed()).isEqualTo(1);
    assertThat(now.left()).isEqualTo(1);
    assertThat(now.skipped()).isZero();
    assertThat(now.workedAt()).isEqualTo(T0.plusSeconds(1));
    assertThat(now.endedAt()).isNull();
    assertThat(journal.replayedNow(other.id())).isEqualTo(Map.of(State.RECEIVED, 1L));
    assertThat(journal.replays(10)).extracting(ReplayRun::id).containsExactly(other.id(), run.id());
    assertThat(journal.replays(1)).hasSize(1);
    assertThat(journal.runningReplays()).containsExactly(run.id(), other.id());
    assertThat(journal.findReplay(new ReplayId(99))).isEmpty();
  }

  @Test
  void keepsToItsRateAndCatchesUpWithLittleMoreThanASecond() {
    deadOnes(40);
    ReplayRun run = started(filter(DEAD), new ReplayOptions(false, StaleReplay.SKIP, 10));

    assertThat(replayedBy(run, T0)).isZero();
    assertThat(replayedBy(run, T0.plusMillis(99))).isZero();
    assertThat(replayedBy(run, T0.plusMillis(250))).isEqualTo(2);
    assertThat(replayedBy(run, T0.plusMillis(300))).isEqualTo(1);
    assertThat(replayedBy(run, T0.plusMillis(300))).isZero();
    assertThat(replayedBy(run, T0.plusSeconds(600))).as("after a long pause").isEqualTo(11);
    assertThat(replayedBy(run, T0.plusSeconds(600))).isZero();
  }

  @Test
  void isNotHeldUpWhenTheClockGoesBack() {
    deadOnes(20);
    ReplayRun run = started(filter(DEAD), new ReplayOptions(false, StaleReplay.SKIP, 10));
    Instant dayBefore = T0.minusSeconds(86_400);

    assertThat(replayedBy(run, dayBefore)).isZero();
    assertThat(replayedBy(run, dayBefore.plusMillis(500))).isEqualTo(5);
  }

  @Test
  void takesTheUsualRateWhereTheRunHasNone() {
    deadOnes(20);
    ReplayRun run = started(filter(DEAD), USUAL);

    assertThat(journal.replayStep(run.id(), 5, ROOM, T0.plusSeconds(1)).of(REPLAYED)).isEqualTo(5);
  }

  @Test
  void waitsWhileManyOfItsEventsWait() {
    List<EventId> all = deadOnes(10);
    ReplayRun run = started(filter(DEAD), USUAL);

    assertThat(journal.replayStep(run.id(), RATE, 4, T0.plusSeconds(1)).of(REPLAYED)).isEqualTo(4);
    assertThat(journal.replayStep(run.id(), RATE, 4, T0.plusSeconds(2)).of(REPLAYED)).isZero();
    ready(all.get(0), ADA);
    assertThat(journal.replayStep(run.id(), RATE, 4, T0.plusSeconds(3)).of(REPLAYED)).isZero();
    sendAll(new Settlement.Delivered());
    assertThat(journal.replayStep(run.id(), RATE, 4, T0.plusSeconds(4)).of(REPLAYED)).isEqualTo(1);
  }

  @Test
  void goesOnWhereItWasAfterTheServerEnded() {
    List<EventId> all = deadOnes(10);
    ReplayRun run = started(filter(DEAD), USUAL);
    journal.replayStep(run.id(), 4, ROOM, T0.plusSeconds(1));
    journal.close();
    journal = open();

    assertThat(journal.runningReplays()).containsExactly(run.id());
    step(run, T0.plusSeconds(2));
    assertThat(all).allMatch(event -> summary(event).replay() == 1);
    assertThat(found(run).status()).isEqualTo(Status.FINISHED);
    assertThat(found(run).endedAt()).isEqualTo(T0.plusSeconds(2));
    assertThat(journal.runningReplays()).isEmpty();
  }

  @Test
  void leavesWhatItHasNotComeToWhenItIsCancelled() {
    List<EventId> all = deadOnes(10);
    ReplayRun run = started(filter(DEAD), USUAL);
    journal.replayStep(run.id(), 4, ROOM, T0.plusSeconds(1));

    ReplayRun cancelled = journal.cancelReplay(run.id(), T0.plusSeconds(2)).orElseThrow();

    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(cancelled.replayed()).isEqualTo(4);
    assertThat(cancelled.left()).isEqualTo(6);
    assertThat(step(run, T0.plusSeconds(3))).isEqualTo(ReplayStep.NOTHING);
    assertThat(all.stream().map(this::state).filter(State.DEAD::equals)).hasSize(6);
    assertThat(all.subList(0, 4)).allMatch(event -> state(event) == State.RECEIVED);
    assertThat(journal.cancelReplay(run.id(), T0.plusSeconds(9))).contains(cancelled);
    assertThat(journal.cancelReplay(new ReplayId(99), T0)).isEmpty();
  }

  @Test
  void passesOverWhatAPersonChangedSinceThePlan() {
    EventId replayed = deadUnprepared(HOOK, "replayed");
    EventId replayedAndDead = deadUnprepared(HOOK, "replayed and dead again");
    EventId discarded = deadUnprepared(HOOK, "discarded");
    EventId same = deadUnprepared(HOOK, "same");
    ReplayRun run = started(filter(DEAD), USUAL);
    journal.replay(replayed, T0);
    journal.replay(replayedAndDead, T0);
    die(replayedAndDead);
    journal.discard(discarded, "a test", T0);

    step(run, T0.plusSeconds(1));

    assertThat(found(run).outcomes())
        .isEqualTo(Map.of(ReplayOutcome.REPLAYED, 1L, ReplayOutcome.CHANGED, 3L));
    assertThat(summary(replayed).replay()).isEqualTo(1);
    assertThat(state(replayedAndDead)).isEqualTo(State.DEAD);
    assertThat(state(discarded)).isEqualTo(State.DISCARDED);
    assertThat(summary(same).replay()).isEqualTo(1);
  }

  @Test
  void givesEachEventToOneOfTwoRuns() {
    List<EventId> all = deadOnes(6);
    ReplayRun first = started(filter(DEAD), USUAL);
    ReplayRun second = started(filter(DEAD), USUAL);

    journal.replayStep(first.id(), 3, ROOM, T0.plusSeconds(1));
    step(second, T0.plusSeconds(1));
    step(first, T0.plusSeconds(2));

    assertThat(found(first).outcomes())
        .isEqualTo(Map.of(ReplayOutcome.REPLAYED, 3L, ReplayOutcome.CHANGED, 3L));
    assertThat(found(second).outcomes())
        .isEqualTo(Map.of(ReplayOutcome.REPLAYED, 3L, ReplayOutcome.CHANGED, 3L));
    assertThat(all).allMatch(event -> summary(event).replay() == 1);
  }

  @Test
  void saysWhereTheReplayedEventsAreNow() {
    List<EventId> all = deadOnes(3);
    ReplayRun run = started(filter(DEAD), USUAL);
    step(run, T0.plusSeconds(1));
    ready(all.get(0), ADA);
    die(all.get(1));

    assertThat(journal.replayedNow(run.id()))
        .isEqualTo(Map.of(State.READY, 1L, State.DEAD, 1L, State.RECEIVED, 1L));
    journal.replay(all.get(1), T0);
    assertThat(journal.replayedNow(run.id()))
        .as("what a person replayed since is his")
        .isEqualTo(Map.of(State.READY, 1L, State.RECEIVED, 1L));
  }

  @Test
  void tellsTheDeadLetterAgainOfWhatDiesAgain() {
    EventId event = deadUnprepared(HOOK, "a");
    Letters.tell(journal, event, T0);
    ReplayRun run = started(filter(DEAD), USUAL);
    step(run, T0.plusSeconds(1));
    assertThat(Letters.due(journal, T0.plusSeconds(9))).isEmpty();
    die(event);

    assertThat(Letters.due(journal, T0.plusSeconds(9))).containsExactly(event);
    assertThat(summary(event).replay()).isEqualTo(1);
  }

  // ── as it was ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void sendsTheRecordedCallsInTheOldLane() {
    EventId first = dead("a", ADA);
    EventId live = readyEvent("b", ADA);

    assertThat(journal.replayAsWas(first, T0)).contains(new ReplayedAsWas(State.DEAD, true));

    Claim claim = journal.claim(CRM, T0, 10).get(0);
    List<Ready> ready = journal.ready(claim, 10);
    assertThat(ready).extracting(Ready::id).as("in order of receipt").containsExactly(first, live);
    assertThat(ready.get(0).calls()).isEqualTo(calls());
    assertThat(ready.get(0).replay()).isEqualTo(1);
    assertThat(ready.get(0).attempts()).isZero();
    assertThat(journal.replayed(claim, first))
        .isEqualTo(new Replayed(true, StaleReplay.SEND, false, null));
  }

  @Test
  void opensTheLaneAgainWhereItHasGone() {
    EventId event = dead("a", ADA);
    assertThat(journal.claim(CRM, T0, 10)).isEmpty();

    journal.replayAsWas(event, T0.plusSeconds(5));

    assertThat(journal.claim(CRM, T0.plusSeconds(4), 10)).isEmpty();
    assertThat(journal.claim(CRM, T0.plusSeconds(5), 10)).hasSize(1);
  }

  @Test
  void refusesAsItWasWhatHasNoCallsOrIsNotSettled() {
    EventId unprepared = deadUnprepared(HOOK, "a");
    EventId ignored = ignored("b");
    EventId ready = readyEvent("c", BOB);

    assertThat(journal.replayAsWas(unprepared, T0)).contains(new ReplayedAsWas(State.DEAD, false));
    assertThat(journal.replayAsWas(ignored, T0)).contains(new ReplayedAsWas(State.IGNORED, false));
    assertThat(journal.replayAsWas(ready, T0)).contains(new ReplayedAsWas(State.READY, false));
    assertThat(journal.replayAsWas(new EventId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), T0)).isEmpty();
    assertThat(state(unprepared)).isEqualTo(State.DEAD);
    assertThat(state(ready)).isEqualTo(State.READY);
  }

  @Test
  void isNotAsItWasAnyMoreWhenItIsPreparedAnewAfterwards() {
    EventId event = dead("a", ADA);
    journal.replayAsWas(event, T0);
    sendAll(new Settlement.Dead(REFUSED));
    journal.replay(event, T0);
    ready(event, ADA);

    assertThat(journal.replayed(journal.claim(CRM, T0, 1).get(0), event).asWas()).isFalse();
  }

  @Test
  void countsWhatARunCannotReplayAsItWas() {
    EventId withCalls = dead("a", ADA);
    EventId without = deadUnprepared(HOOK, "b");
    ReplayRun run = started(filter(DEAD), AS_WAS);
    assertThat(run.of(ReplayOutcome.WITHOUT_CALLS)).isEqualTo(1);

    assertThat(step(run, T0.plusSeconds(1)).finished()).isTrue();

    assertThat(state(withCalls)).isEqualTo(State.READY);
    assertThat(state(without)).isEqualTo(State.DEAD);
    assertThat(found(run).replayed()).isEqualTo(1);
    assertThat(found(run).left()).isZero();
  }

  @Test
  void isFinishedAtOnceWhereThePlanLeavesNothingToDo() {
    deadUnprepared(HOOK, "a");

    assertThat(started(filter(DEAD), AS_WAS).status()).isEqualTo(Status.FINISHED);
  }

  // ── what is stale ──────────────────────────────────────────────────────────────────────────────

  @Test
  void skipsAtThePlanWhatIsKnownToBeStale() {
    EventId old = dead("old", ADA);
    delivered("newer", ADA, "c-1");
    ReplayRun run = started(filter(DEAD), USUAL);

    assertThat(run.of(ReplayOutcome.STALE)).isEqualTo(1);
    assertThat(run.status()).isEqualTo(Status.FINISHED);
    assertThat(state(old)).isEqualTo(State.DEAD);
    assertThat(summary(old).replay()).isZero();
  }

  @Test
  void skipsAtTheStepWhatBecameStaleSinceThePlan() {
    EventId old = dead("old", ADA);
    ReplayRun run = started(filter(DEAD), USUAL);
    delivered("newer", ADA, "c-1");

    step(run, T0.plusSeconds(1));

    assertThat(found(run).outcomes()).isEqualTo(Map.of(ReplayOutcome.STALE, 1L));
    assertThat(summary(old).replay()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"PROFILE_ONLY", "SEND"})
  void replaysWhatIsStaleWhereItIsAskedTo(StaleReplay stale) {
    EventId old = dead("old", ADA);
    delivered("newer", ADA, "c-1");
    delivered("newest", ADA, "c-2");
    ReplayRun run = started(filter(DEAD), new ReplayOptions(true, stale, null));

    step(run, T0.plusSeconds(1));

    Claim claim = journal.claim(CRM, T0.plusSeconds(1), 1).get(0);
    assertThat(journal.replayed(claim, old)).isEqualTo(new Replayed(true, stale, true, "c-2"));
  }

  @Test
  void putsBackAsItWasWhatTurnsOutStaleAtTheSend() {
    EventId event = deadUnprepared(HOOK, "old");
    EventSummary before = summary(event);
    ReplayRun run = started(filter(DEAD), USUAL);
    step(run, T0.plusSeconds(1));
    ready(event, ADA);
    delivered("newer", ADA, "c-1", event);
    Claim claim = journal.claim(CRM, T0.plusSeconds(2), 1).get(0);

    assertThat(journal.replayed(claim, event).newerSent()).isTrue();
    assertThat(journal.leaveOut(claim, event, T0.plusSeconds(3))).isTrue();

    assertThat(summary(event).state()).isEqualTo(State.DEAD);
    assertThat(summary(event).reason()).isEqualTo(before.reason());
    assertThat(summary(event).settledAt()).isEqualTo(before.settledAt());
    assertThat(Letters.due(journal, T0.plusSeconds(9)))
        .as("its message, which was not told before the replay, is due as it was")
        .containsExactly(event);
    assertThat(found(run).outcomes()).isEqualTo(Map.of(ReplayOutcome.STALE, 1L));
    assertThat(journal.replayedNow(run.id())).isEmpty();
    assertThat(journal.leaveOut(claim, event, T0.plusSeconds(3))).as("twice").isFalse();
  }

  @Test
  void tellsNothingAgainOfADeadEventThatItPutsBack() {
    EventId event = deadUnprepared(HOOK, "old");
    Letters.tell(journal, event, T0);
    step(started(filter(DEAD), USUAL), T0.plusSeconds(1));
    ready(event, ADA);
    Claim claim = journal.claim(CRM, T0.plusSeconds(2), 1).get(0);

    assertThat(journal.leaveOut(claim, event, T0.plusSeconds(3))).isTrue();

    assertThat(Letters.due(journal, T0.plusSeconds(3600))).isEmpty();
  }

  @Test
  void putsAnIgnoredEventBackToIgnoredAndTellsNothingAgain() {
    EventId event = ignored("old");
    ReplayRun run = started(filter(EnumSet.of(State.IGNORED)), USUAL);
    step(run, T0.plusSeconds(1));
    ready(event, ADA);
    Claim claim = journal.claim(CRM, T0.plusSeconds(2), 1).get(0);

    assertThat(journal.leaveOut(claim, event, T0.plusSeconds(3))).isTrue();

    assertThat(summary(event).state()).isEqualTo(State.IGNORED);
    assertThat(summary(event).reason()).isEqualTo(NO_MAPPING);
    assertThat(Letters.due(journal, T0.plusSeconds(9))).isEmpty();
  }

  @Test
  void leavesNothingOutWithoutTheClaimOrWithoutARun() {
    EventId ofNoRun = dead("a", ADA);
    journal.replayAsWas(ofNoRun, T0);
    Claim claim = journal.claim(CRM, T0, 1).get(0);

    assertThat(journal.leaveOut(claim, ofNoRun, T0)).isFalse();
    assertThat(state(ofNoRun)).isEqualTo(State.READY);

    EventId ofARun = dead("b", BOB);
    step(started(filter(DEAD), AS_WAS), T0.plusSeconds(1));
    Claim mine = journal.claim(CRM, T0.plusSeconds(1), 1).get(0);
    var lost = new Claim(CRM, mine.lane(), "another");
    assertThat(journal.leaveOut(lost, ofARun, T0)).isFalse();
    assertThat(state(ofARun)).isEqualTo(State.READY);
  }

  // ── words ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void takesOnlyWhatCanBeReplayed() {
    assertThatThrownBy(() -> filter(Set.of(State.READY)))
        .hasMessageContaining("only DEAD and IGNORED events are replayed");
    assertThatThrownBy(() -> filter(Set.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReplayOptions(false, StaleReplay.SKIP, 0))
        .hasMessage("the rate is 0; it must be 1 or more");
    assertThatThrownBy(() -> ReplayId.of("12")).hasMessageContaining("'12' is no replay");
    assertThat(ReplayId.of(" r12 ")).isEqualTo(new ReplayId(12)).hasToString("R12");
  }

  private static final Set<State> DEAD = EnumSet.of(State.DEAD);
  private static final ReplayOutcome REPLAYED = ReplayOutcome.REPLAYED;

  private static ReplayFilter filter(Set<State> states) {
    return new ReplayFilter(states, null, null, null, null, null, null);
  }

  private @Nullable ReplayRun start(ReplayFilter filter, ReplayOptions options) {
    return journal.startReplay(filter, options, T0).orElse(null);
  }

  private ReplayRun started(ReplayFilter filter, ReplayOptions options) {
    return journal.startReplay(filter, options, T0).orElseThrow();
  }

  private ReplayRun found(ReplayRun run) {
    return journal.findReplay(run.id()).orElseThrow();
  }

  private ReplayStep step(ReplayRun run, Instant now) {
    return journal.replayStep(run.id(), RATE, ROOM, now);
  }

  private int replayedBy(ReplayRun run, Instant now) {
    return step(run, now).of(ReplayOutcome.REPLAYED);
  }

  /** The events that a run with this filter replays; afterwards they are dead again. */
  private List<EventId> taken(ReplayFilter filter) {
    long planned = journal.planReplay(filter).events();
    ReplayRun run = start(filter, USUAL);
    if (run == null) {
      assertThat(planned).isZero();
      return List.of();
    }
    assertThat(run.planned()).isEqualTo(planned);
    step(run, T0.plusSeconds(100));
    List<EventId> taken =
        journal.received(Instant.MAX, 100).stream().map(r -> r.event().id()).toList();
    taken.forEach(this::die);
    return taken;
  }

  private EventId append(HookName hook, String key, Instant at) {
    var request =
        new Request(hook, "POST", "/hooks/" + hook, Headers.NONE, Bytes.utf8("body of " + key), at);
    var part = new Part(key, null, request.body(), request.body().sha256());
    return journal.append(request, "generic", CRM, List.of(part), at).get(0).event();
  }

  private EventId deadAt(String key, Instant at) {
    EventId event = append(HOOK, key, at);
    die(event);
    return event;
  }

  private EventId deadUnprepared(HookName hook, String key) {
    EventId event = append(hook, key, T0);
    die(event);
    return event;
  }

  private List<EventId> deadOnes(int count) {
    var events = new ArrayList<EventId>();
    for (int i = 0; i < count; i++) {
      events.add(deadUnprepared(HOOK, "dead " + i));
    }
    return events;
  }

  private void die(EventId event) {
    var why = new Reason(ReasonCode.MAPPING_FAILED, "email matched nothing");
    var dead = new Preparation.IsDead(event, "demo", "hash", why, List.of(), T0);
    assertThat(journal.prepare(List.of(dead))).containsExactly(event);
  }

  private EventId ignored(String key) {
    EventId event = append(HOOK, key, T0);
    journal.prepare(List.of(new Preparation.IsIgnored(event, null, "hash", NO_MAPPING, T0)));
    return event;
  }

  private void ready(EventId event, Person person) {
    var ready =
        new Preparation.IsReady(event, "demo", "hash", person, calls(), List.of(), null, T0);
    assertThat(journal.prepare(List.of(ready))).containsExactly(event);
  }

  private EventId readyEvent(String key, Person person) {
    EventId event = append(HOOK, key, T0);
    ready(event, person);
    return event;
  }

  private static List<Call> calls() {
    return List.of(
        new Call(CallKind.CREATE_CONTACT, Map.of("email", "ada@acme.example")),
        new Call(CallKind.ADD_PROFILE, Map.of("profile", "p")));
  }

  /** Prepared, sent and refused. */
  private EventId dead(String key, Person person) {
    EventId event = readyEvent(key, person);
    sendAll(new Settlement.Dead(REFUSED));
    return event;
  }

  private void delivered(String key, Person person, String contact, EventId... exceptFor) {
    EventId event = readyEvent(key, person);
    for (Claim claim : journal.claim(CRM, T0.plusSeconds(1000), 100)) {
      var result = new CallResult(contact, null, null, null);
      journal.accepted(claim, event, calls().get(0), result, calls().get(1), T0);
      journal.accepted(claim, event, calls().get(1), result, null, T0);
      assertThat(journal.settle(claim, event, new Settlement.Delivered(), T0)).isTrue();
      journal.release(claim, T0);
    }
    assertThat(List.of(exceptFor)).allMatch(other -> state(other) == State.READY);
  }

  private void sendAll(Settlement settlement) {
    for (Claim claim : journal.claim(CRM, T0.plusSeconds(1000), 100)) {
      journal.ready(claim, 100).forEach(ready -> journal.settle(claim, ready.id(), settlement, T0));
      journal.release(claim, T0);
    }
  }

  private EventSummary summary(EventId event) {
    return journal.find(event).orElseThrow().summary();
  }

  private State state(EventId event) {
    return summary(event).state();
  }
}
