package io.leadline.journal;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
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
import io.leadline.event.Warning;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.form.Question;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal keeps, whatever it is stored on. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
public abstract class JournalContract {
  protected static final Instant T0 = Instant.parse("2026-01-18T18:17:02.123Z");
  protected static final HookName HOOK = new HookName("typeform");
  protected static final ConnectionName CRM = ConnectionName.DEFAULT;
  private static final Reason BUSY = new Reason(ReasonCode.CRM_UNAVAILABLE, "The CRM said 503.");
  private static final Reason REFUSED = new Reason(ReasonCode.CRM_REJECTED, "The CRM said no.");
  private static final Person ADA = new Person.ByEmail("ada@acme.example");
  private static final Person BOB = new Person.ByEmail("bob@acme.example");
  private static final CallResult RESULT = new CallResult("c-1", "e-1", null, "created");

  protected Journal journal;

  /** Opens the journal of this test, as a server would; the same one again after a close. */
  protected abstract Journal open();

  @BeforeEach
  void openIt() {
    journal = open();
  }

  @AfterEach
  void closeIt() {
    journal.close();
  }

  // ── receive ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void keepsARequestAndItsEventsByteForByte() {
    byte[] body = {0, (byte) 0xff, '{', 13, 10};
    Receipt receipt = append(request(HOOK, body), new Part("k1", "s-7", Bytes.of(body), "f1"));

