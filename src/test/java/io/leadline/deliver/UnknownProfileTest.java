package io.leadline.deliver;

import static io.leadline.deliver.Bench.ADA;
import static io.leadline.deliver.Bench.contact;
import static io.leadline.deliver.Bench.profile;
import static io.leadline.deliver.ScriptedCrm.answer;
import static io.leadline.deliver.ScriptedCrm.notReached;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.crm.UnknownProfile;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.EventId;
import io.leadline.event.Happening.CallRepeated;
import io.leadline.event.Happening.EventHeld;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Decided;
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.EventDetail.Made;
import io.leadline.journal.LedgerLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile that may have been added, where a person is to decide, and what it says of itself. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class UnknownProfileTest {
  private static final String CREATE = "createContact " + ADA;
  private static final String ADD = "addProfileToContact c-1";
  private static final Reply LOST = answer(502, "<html>Bad gateway</html>");

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    connect("leadline_event", UnknownProfile.HOLD);
  }

  private void connect(@Nullable String reference, UnknownProfile unknown) {
    bench.connection = Bench.CONNECTION.withProfiles(reference, unknown);
    bench.restart();
  }

  @AfterEach
  void close() {
    assertThat(bench.journal.countedLedger()).as("the ledger").isEqualTo(bench.journal.ledger());
    assertThat(bench.journal.ledger()).allMatch(LedgerLine::balances);
    bench.close();
  }

  // ── the reference ─────────────────────────────────────────────────────────────────────────────

  @Test
  void saysInTheProfileWhichEventItCameFromAndLeavesTheFrozenCallAsItIs() {
    EventId event = bench.ready("one");

    bench.send();

    assertThat(payload())
        .isEqualTo(
            Map.of(
                "summary",
                "one",
                "leadline_event",
                "Leadline event " + event + ", received 2026-01-18T18:17:02Z, hook typeform"));
    assertThat(bench.detail(event).calls()).contains(profile("one"));
  }

  @Test
  void saysNothingWhereTheReferenceIsOff() {
    connect(null, UnknownProfile.HOLD);
    bench.ready("one");

    bench.send();

    assertThat(payload()).isEqualTo(Map.of("summary", "one"));
  }

  @Test
  void leavesTheMappingsOwnWordUnderTheKey() {
    var own = Bench.body("profile_payload", Map.of("leadline_event", "ours"));
    bench.ready("one", List.of(contact(ADA), new Call(CallKind.ADD_PROFILE, own)));

    bench.send();

    assertThat(payload()).isEqualTo(Map.of("leadline_event", "ours"));
  }

  private @Nullable Object payload() {
    CrmRequest last = bench.crm.requests.get(bench.crm.requests.size() - 1);
    return last.body().get("profile_payload");
  }

  // ── hold ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void holdsTheEventAndGoesOnWithTheNext() {
    EventId first = held();
    EventId second = bench.ready("two");

    bench.send();

    assertThat(bench.state(first)).isEqualTo(State.HELD);
    assertThat(bench.reason(first))
        .contains(
            "answer_lost",
            "502",
            "contact c-1",
            "'Leadline event " + first + ", received 2026-01-18T18:17:02Z, hook typeform'",
            "./leadline confirm " + first,
            "./leadline repeat " + first);
    assertThat(bench.told(EventHeld.class)).extracting("id").containsExactly(first);
    assertThat(bench.state(second)).isEqualTo(State.DELIVERED);
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, CREATE, ADD);
    assertThat(bench.journal.backlog(bench.clock.instant()).of(Bench.CRM).held()).isEqualTo(1);
  }

  @Test
  void doesNotPromiseAReferenceThatIsNotThere() {
    connect(null, UnknownProfile.HOLD);
    EventId event = held();

    assertThat(bench.reason(event))
        .doesNotContain("Leadline event")
        .contains("./leadline events " + event + " --calls");
  }

  @Test
  void holdsWhatACrashCutOnceItIsClaimedAgain() {
    EventId event = cutByACrash();

    bench.restart();
    bench.send();

    assertThat(bench.state(event)).isEqualTo(State.HELD);
    assertThat(bench.reason(event)).contains("while addProfileToContact was on its way");
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);
    assertThat(bench.told(CallRepeated.class)).isEmpty();
  }

  @Test
  void repeatsWhatACrashCutWhereThatIsWanted() {
    connect("leadline_event", UnknownProfile.REPEAT);
    EventId event = cutByACrash();

    bench.restart();
    bench.send();

    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(bench.told(CallRepeated.class)).hasSize(1);
  }

  @Test
  void repeatsAContactWhoseAnswerWasLost() {
    EventId event = bench.ready("one");
    bench.crm.then(LOST);
    bench.send();
    bench.sendAfter(ofSeconds(2));

    assertThat(bench.crm.calls()).containsExactly(CREATE, CREATE, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  @Test
  void doesNotHoldWhatSurelyDidNotHappen() {
    EventId event = bench.ready("one");
    bench.crm.then(ScriptedCrm::success).then(notReached());
    bench.send();
    bench.sendAfter(ofSeconds(2));

    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.told(EventHeld.class)).isEmpty();
  }

  // ── a person decides ──────────────────────────────────────────────────────────────────────────

  @Test
  void deliversWhatAPersonConfirmsWithoutMakingItAgain() {
    EventId event = held();

    assertThat(confirm(event)).isEqualTo(new Decided(State.HELD, State.DELIVERED));
    bench.send();

    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.reason(event)).contains(ReasonCode.CONFIRMED_BY_HAND.code());
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);
    assertThat(bench.detail(event).made())
        .extracting(Made::kind, Made::came)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(CallKind.CREATE_CONTACT, Came.ACCEPTED),
            org.assertj.core.groups.Tuple.tuple(CallKind.ADD_PROFILE, Came.CONFIRMED));
    assertThat(bench.journal.backlog(bench.clock.instant()).confirmed()).isEqualTo(1);
  }

  @Test
  void makesWhatIsLeftAfterAConfirmedCall() {
    EventId event = bench.ready("one", List.of(contact(ADA), profile("a"), profile("b")));
    bench.crm.then(ScriptedCrm::success).then(LOST);
    bench.send();

    assertThat(confirm(event)).isEqualTo(new Decided(State.HELD, State.READY));
    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(payload()).asString().contains("summary=b");
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  @Test
  void makesAgainWhatAPersonSaysToRepeatAlsoWhenTheCrmIsAwayAtFirst() {
    EventId event = held();

    assertThat(bench.journal.repeat(event, bench.clock.instant()))
        .contains(new Decided(State.HELD, State.READY));
    bench.crm.then(notReached());
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.READY);
    bench.sendAfter(ofSeconds(2));

    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD, ADD);
    assertThat(bench.told(CallRepeated.class)).isNotEmpty();
  }

  @Test
  void holdsARepeatedCallAgainWhoseAnswerIsLostToo() {
    EventId event = held();
    bench.journal.repeat(event, bench.clock.instant());
    bench.crm.then(LOST);
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.HELD);

    bench.journal.repeat(event, bench.clock.instant());
    bench.crm.then(
        request -> {
          throw new Killed();
        });
    assertThatThrownBy(bench::send).isInstanceOf(Killed.class);
    bench.restart();
    bench.send();

    assertThat(bench.state(event)).isEqualTo(State.HELD);
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD, ADD);
  }

  @Test
  void confirmsADeadEventOnlyWhereACallIsInDoubt() {
    EventId refused = bench.ready("one");
    bench.crm.then(ScriptedCrm.refused("contact_status is not one of ours"));
    bench.send();
    assertThat(confirm(refused)).isEqualTo(new Decided(State.DEAD, null));

    connect("leadline_event", UnknownProfile.REPEAT);
    EventId lost = bench.ready("two");
    bench.crm.then(ScriptedCrm::success).then(LOST).then(LOST);
    bench.send();
    bench.sendAfter(java.time.Duration.ofDays(4));
    assertThat(bench.state(lost)).isEqualTo(State.DEAD);
    assertThat(confirm(lost)).isEqualTo(new Decided(State.DEAD, State.DELIVERED));
  }

  @Test
  void refusesWhatIsNotInDoubt() {
    EventId event = bench.ready("one");
    assertThat(confirm(event)).isEqualTo(new Decided(State.READY, null));
    assertThat(bench.journal.repeat(event, bench.clock.instant()))
        .contains(new Decided(State.READY, null));
    assertThat(bench.journal.confirm(new EventId("0".repeat(26)), Bench.T0)).isEmpty();
    assertThat(bench.journal.repeat(new EventId("0".repeat(26)), Bench.T0)).isEmpty();
  }

  @Test
  void discardsWhatIsHeld() {
    EventId event = held();

    assertThat(bench.journal.discard(event, "a test", bench.clock.instant()))
        .hasValueSatisfying(discarded -> assertThat(discarded.done()).isTrue());
    assertThat(bench.state(event)).isEqualTo(State.DISCARDED);
  }

  private EventId held() {
    EventId event = bench.ready("one");
    bench.crm.then(ScriptedCrm::success).then(LOST);
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.HELD);
    return event;
  }

  private EventId cutByACrash() {
    EventId event = bench.ready("one");
    bench
        .crm
        .then(ScriptedCrm::success)
        .then(
            request -> {
              throw new Killed();
            });
    assertThatThrownBy(bench::send).isInstanceOf(Killed.class);
    return event;
  }

  private Decided confirm(EventId event) {
    return bench.journal.confirm(event, bench.clock.instant()).orElseThrow();
  }

  /** As a kill would have it: nothing catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
