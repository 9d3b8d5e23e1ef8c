package io.leadline.journal;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.EventDetail.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal keeps of calls in doubt and of what was sent last. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
public abstract class JournalCallsContract {
  private static final Instant T0 = Instant.parse("2026-01-18T18:17:02.123Z");
  private static final HookName HOOK = new HookName("typeform");
  private static final HookName TALLY = new HookName("tally");
  private static final ConnectionName CRM = ConnectionName.DEFAULT;
  private static final ConnectionName EU = new ConnectionName("eu");
  private static final Reason LOST = new Reason(ReasonCode.ANSWER_LOST, "No answer came.");
  private static final Person ADA = new Person.ByEmail("ada@acme.example");
  private static final CallResult RESULT = new CallResult("c-1", "e-1", null, "created");
  private static final Call CONTACT = new Call(CallKind.CREATE_CONTACT, Map.of("email", "ada"));
  private static final Call PROFILE = new Call(CallKind.ADD_PROFILE, Map.of("profile", "p"));
  private static final Call OTHER = new Call(CallKind.ADD_PROFILE, Map.of("profile", "other"));

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

  // ── held ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void holdsAnEventAndGoesOnWithTheClaim() {
    EventId first = ready("k1", CONTACT, PROFILE);
    EventId second = ready("k2", CONTACT);
    Claim claim = claim();
    journal.starting(claim, first, PROFILE, T0);