    Received received = journal.receivedAbout(new Subject(HOOK, "s-7"), 10).get(0);
    assertThat(receipt.kind()).isEqualTo(Receipt.Kind.NEW);
    assertThat(received.event().id()).isEqualTo(receipt.event());
    assertThat(received.event().body()).isEqualTo(Bytes.of(body));
    assertThat(received.event().contentType()).isEqualTo("application/json; charset=utf-8");
    assertThat(received.event().subject()).isEqualTo("s-7");
    assertThat(received.event().key()).isEqualTo("k1");
    assertThat(received.event().source()).isEqualTo("generic");
    assertThat(received.event().receivedAt()).isEqualTo(T0);
    assertThat(received.connection()).isEqualTo(CRM);
    assertThat(received.attempts()).isZero();
    assertThat(received.firstTryAt()).as("the time of this read").isAfterOrEqualTo(T0);
  }

  @Test
  void keepsAnEmptyBody() {
    append(request(HOOK, new byte[0]), new Part("k1", null, Bytes.EMPTY, "f1"));

    assertThat(journal.received(T0, 10).get(0).event().body()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void givesEachPartItsOwnSliceInOrder() {
    List<Receipt> receipts =
        journal.append(
            request(HOOK, "[1,2]".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "generic",
            CRM,
            List.of(part("a", "1"), part("b", "2")),
            T0);

    assertThat(journal.received(T0, 10))
        .extracting(r -> r.event().id(), r -> r.event().body().asUtf8())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(receipts.get(0).event(), "1"),
            org.assertj.core.groups.Tuple.tuple(receipts.get(1).event(), "2"));
  }

  @Test
  void tellsADuplicateByTheFirstEventsId() {
    Receipt first = append("k1");
    Receipt again = append("k1");

    assertThat(again).isEqualTo(new Receipt(first.event(), Receipt.Kind.DUPLICATE));
    assertThat(journal.received(T0, 10)).hasSize(1);
    assertThat(line().received()).isEqualTo(1);
    assertThat(line().duplicates()).isEqualTo(1);
  }

  @Test
  void makesAnEventOfItsOwnOfAnEditUnderAKnownKey() {
    Receipt first = append("k1");
    Receipt edit = appendPart(part("k1", "edited", "0123456789abcdef0123"));
    Receipt editAgain = appendPart(part("k1", "edited", "0123456789abcdef0123"));

    assertThat(edit.kind()).isEqualTo(Receipt.Kind.EDIT);
    assertThat(edit.isNew()).isTrue();
    assertThat(edit.event()).isNotEqualTo(first.event());
    assertThat(editAgain).isEqualTo(new Receipt(edit.event(), Receipt.Kind.DUPLICATE));
    assertThat(detail(edit.event()).event().key()).isEqualTo("k1~0123456789abcdef");
  }

  @Test
  void keepsTheQuestionsOfForms() {
    var form = new FormName(HOOK, "f-1");
    var name = new Question("q1", "Your name", "text", List.of());
    var plan = new Question("q2", "Plan \u00fc", "choice", List.of("A", "B"));
    journal.forms().keep(form, List.of(Known.first(name, T0), Known.first(plan, T0)));
    var gone =
        new Known(plan, List.of("Which plan", "Plan"), T0, T0.plusSeconds(60), T0.plusSeconds(90));
    journal.forms().keep(form, List.of(gone));
    var other = new FormName(new HookName("tally"), "f-1");
    journal.forms().keep(other, List.of(Known.first(name, T0)));

    assertThat(journal.forms().all(HOOK))
        .isEqualTo(Map.of(form, List.of(Known.first(name, T0), gone)));
    assertThat(journal.forms().all(null)).containsOnlyKeys(form, other);
    assertThat(journal.forms().all(new HookName("jotform"))).isEmpty();
  }

  @Test
  void givesPastEventsByPagesNewestFirst() {
    byte[] large = new byte[9 << 20];
    append(request(HOOK, new byte[] {1}), part("k1", "one"));
    append(request(new HookName("tally"), new byte[] {2}), part("k2", "two"));
    append(request(HOOK, new byte[] {3}), part("k3", "three"));
    append(request(HOOK, large), new Part("k4", null, Bytes.of(large), "f4"));
    append(request(HOOK, large), new Part("k5", null, Bytes.of(large), "f5"));

    assertThat(pages(Set.of(HOOK), null, 10))
        .containsExactly(List.of("k5"), List.of("k4", "k3", "k1"));
    assertThat(pages(Set.of(HOOK, new HookName("tally")), T0, 2))
        .containsExactly(List.of("k5"), List.of("k4", "k3"), List.of("k2", "k1"));
    assertThat(pages(Set.of(HOOK), T0.plusMillis(1), 10)).isEmpty();
    assertThat(pages(Set.of(), null, 10)).isEmpty();
  }

  private List<List<String>> pages(Set<HookName> hooks, @Nullable Instant since, int limit) {
    List<List<String>> pages = new ArrayList<>();
    var page = journal.past().newest(hooks, since, Long.MAX_VALUE, limit);
    while (!page.isEmpty()) {
      pages.add(page.stream().map(past -> past.event().key()).toList());
      page = journal.past().newest(hooks, since, page.get(page.size() - 1).place(), limit);
    }
    return pages;
  }

  @Test
  void givesAPastEventWithAllThatDecidedIt() {
    EventId event = append("k1").event();
    journal.prepare(
        List.of(
            new Preparation.IsReady(
                event, "demo", "set-1", ADA, List.of(), List.of(), Bytes.utf8("{}"), T0)));
    PastEvents.Past past = journal.past().newest(Set.of(HOOK), null, Long.MAX_VALUE, 1).get(0);
    assertThat(past.event()).isEqualTo(journal.find(event).orElseThrow().event());
    assertThat(past.connection()).isEqualTo(CRM);
    assertThat(past.state()).isEqualTo(State.READY);
    assertThat(past.fetched()).isEqualTo(Bytes.utf8("{}"));
    assertThat(past.mappingSet()).isEqualTo("set-1");
  }

  @Test
  void forgetsAKeyThatIsOnlyAHashWhenItsWindowIsOver() {
    Instant noon = Instant.parse("2026-09-30T12:00:00Z");
    Receipt first = appendHashed(noon);

    // Whatever the stretch of time in which it came: the window runs from the first receipt.
    for (int minutes : new int[] {0, 1, 7, 59}) {
      assertThat(appendHashed(noon.plus(Duration.ofMinutes(minutes))))
          .as("after %s minutes", minutes)
          .isEqualTo(new Receipt(first.event(), Receipt.Kind.DUPLICATE));
    }
    Receipt later = appendHashed(noon.plus(Duration.ofMinutes(60)));
    assertThat(later.kind()).isEqualTo(Receipt.Kind.NEW);
    assertThat(appendHashed(noon.plus(Duration.ofMinutes(119))))
        .isEqualTo(new Receipt(later.event(), Receipt.Kind.DUPLICATE));
  }

  @Test
  void seesARepeatAcrossTheEdgeOfAStretch() {
    Instant edge = Instant.parse("2026-09-30T13:00:00Z");
    Receipt first = appendHashed(edge.minusMillis(1));

    assertThat(appendHashed(edge)).isEqualTo(new Receipt(first.event(), Receipt.Kind.DUPLICATE));
    assertThat(appendHashed(edge.plus(Duration.ofMinutes(59))))
        .isEqualTo(new Receipt(first.event(), Receipt.Kind.DUPLICATE));
    assertThat(appendHashed(edge.plus(Duration.ofMinutes(60))).kind()).isEqualTo(Receipt.Kind.NEW);
  }

  private Receipt appendHashed(Instant at) {
    var content = Bytes.utf8("the same");
    var part = new Part("sha256:1", null, content, content.sha256(), Duration.ofHours(1));
    var request = new Request(HOOK, "POST", "https://h/", Headers.NONE, content, at);
    return append(request, part);
  }

  @Test
  void seesDuplicatesWithinOneRequest() {
    List<Receipt> receipts = appendAll(part("a", "1"), part("a", "1"), part("b", "2"));

    assertThat(receipts)
        .extracting(Receipt::kind)
        .containsExactly(Receipt.Kind.NEW, Receipt.Kind.DUPLICATE, Receipt.Kind.NEW);
    assertThat(receipts.get(1).event()).isEqualTo(receipts.get(0).event());
  }

  @Test
  void keepsTheSameKeyOfTwoHooksApart() {
    append("k1");
    Receipt other = append(request(new HookName("tally"), new byte[] {1}), part("k1", "x"));

    assertThat(other.kind()).isEqualTo(Receipt.Kind.NEW);
    assertThat(journal.ledger()).extracting(LedgerLine::received).containsExactly(1L, 1L);
  }

  @Test
  void givesIdsThatRiseInOrderOfReceipt() {
    var ids = new ArrayList<EventId>();
    for (int i = 0; i < 20; i++) {
      ids.add(append("k" + i).event());
    }

    assertThat(ids).isSorted();
  }

  @Test
  void takesOneOfSixteenThatStoreTheSameKeyAtOnce() throws Exception {
    List<Receipt> receipts = atOnce(16, n -> append("same"));

    assertThat(receipts).filteredOn(Receipt::isNew).hasSize(1);
    assertThat(receipts).extracting(Receipt::event).containsOnly(receipts.get(0).event());
    assertThat(line().received()).isEqualTo(1);
    assertThat(line().duplicates()).isEqualTo(15);
  }

  @Test
  void countsWhatWasRefusedAndWhatDidNotVerify() {
    journal.countRejected(HOOK);
    journal.quarantine(request(HOOK, new byte[] {1}), "signature mismatch", null);

    assertThat(line().rejected()).isEqualTo(1);
    assertThat(line().quarantined()).isEqualTo(1);
    assertThat(line().received()).isZero();
    assertThat(journal.countedLedger()).isEqualTo(journal.ledger());
  }

  // ── prepare ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void showsReceivedEventsWhenTheyAreDueInOrderOfReceipt() {
    EventId later = appendDue("later", T0.plusSeconds(60));
    EventId now = appendDue("now", T0);

    assertThat(journal.nextReceivedDue()).contains(T0);
    assertThat(receivedIds(T0)).containsExactly(now);
    assertThat(receivedIds(T0.plusSeconds(60))).containsExactly(later, now);
    assertThat(journal.received(T0.plusSeconds(60), 1)).hasSize(1);
  }

  @Test
  void keepsEventsAboutSubjectsApartFromTheOthers() {
    EventId plain = append("k1").event();
    EventId about = appendPart(new Part("k2", "42", Bytes.utf8("x"), "f")).event();
    appendPart(new Part("k3", "43", Bytes.utf8("x"), "f"));
    EventId again = appendPart(new Part("k4", "42", Bytes.utf8("y"), "f")).event();
    var first = new Subject(HOOK, "42");
    var second = new Subject(HOOK, "43");

    assertThat(receivedIds(T0)).containsExactly(plain);
    assertThat(journal.subjectsReceived(T0, Set.of(), 10)).containsExactly(first, second);
    assertThat(journal.subjectsReceived(T0, Set.of(), 1)).containsExactly(first);
    assertThat(journal.subjectsReceived(T0, Set.of(HOOK), 10)).isEmpty();
    assertThat(journal.subjectsReceived(T0, Set.of(new HookName("tally")), 10)).hasSize(2);
    assertThat(journal.subjectsReceived(T0.minusSeconds(1), Set.of(), 10)).isEmpty();
    assertThat(journal.receivedAbout(first, 10))
        .extracting(received -> received.event().id())
        .containsExactly(about, again);
    assertThat(journal.receivedAbout(first, 1)).hasSize(1);
    assertThat(journal.receivedAbout(new Subject(new HookName("tally"), "42"), 10)).isEmpty();
  }

  @Test
  void givesNoMoreBodiesAtOnceThanMemoryCanHold() {
    byte[] large = new byte[9 << 20];
    for (int i = 0; i < 3; i++) {
      append(request(HOOK, large), new Part("k" + i, null, Bytes.of(large), "f"));
    }

    assertThat(journal.received(T0, 10)).hasSize(1);
  }

  @Test
  void leavesAnEventReceivedWhoseCoverIsNotMade() {
    EventId first = append("k1").event();
    EventId second = append("k2").event();
    journal.discard(first, "a test", T0);

    assertThat(journal.prepare(List.of(isReady(first, ADA), coveredBy(second, first)))).isEmpty();
    assertThat(state(second)).isEqualTo(State.RECEIVED);

    EventId third = append("k3").event();
    assertThat(journal.prepare(List.of(isReady(second, ADA), coveredBy(third, second))))
        .containsExactly(second, third);
    assertThat(state(third)).isEqualTo(State.IGNORED);
  }

  private static Preparation coveredBy(EventId id, EventId first) {
    Reason reason = new Reason(ReasonCode.COVERED, "The same calls are made.");
    return new Preparation.IsIgnored(id, null, "hash", reason, first, T0);
  }

  @Test
  void freezesCallsMappingAndWarnings() {
    EventId id = append("k1").event();
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("email", "ada@acme.example");
    body.put("score", new BigDecimal("12.50"));
    body.put("tags", List.of("a", "b"));
    var call = new Call(CallKind.CREATE_CONTACT, body, "m-2", List.of("tags"));
    var warning = new Warning("phone", "12", "typeform.yaml:3", "not a phone number");
    prepare(
        new Preparation.IsReady(
            id, "demo", "hash", ADA, List.of(call), List.of(warning), Bytes.utf8("{}"), T0));

    EventDetail detail = detail(id);
    assertThat(detail.summary().state()).isEqualTo(State.READY);
    assertThat(detail.summary().mapping()).isEqualTo("demo");
    assertThat(detail.summary().warnings()).isEqualTo(1);
    assertThat(detail.summary().dueAt()).isEqualTo(T0);
    assertThat(detail.mappingSet()).isEqualTo("hash");
    assertThat(detail.calls()).containsExactly(call);
    assertThat(detail.calls().get(0).sha()).isEqualTo(call.sha());
    assertThat(detail.warnings()).containsExactly(warning);
    assertThat(detail.fetched()).isEqualTo(Bytes.utf8("{}"));
    assertThat(ready(claimOne()).get(0).calls()).containsExactly(call);
  }

  @Test
  void leavesAnEventAloneThatIsReceivedNoMore() {
    EventId id = readyEvent("k1", ADA);
    EventId other = append("k2").event();

    Set<EventId> changed =
        journal.prepare(List.of(isReady(id, BOB), isIgnored(other), isReady(unknown(), BOB)));

    assertThat(changed).containsExactly(other);
    assertThat(state(id)).isEqualTo(State.READY);
    assertThat(state(other)).isEqualTo(State.IGNORED);
  }

  @Test
  void putsAnEventOffAndCountsTheTries() {
    EventId id = append("k1").event();
    prepare(new Preparation.IsPutOff(id, BUSY, T0.plusSeconds(30), true, T0.plusSeconds(1)));
    prepare(new Preparation.IsPutOff(id, BUSY, T0.plusSeconds(60), true, T0.plusSeconds(31)));

    assertThat(receivedIds(T0.plusSeconds(59))).isEmpty();
    Received received = journal.received(T0.plusSeconds(60), 10).get(0);
    assertThat(received.attempts()).isEqualTo(2);
    assertThat(received.firstTryAt()).isEqualTo(T0.plusSeconds(1));
    assertThat(received.dueAt()).isEqualTo(T0.plusSeconds(60));
    assertThat(detail(id).summary().reason()).isEqualTo(BUSY);
  }

  @Test
  void doesNotCountAsATryWhatOnlyWaits() {
    EventId id = append("k1").event();
    prepare(new Preparation.IsPutOff(id, BUSY, T0, false, T0.minusSeconds(400_000)));
    prepare(new Preparation.IsPutOff(id, BUSY, T0, true, T0.plusSeconds(1)));

    Received received = journal.received(T0, 10).get(0);
    assertThat(received.attempts()).isEqualTo(1);
    assertThat(received.firstTryAt()).isEqualTo(T0.plusSeconds(1));
  }

  @Test
  void countsTriesOfTheCrmApartFromTriesOfTheSender() {
    EventId id = append("k1").event();
    prepare(new Preparation.IsPutOff(id, BUSY, T0, true, T0));
    prepare(isReady(id, ADA));

    Ready ready = ready(claimOne()).get(0);
    assertThat(ready.attempts()).isZero();
    assertThat(ready.firstTryAt()).isEqualTo(Instant.MAX);
  }

  // ── lanes ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void servesOnePersonInOrderOfReceiptThroughOneLane() {
    EventId first = readyEvent("k1", ADA);
    EventId second = readyEvent("k2", new Person.ByEmail(" ADA@acme.example "));

    Claim claim = claimOne();
    assertThat(ready(claim)).extracting(Ready::id).containsExactly(first, second);
    assertThat(claim(10)).isEmpty();
    assertThat(claim.lane()).doesNotContainIgnoringCase("ada");
  }

  @Test
  void givesALaneToOneOfManyThatClaimAtOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      readyEvent("k" + i, new Person.ByContactId("c-" + i));
    }

    List<List<Claim>> claimed = atOnce(8, n -> claim(10));

    List<Claim> all = claimed.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(40);
    assertThat(all).extracting(Claim::lane).doesNotHaveDuplicates();
  }

  @Test
  void claimsLiveBeforeRetryBeforeReplay() {
    EventId replayed = readyEvent("replayed", person("r"));
    settleAll(new Settlement.Dead(REFUSED));
    journal.replay(replayed, T0);
    prepare(isReady(replayed, person("r")));
    EventId retried = readyEvent("retried", person("t"));
    Claim claim = claimLaneOf(retried);
    journal.settle(claim, retried, new Settlement.Later(BUSY, T0, true, false), T0);
    EventId live = readyEvent("live", person("l"));

    assertThat(claim(10).stream().map(c -> ready(c).get(0).id()))
        .containsExactly(live, retried, replayed);
  }

  @Test
  void claimsWhatComesNewBeforeABacklogAndThisWithRetriesByDueTime() {
    EventId first = readyEvent("first", person("1"));
    EventId retried = readyEvent("retried", person("2"));
    journal.settle(
        claimLaneOf(retried),
        retried,
        new Settlement.Later(BUSY, T0.plusSeconds(5), true, false),
        T0);
    EventId second = append("second").event();
    prepare(isReady(second, person("3"), T0.plusSeconds(6)));
    EventId fresh = append("fresh").event();
    prepare(isReady(fresh, person("4"), T0.plusSeconds(10)));

    assertThat(claimAt(T0.plusSeconds(10)).stream().map(c -> ready(c).get(0).id()))
        .containsExactly(fresh, first, retried, second);
  }

  @Test
  void keepsOneLaneOfTenForTheLowerClasses() {
    EventId retried = readyEvent("retried", person("t"));
    journal.settle(claimLaneOf(retried), retried, new Settlement.Later(BUSY, T0, true, false), T0);
    for (int i = 0; i < 30; i++) {
      readyEvent("live" + i, person("l" + i));
    }

    assertThat(claim(12).stream().map(c -> ready(c).get(0).id())).contains(retried);
  }

  @Test
  void remembersWhichCallMayHaveBeenMadeTwice() {
    EventId once = readyEvent("k1", ADA);
    EventId twice = readyEvent("k2", BOB);
    Claim ofOnce = claimLaneOf(once);
    journal.starting(ofOnce, once, addProfile(), T0);
    journal.accepted(ofOnce, once, addProfile(), RESULT, null, T0);
    Claim ofTwice = claimLaneOf(twice);
    journal.starting(ofTwice, twice, addProfile(), T0);
    journal.settle(ofTwice, twice, new Settlement.Later(BUSY, T0, true, true), T0);
    ofTwice = claimLaneOf(twice);
    journal.starting(ofTwice, twice, addProfile(), T0);
    journal.accepted(ofTwice, twice, addProfile(), RESULT, null, T0);

    assertThat(detail(once).made()).extracting(EventDetail.Made::maybeTwice).containsExactly(false);
    assertThat(detail(twice).made()).extracting(EventDetail.Made::maybeTwice).containsExactly(true);
  }

  @Test
  void goesOnWithTheClaimAfterASettledEvent() {
    EventId first = readyEvent("k1", ADA);
    EventId second = readyEvent("k2", ADA);
    Claim claim = claimOne();

    assertThat(journal.settle(claim, first, new Settlement.Delivered(), T0)).isTrue();
    assertThat(journal.settle(claim, first, new Settlement.Delivered(), T0)).isFalse();
    assertThat(ready(claim)).extracting(Ready::id).containsExactly(second);
    assertThat(state(first)).isEqualTo(State.DELIVERED);
    assertThat(detail(first).summary().settledAt()).isEqualTo(T0);
    assertThat(detail(first).summary().dueAt()).isNull();
  }

  @Test
  void letsTheNextThroughAfterADeadOne() {
    EventId first = readyEvent("k1", ADA);
    EventId second = readyEvent("k2", ADA);
    Claim claim = claimOne();

    assertThat(journal.settle(claim, first, new Settlement.Dead(REFUSED), T0)).isTrue();
    assertThat(ready(claim)).extracting(Ready::id).containsExactly(second);
    assertThat(detail(first).summary().reason()).isEqualTo(REFUSED);
    assertThat(Letters.due(journal, T0)).containsExactly(first);
  }

  @Test
  void waitsWithTheWholeLaneAndEndsTheClaim() {
    EventId first = readyEvent("k1", ADA);
    Claim claim = claimOne();
    Instant due = T0.plus(ofMinutes(5));
    assertThat(
            journal.settle(
                claim, first, new Settlement.Later(BUSY, due, true, false), T0.plusSeconds(1)))
        .isTrue();

    EventId second = readyEvent("k2", ADA);
    assertThat(journal.nextLaneDue(CRM)).contains(due);
    assertThat(claimAt(due.minusMillis(1))).isEmpty();
    assertThat(ready(claim)).isEmpty();
    assertThat(detail(second).summary().dueAt()).isEqualTo(due);
    Claim again = claimAt(due).get(0);
    assertThat(again.token()).isNotEqualTo(claim.token());
    assertThat(ready(again)).extracting(Ready::id).containsExactly(first, second);
    assertThat(ready(again).get(0).attempts()).isEqualTo(1);
    assertThat(ready(again).get(0).firstTryAt()).isEqualTo(T0.plusSeconds(1));
  }

  @Test
  void countsNoAttemptWhereTheConnectionMustWait() {
    EventId id = readyEvent("k1", ADA);
    journal.settle(claimOne(), id, new Settlement.Later(BUSY, T0, false, false), T0);

    Ready ready = ready(claimOne()).get(0);
    assertThat(ready.attempts()).isZero();
    assertThat(ready.firstTryAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void joinsAClaimedLane() {
    readyEvent("k1", ADA);
    Claim claim = claimOne();
    readyEvent("k2", ADA);

    assertThat(claim(10)).isEmpty();
    assertThat(ready(claim)).hasSize(2);
  }

  @Test
  void dropsAnEmptyLaneOnReleaseAndKeepsOneWithWork() {
    EventId first = readyEvent("k1", ADA);
    Claim claim = claimOne();
    journal.settle(claim, first, new Settlement.Delivered(), T0);
    EventId second = readyEvent("k2", ADA);
    journal.release(claim, T0.plusSeconds(5));

    assertThat(journal.nextLaneDue(CRM)).contains(T0.plusSeconds(5));
    Claim next = claimAt(T0.plusSeconds(5)).get(0);
    journal.settle(next, second, new Settlement.Delivered(), T0);
    journal.release(next, T0);
    assertThat(journal.nextLaneDue(CRM)).isEmpty();
    assertThat(journal.backlog(T0).ready()).isZero();
  }

  @Test
  void refusesEveryWriteUnderALostClaim() {
    EventId id = readyEvent("k1", ADA);
    Claim lost = claimOne();
    journal.release(lost, T0);
    Claim held = claimOne();

    assertThat(journal.starting(lost, id, createContact(), T0)).isFalse();
    assertThat(journal.accepted(lost, id, createContact(), RESULT, null, T0)).isFalse();
    assertThat(journal.settle(lost, id, new Settlement.Delivered(), T0)).isFalse();
    journal.release(lost, T0.plus(ofHours(1)));
    assertThat(ready(held)).hasSize(1);
    assertThat(ready(held).get(0).done()).isEmpty();
    assertThat(state(id)).isEqualTo(State.READY);
  }

  @Test
  void refusesAnEventOfAnotherLane() {
    EventId ada = readyEvent("k1", ADA);
    EventId bob = readyEvent("k2", BOB);
    Claim claim = claimLaneOf(ada);

    assertThat(journal.settle(claim, bob, new Settlement.Delivered(), T0)).isFalse();
    assertThat(state(bob)).isEqualTo(State.READY);
  }

  @Test
  void neverStrandsAnEventThatComesWhileALaneIsReleased() throws Exception {
    for (int round = 0; round < 25; round++) {
      EventId first = readyEvent("first" + round, ADA);
      EventId second = append("second" + round).event();
      Claim claim = claimOne();
      journal.settle(claim, first, new Settlement.Delivered(), T0);
      atOnce(
          2,
          n -> {
            if (n == 0) {
              journal.release(claim, T0);
            } else {
              prepare(isReady(second, ADA));
            }
            return n;
          });
      Claim next = claimOne();
      assertThat(ready(next)).extracting(Ready::id).containsExactly(second);
      journal.settle(next, second, new Settlement.Delivered(), T0);
      journal.release(next, T0);
    }
  }

  @Test
  void freesTheClaimsOfAServerThatIsNoMore() {
    readyEvent("k1", ADA);
    Claim before = claimOne();
    journal.close();
    journal = open();

    Claim after = claimOne();
    assertThat(after.lane()).isEqualTo(before.lane());
    assertThat(after.token()).isNotEqualTo(before.token());
    assertThat(journal.settle(before, unknown(), new Settlement.Delivered(), T0)).isFalse();
  }

  // ── calls ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void knowsWhichCallsAreDoneAndWhichWereCut() {
    EventId id = readyEvent("k1", ADA);
    Claim claim = claimOne();
    assertThat(journal.starting(claim, id, createContact(), T0)).isTrue();
    assertThat(journal.accepted(claim, id, createContact(), RESULT, addProfile(), T0)).isTrue();
    journal.close();
    journal = open();

    Ready ready = ready(claimOne()).get(0);
    assertThat(ready.done()).isEqualTo(Map.of(Ready.keyOf(createContact()), RESULT));
    assertThat(ready.cut()).containsExactly(Ready.keyOf(addProfile()));
    assertThat(detail(id).made())
        .extracting(EventDetail.Made::kind, EventDetail.Made::result)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(CallKind.CREATE_CONTACT, RESULT),
            org.assertj.core.groups.Tuple.tuple(CallKind.ADD_PROFILE, null));
  }

  @Test
  void takesTheMarkAwayWhereTheCallSurelyDidNotHappen() {
    EventId id = readyEvent("k1", ADA);
    Claim claim = claimOne();
    journal.starting(claim, id, createContact(), T0);
    journal.settle(claim, id, new Settlement.Later(BUSY, T0, true, false), T0);

    assertThat(ready(claimOne()).get(0).cut()).isEmpty();
  }

  @Test
  void remembersACutThroughLaterTriesThatSurelyDidNotHappen() {
    EventId id = readyEvent("k1", ADA);
    Claim claim = claimOne();
    journal.starting(claim, id, createContact(), T0);
    journal.settle(claim, id, new Settlement.Later(BUSY, T0, true, true), T0);
    Claim again = claimOne();
    journal.starting(again, id, createContact(), T0);
    journal.settle(again, id, new Settlement.Later(BUSY, T0, true, false), T0);

    assertThat(ready(claimOne()).get(0).cut()).containsExactly(Ready.keyOf(createContact()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsOrDropsTheMarkOfADeadEventAsTold(boolean mayHaveHappened) {
    EventId id = readyEvent("k1", ADA);
    Claim claim = claimOne();
    journal.starting(claim, id, createContact(), T0);
    journal.settle(claim, id, new Settlement.Dead(REFUSED, mayHaveHappened), T0);

    assertThat(detail(id).made()).hasSize(mayHaveHappened ? 1 : 0);
  }

  @Test
  void doesNotStartACallThatWasAccepted() {
    EventId id = readyEvent("k1", ADA);
    Claim claim = claimOne();
    journal.accepted(claim, id, createContact(), RESULT, null, T0);

    assertThat(journal.starting(claim, id, createContact(), T0)).isFalse();
    assertThat(ready(claim).get(0).done()).hasSize(1);
  }

  @Test
  void knowsWhomAnEarlierEventCreated() {
    EventId first = readyEvent("k1", ADA);
    readyEvent("k2", BOB);
    Claim claim = claimLaneOf(first);
    assertThat(journal.createdBefore(claim)).isFalse();
    journal.accepted(claim, first, addProfile(), RESULT, null, T0);
    assertThat(journal.createdBefore(claim)).isFalse();
    journal.accepted(claim, first, createContact(), RESULT, null, T0);
    journal.settle(claim, first, new Settlement.Delivered(), T0);
    journal.release(claim, T0);

    EventId third = readyEvent("k3", ADA);
    assertThat(journal.createdBefore(claimLaneOf(third))).isTrue();
    assertThat(journal.createdBefore(claimOne())).isFalse();
  }

  // ── connections and dead letters ───────────────────────────────────────────────────────────────

  @Test
  void remembersAPauseOverARestart() {
    journal.pause(CRM, BUSY, T0);
    journal.pause(CRM, REFUSED, T0.plusSeconds(9));
    journal.close();
    journal = open();

    assertThat(journal.pauseOf(CRM)).contains(new Pause(REFUSED, T0));
    journal.resume(CRM, Duration.ZERO);
    assertThat(journal.pauseOf(CRM)).isEmpty();
  }

  @Test
  void keepsTheNewestFieldMap() {
    assertThat(journal.fieldMap(CRM)).isEmpty();
    journal.pause(CRM, BUSY, T0);
    journal.keepFieldMap(CRM, "{\"a\":1}", T0);
    journal.keepFieldMap(CRM, "{\"a\":2}", T0.plusSeconds(1));

    assertThat(journal.fieldMap(CRM)).contains(new KeptFieldMap("{\"a\":2}", T0.plusSeconds(1)));
    assertThat(journal.pauseOf(CRM)).isPresent();
  }

  @Test
  void tellsDeadLettersUntilTheyAreSent() {
    EventId one = append("k1").event();
    EventId two = append("k2").event();
    prepare(isDead(one), isDead(two));

    List<DeadLetter> taken = journal.takeDeadLetters(T0, ofMinutes(1), 10);
    assertThat(taken).extracting(DeadLetter::event).containsExactly(one, two);
    assertThat(Letters.due(journal, T0.plusSeconds(59))).as("taken, and not told yet").isEmpty();

    journal.deadLetterSent(taken.get(0));
    journal.deadLetterFailed(taken.get(0), T0);
    journal.deadLetterFailed(taken.get(1), T0.plusSeconds(30));
    assertThat(Letters.due(journal, T0)).isEmpty();
    assertThat(journal.nextDeadLetterDue()).contains(T0.plusSeconds(30));
    journal.replay(two, T0);
    assertThat(journal.nextDeadLetterDue()).isEmpty();
  }

  @Test
  void tellsAgainWhatWasTakenAndNotHeardOf() {
    EventId dead = append("k1").event();
    prepare(isDead(dead));
    DeadLetter first = journal.takeDeadLetters(T0, ofMinutes(1), 10).get(0);
    DeadLetter second = journal.takeDeadLetters(T0.plus(ofMinutes(1)), ofMinutes(1), 10).get(0);

    journal.deadLetterFailed(first, T0);
    assertThat(journal.nextDeadLetterDue()).contains(T0.plus(ofMinutes(2)));
    journal.deadLetterSent(second);
    assertThat(journal.nextDeadLetterDue()).isEmpty();
  }

  /** The message of the first death may be on its way while the event dies for the second time. */
  @Test
  void doesNotTakeTheMessageOfOneDeathForThatOfTheNext() {
    EventId dead = append("k1").event();
    prepare(isDead(dead));
    DeadLetter first = journal.takeDeadLetters(T0, ofMinutes(1), 10).get(0);
    journal.replay(dead, T0);
    prepare(isDead(dead));

    journal.deadLetterSent(first);

    assertThat(Letters.due(journal, T0)).containsExactly(dead);
  }

  // ── by hand ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void replaysADeadEventFromTheStartAndKeepsWhatWasDone() {
    EventId id = readyEvent("k1", ADA);
    Claim claim = claimOne();
    journal.accepted(claim, id, createContact(), RESULT, null, T0);
    journal.settle(claim, id, new Settlement.Dead(REFUSED), T0);
    journal.release(claim, T0);

    assertThat(journal.replay(id, T0.plusSeconds(9))).contains(State.DEAD);
    Received received = journal.received(T0.plusSeconds(9), 10).get(0);
    assertThat(received.replay()).isEqualTo(1);
    assertThat(received.attempts()).isZero();
    prepare(isReady(id, ADA));
    assertThat(ready(claimOne()).get(0).done()).containsKey(Ready.keyOf(createContact()));
    assertThat(Letters.due(journal, T0.plus(ofHours(1)))).isEmpty();
  }

  @Test
  void replaysNothingThatIsNotSettledBadly() {
    EventId ready = readyEvent("k1", ADA);
    EventId ignored = append("k2").event();
    prepare(isIgnored(ignored));

    assertThat(journal.replay(ready, T0)).contains(State.READY);
    assertThat(state(ready)).isEqualTo(State.READY);
    assertThat(journal.replay(ignored, T0)).contains(State.IGNORED);
    assertThat(state(ignored)).isEqualTo(State.RECEIVED);
    assertThat(journal.replay(unknown(), T0)).isEmpty();
  }

  @Test
  void discardsWhatNobodyIsWorkingOn() {
    EventId id = readyEvent("k1", ADA);
    Claim claim = claimOne();
    assertThat(journal.discard(id, "spam", T0)).contains(new Discarded(State.READY, false));
    journal.release(claim, T0);

    assertThat(journal.discard(id, "spam", T0)).contains(new Discarded(State.READY, true));
    assertThat(journal.discard(id, "spam", T0)).contains(new Discarded(State.DISCARDED, false));
    assertThat(detail(id).summary().reason())
        .isEqualTo(new Reason(ReasonCode.DISCARDED_BY_HAND, "spam"));
    assertThat(journal.nextLaneDue(CRM)).isEmpty();
    assertThat(journal.discard(unknown(), "spam", T0)).isEmpty();
  }

  @Test
  void waitsNoLongerForARetryThatWasDiscarded() {
    EventId first = readyEvent("k1", ADA);
    Settlement later = new Settlement.Later(BUSY, T0.plus(ofHours(1)), true, false);
    journal.settle(claimOne(), first, later, T0);
    EventId second = readyEvent("k2", ADA);
    assertThat(claim(1)).isEmpty();

    journal.discard(first, "test", T0);
    assertThat(ready(claimOne())).extracting(Ready::id).containsExactly(second);
  }

  // ── what people ask ────────────────────────────────────────────────────────────────────────────

  @Test
  void searchesNewestFirstByAnyMixOfConditions() {
    EventId dead = appendAt("k1", T0);
    EventId ignored = appendAt("k2", T0.plusSeconds(1));
    EventId waiting = appendAt("k3", T0.plusSeconds(2));
    prepare(isDead(dead), isIgnored(ignored));

    assertThat(found(query(Set.of(), null, null, null, 10)))
        .containsExactly(waiting, ignored, dead);
    assertThat(found(query(Set.of(), null, null, null, 2))).containsExactly(waiting, ignored);
    assertThat(found(query(EnumSet.of(State.DEAD, State.RECEIVED), HOOK, null, null, 10)))
        .containsExactly(waiting, dead);
    assertThat(found(query(Set.of(), null, ReasonCode.CRM_REJECTED, null, 10)))
        .containsExactly(dead);
    assertThat(found(query(Set.of(State.IGNORED), HOOK, ReasonCode.CRM_REJECTED, null, 10)))
        .isEmpty();
    assertThat(found(query(Set.of(), HOOK, null, T0.plusSeconds(1), 10))).containsExactly(dead);
    assertThat(found(query(Set.of(), new HookName("other"), null, null, 10))).isEmpty();
    assertThat(found(query(Set.of(), null, null, null, -1))).isEmpty();
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertThat(journal.find(unknown())).isEmpty();
  }

  @Test
  void tellsHowMuchWaits() {
    append("k1");
    readyEvent("k2", ADA);
    readyEvent("k3", BOB);

    Backlog backlog = journal.backlog(T0.plus(ofMinutes(3)));
    assertThat(backlog.received()).isEqualTo(1);
    assertThat(backlog.queues()).containsOnlyKeys(CRM);
    assertThat(backlog.of(CRM)).isEqualTo(new Backlog.Queue(2, 0, ofMinutes(3), 0));
    assertThat(backlog.oldest()).isEqualTo(ofMinutes(3));
    assertThat(backlog.oldestDue()).isEqualTo(ofMinutes(3));
    assertThat(journal.backlog(T0.minus(ofSeconds(1))).oldestDue()).isZero();
  }

  @Test
  void tellsHowManyWereDeliveredWithinAMinute() {
    readyEvent("k1", ADA);
    readyEvent("k2", ADA);
    settleAll(new Settlement.Delivered());
    readyEvent("k3", BOB);

    assertThat(journal.backlog(T0.plus(ofSeconds(59))).of(CRM).perMinute()).isEqualTo(2);
    assertThat(journal.backlog(T0.plus(ofSeconds(59))).of(CRM).drainSeconds()).isEqualTo(30);
    assertThat(journal.backlog(T0.plus(ofMinutes(1))).of(CRM).perMinute()).isZero();
    assertThat(journal.backlog(T0.plus(ofMinutes(1))).of(CRM).drainSeconds()).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void balancesItsLedgerAfterAnyMixOfDeeds(long seed) {
    var random = new Random(seed);
    var ids = new ArrayList<EventId>();
    for (int deed = 0; deed < 120; deed++) {
      doSomething(random, ids);
    }

    assertThat(journal.ledger()).isNotEmpty().allMatch(LedgerLine::balances);
    assertThat(journal.countedLedger()).isEqualTo(journal.ledger());
  }

  private void doSomething(Random random, List<EventId> ids) {
    EventId any = ids.isEmpty() ? append("first").event() : ids.get(random.nextInt(ids.size()));
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> ids.add(append("k" + random.nextInt(60)).event());
      case 3 -> prepare(isReady(any, person("p" + random.nextInt(5))));
      case 4 -> prepare(random.nextBoolean() ? isIgnored(any) : isDead(any));
      case 5 -> settleAll(settlement(random));
      case 6 -> journal.replay(any, T0);
      case 7 -> journal.discard(any, "random", T0);
      default -> journal.countRejected(HOOK);
    }
  }

  private static Settlement settlement(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Settlement.Delivered();
      case 1 -> new Settlement.Dead(REFUSED);
      default -> new Settlement.Later(BUSY, T0, random.nextBoolean(), random.nextBoolean());
    };
  }

  @Test
  void answersItsProbeUntilItIsClosed() {
    journal.probe();
    journal.close();

    assertThatThrownBy(journal::probe)
        .isInstanceOf(JournalUnavailable.class)
        .hasMessage("the journal is closed");
    assertThatThrownBy(() -> journal.backlog(T0))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessage("the journal is closed");
    journal = open();
  }

  // ── words ──────────────────────────────────────────────────────────────────────────────────────

  protected Receipt append(String key) {
    return appendPart(part(key, "body of " + key));
  }

  private Receipt appendPart(Part part) {
    return append(request(HOOK, part.body().array()), part);
  }

  private Receipt append(Request request, Part part) {
    return journal.append(request, "generic", CRM, List.of(part), T0).get(0);
  }

  private List<Receipt> appendAll(Part... parts) {
    return journal.append(request(HOOK, new byte[] {'['}), "generic", CRM, List.of(parts), T0);
  }

  private EventId appendDue(String key, Instant due) {
    Part part = part(key, key);
    Request request = request(HOOK, part.body().array());
    return journal.append(request, "generic", CRM, List.of(part), due).get(0).event();
  }

  private EventId appendAt(String key, Instant at) {
    var request = new Request(HOOK, "POST", "/hooks/typeform", Headers.NONE, Bytes.EMPTY, at);
    return append(request, part(key, key)).event();
  }

  protected EventId readyEvent(String key, Person person) {
    EventId id = append(key).event();
    prepare(isReady(id, person));
    return id;
  }

  private void prepare(Preparation... preparations) {
    assertThat(journal.prepare(List.of(preparations))).isNotNull();
  }

  private static Preparation isReady(EventId id, Person person) {
    return isReady(id, person, T0);
  }

  private static Preparation isReady(EventId id, Person person, Instant at) {
    List<Call> calls = List.of(createContact(), addProfile());
    return new Preparation.IsReady(id, "demo", "hash", person, calls, List.of(), null, at);
  }

  private static Preparation isIgnored(EventId id) {
    Reason reason = new Reason(ReasonCode.NO_MAPPING, "No mapping's when held.");
    return new Preparation.IsIgnored(id, null, "hash", reason, T0);
  }

  private static Preparation isDead(EventId id) {
    return new Preparation.IsDead(id, "demo", "hash", REFUSED, List.of(), T0);
  }

  private static Call createContact() {
    return new Call(CallKind.CREATE_CONTACT, Map.of("email", "ada@acme.example"));
  }

  private static Call addProfile() {
    return new Call(CallKind.ADD_PROFILE, Map.of("profile", "p"));
  }

  protected Claim claimOne() {
    return claim(1).get(0);
  }

  private List<Claim> claim(int lanes) {
    return journal.claim(CRM, T0, lanes);
  }

  private List<Claim> claimAt(Instant now) {
    return journal.claim(CRM, now, 10);
  }

  /** Claims everything, and gives back all but the lane of the event. */
  private Claim claimLaneOf(EventId id) {
    var found = new ArrayList<Claim>();
    for (Claim claim : claim(100)) {
      if (ready(claim).stream().anyMatch(ready -> ready.id().equals(id))) {
        found.add(claim);
      } else {
        journal.release(claim, T0);
      }
    }
    assertThat(found).as("the lane of " + id).hasSize(1);
    return found.get(0);
  }

  private void settleAll(Settlement settlement) {
    for (Claim claim : claim(100)) {
      ready(claim).forEach(ready -> journal.settle(claim, ready.id(), settlement, T0));
      journal.release(claim, T0);
    }
  }

  protected List<Ready> ready(Claim claim) {
    return journal.ready(claim, 100);
  }

  private List<EventId> receivedIds(Instant now) {
    return journal.received(now, 10).stream().map(r -> r.event().id()).toList();
  }

  private EventDetail detail(EventId id) {
    return journal.find(id).orElseThrow();
  }

  private State state(EventId id) {
    return detail(id).summary().state();
  }

  protected LedgerLine line() {
    return journal.ledger().get(0);
  }

  private List<EventId> found(EventQuery query) {
    return journal.search(query).stream().map(EventSummary::id).toList();
  }

  private static EventQuery query(
      Set<State> states,
      @Nullable HookName hook,
      @Nullable ReasonCode reason,
      @Nullable Instant before,
      int limit) {
    return new EventQuery(states, hook, reason, null, before, limit);
  }

  private static Person person(String name) {
    return new Person.ByContactId(name);
  }

  private static EventId unknown() {
    return new EventId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  }

  protected static Part part(String key, String body) {
    return part(key, body, Bytes.utf8(body).sha256());
  }

  private static Part part(String key, String body, String fingerprint) {
    return new Part(key, null, Bytes.utf8(body), fingerprint);
  }

  protected static Request request(HookName hook, byte[] body) {
    var headers =
        Headers.of(
            Map.of(
                "Content-Type", List.of("application/json; charset=utf-8"),
                "Authorization", List.of("Bearer s3cret"),
                "Cookie", List.of("session=s3cret")));
    return new Request(hook, "POST", "/hooks/" + hook, headers, Bytes.of(body), T0);
  }

  /** Does the same on many threads, which all begin together. */
  protected static <T> List<T> atOnce(int threads, Deed<T> deed) throws Exception {
    var pool = Executors.newFixedThreadPool(threads);
    var barrier = new CyclicBarrier(threads);
    try {
      var tasks = new ArrayList<Callable<T>>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        tasks.add(
            () -> {
              barrier.await();
              return deed.by(number);
            });
      }
      var results = new ArrayList<T>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  /** What one of many threads does. */
  protected interface Deed<T> {
    T by(int number) throws Exception;
  }
}