    assertThat(journal.settle(claim, first, new Settlement.Held(LOST), T0)).isTrue();
    assertThat(journal.ready(claim, 10)).extracting(Ready::id).containsExactly(second);
    EventSummary held = journal.find(first).orElseThrow().summary();
    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(held.reason()).isEqualTo(LOST);
    assertThat(held.settledAt()).as("a person is waited for").isNull();
    assertThat(journal.backlog(T0).of(CRM).held()).isEqualTo(1);
    assertThat(journal.ledger().get(0).pending()).isEqualTo(2);
  }

  @Test
  void opensTheLaneAgainForWhatAPersonSaysToRepeat() {
    EventId id = held(CONTACT, PROFILE);
    assertThat(journal.claim(CRM, T0, 1)).as("an empty lane is gone").isEmpty();

    assertThat(journal.repeat(id, T0)).contains(new Decided(State.HELD, State.READY));
    assertThat(journal.nextLaneDue(CRM)).contains(T0);
    Claim claim = claim();
    Ready ready = journal.ready(claim, 1).get(0);
    assertThat(ready.cut()).containsExactly(Ready.keyOf(PROFILE));
    assertThat(ready.repeat()).containsExactly(Ready.keyOf(PROFILE));
    assertThat(ready.attempts()).isZero();

    assertThat(journal.starting(claim, id, PROFILE, T0)).isTrue();
    assertThat(journal.ready(claim, 1).get(0).repeat()).as("on its way").isEmpty();
    Settlement later = new Settlement.Later(LOST, T0, true, false);
    journal.settle(claim, id, later, T0);
    assertThat(journal.ready(claim(), 1).get(0).repeat())
        .as("it surely did not happen: the person's word stands")
        .containsExactly(Ready.keyOf(PROFILE));
  }

  @Test
  void forgetsAPersonsWordOnceTheRepeatedCallIsInDoubtAgain() {
    EventId id = held(CONTACT, PROFILE);
    journal.repeat(id, T0);
    Claim claim = claim();
    journal.starting(claim, id, PROFILE, T0);
    journal.close();
    journal = open();

    Ready ready = journal.ready(claim(), 1).get(0);
    assertThat(ready.cut()).containsExactly(Ready.keyOf(PROFILE));
    assertThat(ready.repeat()).isEmpty();
  }

  @Test
  void deliversAConfirmedEventWhoseLastCallItWas() {
    EventId id = held(PROFILE);

    assertThat(journal.confirm(id, T0.plusSeconds(9)))
        .contains(new Decided(State.HELD, State.DELIVERED));
    EventDetail detail = journal.find(id).orElseThrow();
    assertThat(detail.summary().settledAt()).isEqualTo(T0.plusSeconds(9));
    assertThat(detail.made()).extracting(Made::came).containsExactly(Came.CONFIRMED);
    assertThat(journal.backlog(T0).confirmed()).isEqualTo(1);
    assertThat(journal.confirm(id, T0)).contains(new Decided(State.DELIVERED, null));
    assertThat(journal.repeat(id, T0)).contains(new Decided(State.DELIVERED, null));
  }

  @Test
  void makesWhatIsLeftOfAConfirmedEventAndNeverTheConfirmedCall() {
    EventId id = held(PROFILE, OTHER);

    assertThat(journal.confirm(id, T0)).contains(new Decided(State.HELD, State.READY));
    Claim claim = claim();
    assertThat(journal.ready(claim, 1).get(0).done()).containsOnlyKeys(Ready.keyOf(PROFILE));
    assertThat(journal.starting(claim, id, PROFILE, T0)).isFalse();
    assertThat(journal.starting(claim, id, OTHER, T0)).isTrue();
  }

  @Test
  void confirmsADeadEventWhoseCallMayHaveHappenedAndNoOther() {
    EventId lost = ready("k1", PROFILE);
    EventId refused = ready("k2", OTHER);
    Claim claim = claim();
    journal.starting(claim, lost, PROFILE, T0);
    journal.settle(claim, lost, new Settlement.Dead(LOST, true), T0);
    journal.settle(claim, refused, new Settlement.Dead(LOST, false), T0);
    journal.release(claim, T0);

    assertThat(journal.repeat(lost, T0)).contains(new Decided(State.DEAD, null));
    assertThat(journal.confirm(lost, T0)).contains(new Decided(State.DEAD, State.DELIVERED));
    assertThat(journal.confirm(refused, T0)).contains(new Decided(State.DEAD, null));
    assertThat(Letters.due(journal, T0)).containsExactly(refused);
  }

  @Test
  void refusesWhatIsWrittenUnderALostClaim() {
    EventId id = ready("k1", CONTACT, PROFILE);
    Claim lost = claim();
    journal.release(lost, T0);
    Sent sent = new Sent("sha", "c-1", null, id, T0);

    assertThat(journal.settle(lost, id, new Settlement.Held(LOST), T0)).isFalse();
    assertThat(journal.covered(lost, id, CONTACT, sent, T0)).isFalse();
    assertThat(journal.setAside(lost, id, PROFILE)).isFalse();
    AsSent asSent = new AsSent("m", 0, "sha");
    assertThat(journal.accepted(lost, id, CONTACT, RESULT, asSent, null, T0)).isFalse();
    assertThat(journal.lastSent(lost, "m", CallKind.CREATE_CONTACT, 0)).isEmpty();
  }

  // ── sent last ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void remembersWhatWasSentLastByMappingKindAndPlace() {
    EventId id = ready("k1", CONTACT, PROFILE);
    Claim claim = claim();
    accept(claim, id, CONTACT, "m", 0, "first");
    accept(claim, id, CONTACT, "m", 0, "second");
    accept(claim, id, PROFILE, "m", 1, "profile");

    assertThat(journal.lastSent(claim, "m", CallKind.CREATE_CONTACT, 0))
        .contains(new Sent("second", "c-1", "e-1", id, T0));
    assertThat(journal.lastSent(claim, "m", CallKind.ADD_PROFILE, 1)).isPresent();
    assertThat(journal.lastSent(claim, "m", CallKind.ADD_PROFILE, 0)).isEmpty();
    assertThat(journal.lastSent(claim, "other", CallKind.CREATE_CONTACT, 0)).isEmpty();
    Claim somebodyElse = new Claim(EU, claim.lane(), claim.token());
    assertThat(journal.lastSent(somebodyElse, "m", CallKind.CREATE_CONTACT, 0)).isEmpty();
  }

  @Test
  void forgetsAContactThatAnotherMappingChangedButNoProfile() {
    EventId id = ready("k1", CONTACT, PROFILE);
    Claim claim = claim();
    accept(claim, id, CONTACT, "m", 0, "a");
    accept(claim, id, PROFILE, "m", 0, "p");
    accept(claim, id, CONTACT, "other", 0, "b");

    assertThat(journal.lastSent(claim, "m", CallKind.CREATE_CONTACT, 0)).isEmpty();
    assertThat(journal.lastSent(claim, "other", CallKind.CREATE_CONTACT, 0)).isPresent();
    assertThat(journal.lastSent(claim, "m", CallKind.ADD_PROFILE, 0)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost", "dead", "discarded"})
  void forgetsAContactThatMayHoldSomethingElse(String end) {
    EventId before = ready("k1", CONTACT);
    EventId id = ready("k2", CONTACT);
    Claim claim = claim();
    accept(claim, before, CONTACT, "m", 0, "a");
    journal.settle(claim, before, new Settlement.Delivered(), T0);
    switch (end) {
      case "lost" -> journal.settle(claim, id, new Settlement.Later(LOST, T0, true, true), T0);
      case "dead" -> journal.settle(claim, id, new Settlement.Dead(LOST), T0);
      default -> {
        journal.release(claim, T0);
        journal.discard(id, "a test", T0);
      }
    }

    assertThat(journal.lastSent(claim, "m", CallKind.CREATE_CONTACT, 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"held", "lost", "dead", "discarded"})
  void forgetsAllThatWasSentLastOnceAProfileIsInDoubt(String end) {
    EventId before = ready("k1", CONTACT, PROFILE);
    EventId id = ready("k2", OTHER);
    Claim claim = claim();
    accept(claim, before, CONTACT, "m", 0, "a");
    accept(claim, before, PROFILE, "m", 0, "p");
    journal.settle(claim, before, new Settlement.Delivered(), T0);
    journal.starting(claim, id, OTHER, T0);
    switch (end) {
      case "held" -> journal.settle(claim, id, new Settlement.Held(LOST), T0);
      case "lost" -> journal.settle(claim, id, new Settlement.Later(LOST, T0, true, true), T0);
      case "dead" -> journal.settle(claim, id, new Settlement.Dead(LOST, true), T0);
      default -> {
        journal.release(claim, T0);
        journal.discard(id, "a test", T0);
      }
    }

    assertThat(journal.lastSent(claim, "m", CallKind.ADD_PROFILE, 0)).isEmpty();
    assertThat(journal.lastSent(claim, "m", CallKind.CREATE_CONTACT, 0)).isEmpty();
  }

  @Test
  void keepsTheLastProfileWhereOnlyAContactIsInDoubt() {
    EventId before = ready("k1", PROFILE);
    EventId id = ready("k2", CONTACT);
    Claim claim = claim();
    accept(claim, before, PROFILE, "m", 0, "p");
    journal.settle(claim, before, new Settlement.Delivered(), T0);

    journal.settle(claim, id, new Settlement.Later(LOST, T0, true, true), T0);

    assertThat(journal.lastSent(claim, "m", CallKind.ADD_PROFILE, 0)).isPresent();
  }

  @Test
  void deliversAnEventOfWhichNothingWasSentAndSaysSo() {
    EventId first = ready("k1", CONTACT);
    EventId second = ready("k2", CONTACT, PROFILE);
    Claim claim = claim();
    Sent sent = new Sent("sha", "c-1", null, first, T0);
    journal.covered(claim, second, CONTACT, sent, T0);
    journal.covered(claim, second, PROFILE, sent, T0);
    journal.settle(claim, second, new Settlement.Delivered(), T0);

    EventDetail detail = journal.find(second).orElseThrow();
    assertThat(String.valueOf(detail.summary().reason())).contains("covered", first.value());
    assertThat(detail.made()).extracting(Made::coveredBy).containsOnly(first);
  }

  @Test
  void saysNothingOfCoveringWhereACallWasMade() {
    EventId id = ready("k1", CONTACT, PROFILE);
    Claim claim = claim();
    journal.covered(claim, id, CONTACT, new Sent("sha", "c-1", null, id, T0), T0);
    journal.accepted(claim, id, PROFILE, RESULT, null, T0);
    journal.settle(claim, id, new Settlement.Delivered(), T0);

    assertThat(journal.find(id).orElseThrow().summary().reason()).isNull();
  }

  @Test
  void decidesAnewOnAReplayWhatIsCovered() {
    EventId id = ready("k1", CONTACT, PROFILE);
    Claim claim = claim();
    journal.covered(claim, id, CONTACT, new Sent("sha", "c-1", null, id, T0), T0);
    assertThat(journal.ready(claim, 1).get(0).done()).containsOnlyKeys(Ready.keyOf(CONTACT));
    journal.settle(claim, id, new Settlement.Dead(LOST, false), T0);
    journal.release(claim, T0);

    journal.replay(id, T0);

    assertThat(journal.find(id).orElseThrow().made()).isEmpty();
  }

  @Test
  void keepsAnAcceptedProfileOfAnotherContactAsHistory() {
    EventId id = ready("k1", PROFILE);
    Claim claim = claim();
    journal.accepted(claim, id, PROFILE, new CallResult("c-1", null, "7", null), null, T0);
    assertThat(journal.starting(claim, id, PROFILE, T0)).isFalse();

    assertThat(journal.setAside(claim, id, PROFILE)).isTrue();
    assertThat(journal.starting(claim, id, PROFILE, T0)).isTrue();
    journal.accepted(claim, id, PROFILE, new CallResult("c-2", null, "8", null), null, T0);
    assertThat(journal.find(id).orElseThrow().made())
        .extracting(made -> made.result() == null ? "" : made.result().contactId())
        .containsExactlyInAnyOrder("c-1", "c-2");
  }

  // ── who is known (only_new) ───────────────────────────────────────────────────────────────────

  @Test
  void knowsAPersonWhomAnotherHookAndMappingCreatedOnThisConnectionOnly() {
    EventId id = ready("k1", CONTACT);
    Claim claim = claim();
    journal.accepted(claim, id, CONTACT, RESULT, null, T0);
    journal.settle(claim, id, new Settlement.Delivered(), T0);
    journal.release(claim, T0);

    prepare(append(TALLY, CRM, "k2"), "another", CONTACT);
    prepare(append(TALLY, EU, "k3"), "another", CONTACT);

    assertThat(journal.createdBefore(claim())).isTrue();
    assertThat(journal.createdBefore(journal.claim(EU, T0, 1).get(0))).isFalse();
  }

  @Test
  void doesNotKnowAPersonWhoseContactIsInDoubtOrDied() {
    EventId lost = ready("k1", CONTACT);
    Claim claim = claim();
    journal.settle(claim, lost, new Settlement.Later(LOST, T0, true, true), T0);
    claim = claim();
    assertThat(journal.createdBefore(claim)).isFalse();
    journal.settle(claim, lost, new Settlement.Dead(LOST), T0);

    assertThat(journal.createdBefore(claim)).isFalse();
  }

  // ── all together ──────────────────────────────────────────────────────────────────────────────

  /** The ledger is checked at the end of each test. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void balancesItsLedgerWhateverPeopleDecide(long seed) {
    var random = new Random(seed);
    var ids = new ArrayList<EventId>();
    int decided = 0;
    for (int deed = 0; deed < 200; deed++) {
      EventId any = ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
      if (any == null || random.nextInt(4) == 0) {
        ids.add(ready("k" + deed, CONTACT, PROFILE));
        continue;
      }
      switch (random.nextInt(5)) {
        case 0, 1 -> sendAll(random);
        case 2 -> decided += changed(journal.confirm(any, T0).orElseThrow());
        case 3 -> decided += changed(journal.repeat(any, T0).orElseThrow());
        default -> journal.discard(any, "random", T0);
      }
    }
    assertThat(decided).as("decisions that changed something").isPositive();
  }

  private static int changed(Decided decided) {
    return decided.now() == null ? 0 : 1;
  }

  private void sendAll(Random random) {
    for (Claim claim : journal.claim(CRM, T0, 10)) {
      for (Ready ready : journal.ready(claim, 10)) {
        journal.starting(claim, ready.id(), PROFILE, T0);
        journal.settle(claim, ready.id(), settlement(random), T0);
      }
      journal.release(claim, T0);
    }
  }

  private static Settlement settlement(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Settlement.Delivered();
      case 1 -> new Settlement.Dead(LOST, random.nextBoolean());
      default -> new Settlement.Held(LOST);
    };
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  /** An event whose first call is in doubt, where it is a profile; else whose profile is. */
  private EventId held(Call... calls) {
    EventId id = ready("held", calls);
    Claim claim = claim();
    if (calls[0].kind() == CallKind.CREATE_CONTACT) {
      journal.accepted(claim, id, calls[0], RESULT, null, T0);
    }
    journal.starting(claim, id, PROFILE, T0);
    journal.settle(claim, id, new Settlement.Held(LOST), T0);
    journal.release(claim, T0);
    return id;
  }

  private EventId ready(String key, Call... calls) {
    EventId id = append(HOOK, CRM, key);
    prepare(id, "m", calls);
    return id;
  }

  private EventId append(HookName hook, ConnectionName connection, String key) {
    Bytes body = Bytes.utf8(key);
    var request = new Request(hook, "POST", "/hooks/" + hook, Headers.NONE, body, T0);
    var part = new Part(key, null, body, body.sha256());
    return journal.append(request, "generic", connection, List.of(part), T0).get(0).event();
  }

  private void prepare(EventId id, String mapping, Call... calls) {
    journal.prepare(
        List.of(
            new Preparation.IsReady(
                id, mapping, "hash", ADA, List.of(calls), List.of(), null, T0)));
  }

  private Claim claim() {
    return journal.claim(CRM, T0.plus(Duration.ofSeconds(1)), 1).get(0);
  }

  private void accept(Claim claim, EventId id, Call call, String mapping, int place, String sha) {
    assertThat(journal.accepted(claim, id, call, RESULT, new AsSent(mapping, place, sha), null, T0))
        .isTrue();
  }
}
