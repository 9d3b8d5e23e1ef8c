package io.leadline.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.EventDetail.Made;
import io.leadline.journal.EventSummary;
import io.leadline.journal.LedgerLine;
import io.leadline.sandbox.CallOutcome;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A judge that cannot find somebody guilty is none: each thing that must not be, once. */
class JudgeTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final String ADA = "ada@proof.example";
  private static final String BEN = "ben@proof.example";

  private final List<Submission> submissions = new ArrayList<>();
  private final Map<EventId, InJournal> journal = new HashMap<>();
  private final Map<String, List<Profile>> profiles = new HashMap<>();
  private final Map<String, Map<String, Object>> held = new HashMap<>();
  private final List<CallRecord> calls = new ArrayList<>();
  private final List<Interruption> interruptions = new ArrayList<>();
  private final List<Contact> more = new ArrayList<>();
  private final List<EventSummary> refused = new ArrayList<>();
  private final List<Weather.AtFault> timesAtFault = new ArrayList<>();
  private long pending;

  @Test
  void findsNothingWhereAllIsAsItMustBe() {
    delivered("a1", ADA);
    delivered("a2", ADA);
    delivered("b1", BEN);
    settled(Kind.INTERNAL, "i", State.IGNORED, ReasonCode.MAPPING_IGNORES);
    settled(Kind.WITHOUT_EMAIL, "w", State.DEAD, ReasonCode.MAPPING_FAILED);

    Verdict verdict = judge();

    assertThat(verdict.losses()).isEmpty();
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.acknowledged()).isEqualTo(3);
    assertThat(verdict.delivered()).isEqualTo(3);
    assertThat(verdict.kept()).hasSize(2);
  }

  @Test
  void findsAnEventThatTheJournalHasNot() {
    delivered("a1", ADA);
    journal.remove(id(0));

    assertThat(judge().losses())
        .singleElement()
        .asString()
        .contains("a1", "acknowledged 2026-01-31", "by start 3", "no event " + id(0));
  }

  @Test
  void findsADeadEventThatShouldBeDelivered() {
    settled(Kind.FORM, "a1", State.DEAD, ReasonCode.CRM_REJECTED);

    assertThat(judge().losses()).singleElement().asString().contains("DEAD", "crm_rejected");
  }

  @Test
  void findsAnEventThatIsDeadForAnotherReason() {
    settled(Kind.WITHOUT_EMAIL, "w", State.DEAD, ReasonCode.INTERNAL_ERROR);

    assertThat(judge().losses())
        .singleElement()
        .asString()
        .contains("must be DEAD (mapping_failed");
  }

  @Test
  void findsAProfileThatIsNotThereThoughTheJournalSaysSo() {
    delivered("a1", ADA);
    delivered("a2", ADA);
    profilesOf(ADA).remove(1);

    Verdict verdict = judge();

    assertThat(verdict.losses()).singleElement().asString().contains("a2", "no such profile");
    assertThat(verdict.delivered()).isEqualTo(1);
  }

  @Test
  void findsAContactThatIsNotThere() {
    delivered("a1", ADA);
    profiles.remove(ADA);

    assertThat(judge().losses()).singleElement().asString().contains("no contact " + ADA);
  }

  @Test
  void findsAContactTwiceAndAStranger() {
    delivered("a1", ADA);
    more.add(contact("Ada@proof.example", List.of()));
    more.add(contact("eve@proof.example", List.of()));

    assertThat(judge().problems())
        .contains("the CRM has 2 contacts " + ADA)
        .contains("the CRM has eve@proof.example, whom nobody sent");
  }

  @Test
  void findsAWrongOrder() {
    delivered("a1", ADA);
    delivered("a2", ADA);
    var swapped = profilesOf(ADA);
    swapped.add(swapped.remove(0));

    assertThat(judge().problems()).singleElement().asString().contains("not in order", ADA);
  }

  @Test
  void findsAProfileTwiceForNoReason() {
    delivered("a1", ADA);
    profile("a1", ADA, CallOutcome.ACCEPTED, 10);

    Verdict verdict = judge();

    assertThat(verdict.duplicateProfiles()).isEqualTo(1);
    assertThat(verdict.problems())
        .hasSize(2)
        .anyMatch(one -> one.contains("0 of its calls were cut"));
  }

  @Test
  void acceptsAProfileTwiceWhoseAnswerWasLost() {
    settled(Kind.FORM, "a1", State.DELIVERED, null, ADA);
    profile("a1", ADA, CallOutcome.FAULTED, 1);
    profile("a1", ADA, CallOutcome.ACCEPTED, 3);

    Verdict verdict = judge();

    assertThat(verdict.duplicateProfiles()).isEqualTo(1);
    assertThat(verdict.cut()).isEqualTo(1);
    assertThat(verdict.problems()).isEmpty();
  }

  @Test
  void doesNotAcceptThatTheFaultCameAfterwards() {
    settled(Kind.FORM, "a1", State.DELIVERED, null, ADA);
    profile("a1", ADA, CallOutcome.ACCEPTED, 1);
    profile("a1", ADA, CallOutcome.FAULTED, 3);

    assertThat(judge().problems()).singleElement().asString().contains("1 too many");
  }

  @Test
  void acceptsAProfileTwiceWhoseServerWasKilled() {
    settled(Kind.FORM, "a1", State.DELIVERED, null, ADA);
    profile("a1", ADA, CallOutcome.ACCEPTED, 1);
    interruptions.add(new Interruption(NOW.plusSeconds(2), NOW.plusSeconds(2), "killed"));
    profile("a1", ADA, CallOutcome.ACCEPTED, 30);

    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void doesNotAcceptAKillLongAfterwards() {
    settled(Kind.FORM, "a1", State.DELIVERED, null, ADA);
    profile("a1", ADA, CallOutcome.ACCEPTED, 1);
    interruptions.add(new Interruption(NOW.plusSeconds(20), NOW.plusSeconds(20), "killed"));
    profile("a1", ADA, CallOutcome.ACCEPTED, 30);

    assertThat(judge().problems()).isNotEmpty();
  }

  @Test
  void countsNoMoreCallsInFlightAtAKillThanTheServerMakesAtOnce() {
    interruptions.add(new Interruption(NOW.plusSeconds(1), NOW.plusSeconds(1), "killed"));
    for (int i = 0; i < 20; i++) {
      delivered("p" + i, "p" + i + "@proof.example");
    }

    assertThat(judge().cut()).isEqualTo(8);
  }

  @Test
  void takesALaterVersionOfAContactForTheEarlier() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    settled(Kind.BURST, "v2", State.IGNORED, ReasonCode.COVERED, ADA);
    profile("v2", ADA, CallOutcome.ACCEPTED, 1);

    assertThat(judge().losses()).isEmpty();
    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void doesNotTakeAnEarlierVersionForTheLater() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    settled(Kind.BURST, "v2", State.IGNORED, ReasonCode.COVERED, ADA);
    profile("v1", ADA, CallOutcome.ACCEPTED, 1);

    assertThat(judge().losses()).singleElement().asString().contains("v2", "no such profile");
  }

  @Test
  void findsABurstWhoseProfileWasNeverMadeThoughTheSamePersonSentAgain() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    settled(Kind.BURST, "v2", State.DELIVERED, null, ADA);
    profile("v2", ADA, CallOutcome.ACCEPTED, 1);

    Verdict verdict = judge();

    assertThat(verdict.losses())
        .singleElement()
        .asString()
        .contains(ADA, "2 events made a profile", "the CRM has 1");
    assertThat(verdict.delivered()).isEqualTo(1);
  }

  @Test
  void countsABurstThatIsNotThereAtAllOnce() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    profilesOf(ADA);

    Verdict verdict = judge();

    assertThat(verdict.losses()).singleElement().asString().contains("v1", "no such profile");
    assertThat(verdict.delivered()).isZero();
  }

  @Test
  void expectsNoProfileOfABurstThatWasCoveredWhenItWasToBeSent() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    settled(Kind.BURST, "v1again", State.DELIVERED, ReasonCode.COVERED, ADA);
    profile("v1again", ADA, CallOutcome.ACCEPTED, 1);

    assertThat(judge().losses()).isEmpty();
    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void expectsNoProfileOfABurstWhoseContactWasSentAgainAndItsProfileWasCovered() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    profileCall(Came.COVERED, null);
    settled(Kind.BURST, "v1again", State.DELIVERED, null, ADA);
    profile("v1again", ADA, CallOutcome.ACCEPTED, 1);

    assertThat(judge().losses()).isEmpty();
  }

  @Test
  void findsAProfileThatIsMissingThoughAnotherIsThereTwice() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    profileCall(Came.ACCEPTED, "17");
    settled(Kind.BURST, "v2", State.DELIVERED, null, ADA);
    profile("v2", ADA, CallOutcome.FAULTED, 1);
    profile("v2", ADA, CallOutcome.ACCEPTED, 3);

    assertThat(judge().losses())
        .singleElement()
        .asString()
        .contains("v1", "no profile 17", "the journal says");
  }

  @Test
  void findsMoreProfilesThanEventsOfBursts() {
    settled(Kind.BURST, "v1", State.DELIVERED, null, ADA);
    profile("v1", ADA, CallOutcome.ACCEPTED, 1);
    profile("v1", ADA, CallOutcome.ACCEPTED, 2);

    assertThat(judge().problems()).isNotEmpty();
  }

  @Test
  void findsTwoCallsForOnePersonUnderWayTogether() {
    delivered("a1", ADA);
    overlapping(ADA, 10_000, 10_400);
    overlapping("ADA@proof.example", 10_200, 10_300);

    assertThat(judge().problems())
        .singleElement()
        .asString()
        .contains("two calls for " + ADA + " were under way together", "10:00:10.200Z");
  }

  @Test
  void acceptsThatACallOfAKilledServerIsStillUnderWay() {
    delivered("a1", ADA);
    overlapping(ADA, 10_000, 13_000);
    interruptions.add(new Interruption(NOW.plusMillis(10_100), NOW.plusMillis(10_200), "killed"));
    overlapping(ADA, 12_500, 12_600);

    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void acceptsThatACallArrivesJustAfterItsServerWasKilled() {
    delivered("a1", ADA);
    interruptions.add(new Interruption(NOW.plusMillis(9_300), NOW.plusMillis(9_400), "killed"));
    overlapping(ADA, 10_000, 13_000);
    overlapping(ADA, 12_500, 12_600);

    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void doesNotAcceptAKillBeforeOrAfterBoth() {
    delivered("a1", ADA);
    interruptions.add(new Interruption(NOW.plusMillis(5_000), NOW.plusMillis(5_100), "killed"));
    overlapping(ADA, 10_000, 10_400);
    overlapping(ADA, 10_200, 10_300);
    interruptions.add(new Interruption(NOW.plusMillis(10_201), NOW.plusMillis(10_300), "killed"));

    assertThat(judge().problems()).singleElement().asString().contains("under way together");
  }

  @Test
  void acceptsACallAfterOneThatWasGivenUp() {
    delivered("a1", ADA);
    overlapping(ADA, 10_000, 20_000);
    overlapping(ADA, 14_100, 14_200);

    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void findsAContactThatHoldsWhatWasNotSentLast() {
    delivered("a1", ADA);
    delivered("a2", ADA);
    sent("a1", ADA, 1);
    sent("a2", ADA, 2);
    sent("a1", ADA, 3);

    Verdict verdict = judge();

    assertThat(verdict.compared()).isEqualTo(1);
    assertThat(verdict.problems())
        .singleElement()
        .asString()
        .contains(ADA, "last_name a1", "not what was sent last: a2");
  }

  @Test
  void findsAnEmailThatIsSpelledAsItWasNotSentLast() {
    delivered("a1", ADA);
    sent("a1", "Ada@proof.example", 1);

    assertThat(judge().problems()).singleElement().asString().contains("e-mail Ada@proof.example");
  }

  @Test
  void acceptsTheContentOfWhatWasReplayed() {
    delivered("a1", ADA);
    replayed();
    delivered("a2", ADA);
    sent("a2", ADA, 1);
    sent("a1", ADA, 2);

    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void doesNotJudgeWhatTheCrmDidAtTheSameTime() {
    delivered("a1", ADA);
    delivered("a2", ADA);
    sent("a1", ADA, 1);
    sent("a2", ADA, 0);
    sent("a1", ADA, 0);

    Verdict verdict = judge();

    assertThat(verdict.compared()).isZero();
    assertThat(verdict.problems()).isEmpty();
  }

  @Test
  void acceptsAnEventThatDiedOfARefusalAndWasReplayed() {
    delivered("a1", ADA);
    replayed();
    died(ReasonCode.CRM_REJECTED);
    calls.add(refusing(ADA, FaultKind.REFUSE, 1));

    Verdict verdict = judge();

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.refused()).isEqualTo(1);
  }

  @Test
  void findsAnEventThatDiedThoughTheCrmRefusedNothingOfIt() {
    delivered("a1", ADA);
    replayed();
    died(ReasonCode.NO_CONTACT_ID);
    calls.add(refusing(BEN, FaultKind.NO_CONTACT_ID, 1));

    assertThat(judge().problems())
        .singleElement()
        .asString()
        .contains("1 events of " + ADA + " had died", "only 0 calls", "no_contact_id");
  }

  @Test
  void findsAnEventThatDiedOfAnAccountAtFault() {
    delivered("a1", ADA);
    replayed();
    died(ReasonCode.CRM_REJECTED);
    timesAtFault.add(new Weather.AtFault(NOW, NOW.plusSeconds(5)));
    calls.add(refusing(ADA, FaultKind.CLIENT_ERROR, 1));

    assertThat(judge().problems()).singleElement().asString().contains("had died");
  }

  @Test
  void findsThatAReplayOfARefusedEventCameToNothing() {
    settled(Kind.FORM, "a1", State.DEAD, ReasonCode.CRM_REJECTED, ADA);
    died(ReasonCode.CRM_REJECTED);
    calls.add(refusing(ADA, FaultKind.REFUSE, 1));

    assertThat(judge().losses()).singleElement().asString().contains("a1", "crm_rejected");
  }

  @Test
  void acceptsThatAReplayedProfileComesLate() {
    delivered("a1", ADA);
    replayed();
    delivered("a2", ADA);
    var swapped = profilesOf(ADA);
    swapped.add(swapped.remove(0));

    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void doesNotExcuseAProfileTwiceByASuccessWithoutAnId() {
    settled(Kind.FORM, "a1", State.DELIVERED, null, ADA);
    profile("a1", ADA, CallOutcome.FAULTED, FaultKind.NO_CONTACT_ID, 1);
    profile("a1", ADA, CallOutcome.ACCEPTED, 3);

    assertThat(judge().problems()).isNotEmpty();
  }

  @Test
  void acceptsCallsForTwoPeopleTogether() {
    delivered("a1", ADA);
    delivered("b1", BEN);
    overlapping(ADA, 10_000, 10_400);
    overlapping(BEN, 10_200, 10_300);
    held.put(ADA, Map.of("last_name", "a1"));
    held.put(BEN, Map.of("last_name", "b1"));

    assertThat(judge().problems()).isEmpty();
  }

  @Test
  void findsALedgerThatDiffersAndAnEventTooMany() {
    delivered("a1", ADA);
    pending = 1;

    assertThat(judge().problems())
        .anyMatch(one -> one.contains("a full count"))
        .anyMatch(one -> one.contains("does not balance"));
  }

  @Test
  void findsAnEventThatNobodyWasTold() {
    delivered("a1", ADA);
    delivered("a2", ADA);
    submissions.remove(1);

    assertThat(judge().problems())
        .anyMatch(one -> one.contains("counts 2 events, and the answers named 1"));
  }

  // ── how it is made ─────────────────────────────────────────────────────────────────────────────

  private void delivered(String marker, String person) {
    settled(Kind.FORM, marker, State.DELIVERED, null, person);
    profile(marker, person, CallOutcome.ACCEPTED, 0);
  }

  private void settled(Kind kind, String marker, State state, @Nullable ReasonCode code) {
    settled(kind, marker, state, code, ADA);
  }

  private void settled(
      Kind kind, String marker, State state, @Nullable ReasonCode code, String person) {
    EventId id = id(submissions.size());
    submissions.add(
        new Submission(
            new Draft(kind, marker, person, person, "typeform", "{}"),
            List.of(id),
            NOW.plusMillis(submissions.size()),
            3,
            1));
    var summary = summary(id, state, code == null ? null : new Reason(code, "said so"));
    journal.put(id, new InJournal(summary, List.of()));
  }

  /** The journal says so of the newest event. */
  private void profileCall(Came came, @Nullable String profileId) {
    var result = new CallResult(null, null, profileId, null);
    var made = new Made(CallKind.ADD_PROFILE, came, result, null, NOW, false);
    journal.computeIfPresent(
        id(submissions.size() - 1), (id, event) -> new InJournal(event.summary(), List.of(made)));
  }

  private void profile(String marker, String person, CallOutcome outcome, long second) {
    profile(marker, person, outcome, FaultKind.CUT_AFTER_COMMIT, second);
  }

  private void profile(
      String marker, String person, CallOutcome outcome, FaultKind fault, long second) {
    long id = calls.size() + 1L;
    profilesOf(person).add(new Profile(id, "Typeform", Map.of("marker", marker), NOW));
    calls.add(call(id, person, outcome, fault, NOW.plusSeconds(second), true));
  }

  private List<Profile> profilesOf(String person) {
    return profiles.computeIfAbsent(person, any -> new ArrayList<>());
  }

  private CallRecord refusing(String person, FaultKind fault, long second) {
    return call(
        calls.size() + 1L, person, CallOutcome.FAULTED, fault, NOW.plusSeconds(second), false);
  }

  /** The newest event, before it was replayed. */
  private void died(ReasonCode code) {
    EventId id = id(submissions.size() - 1);
    refused.add(summary(id, State.DEAD, new Reason(code, "said so")));
  }

  private static CallRecord call(
      long id, String person, CallOutcome outcome, FaultKind fault, Instant at, boolean committed) {
    return new CallRecord(
        id,
        Operation.ADD_PROFILE,
        at,
        at.plusMillis(5),
        200,
        "success",
        "org",
        "member",
        person,
        "contact-" + person,
        committed ? id : null,
        "…",
        outcome,
        outcome == CallOutcome.FAULTED ? fault : null,
        committed,
        false,
        false,
        List.of(),
        List.of());
  }

  /** A createContact that the CRM saw together with another, from and to so many milliseconds. */
  private void overlapping(String email, int from, int to) {
    calls.add(created(email, NOW.plusMillis(from), NOW.plusMillis(to), true));
  }

  /** What the contact holds from this second on. */
  private void sent(String marker, String email, long second) {
    Instant at = NOW.plusSeconds(second);
    calls.add(created(email, at, at.plusMillis(5), false));
    held.put(ADA, Map.of("email", email, "last_name", marker));
  }

  /** The newest event. */
  private void replayed() {
    EventId id = id(submissions.size() - 1);
    journal.put(id, new InJournal(summary(id, State.DELIVERED, null, 1), List.of()));
  }

  private CallRecord created(String email, Instant from, Instant to, boolean overlap) {
    return new CallRecord(
        calls.size() + 1L,
        Operation.CREATE_CONTACT,
        from,
        to,
        200,
        "success",
        "org",
        "member",
        email,
        "contact-" + email,
        null,
        "…",
        CallOutcome.ACCEPTED,
        null,
        true,
        overlap,
        false,
        List.of(),
        List.of());
  }

  private static Contact contact(String email, List<Profile> profiles) {
    return contact(email, Map.of(), profiles);
  }

  private static Contact contact(String email, Map<String, Object> fields, List<Profile> profiles) {
    return new Contact(
        "contact-" + email,
        "org",
        email,
        "member",
        "stage",
        null,
        null,
        fields,
        Map.of(),
        profiles,
        NOW,
        NOW,
        1);
  }

  private static EventId id(int number) {
    return new EventId("01" + "%024d".formatted(number));
  }

  private static EventSummary summary(EventId id, State state, @Nullable Reason reason) {
    return summary(id, state, reason, 0);
  }

  private static EventSummary summary(
      EventId id, State state, @Nullable Reason reason, int replay) {
    return new EventSummary(
        id,
        new HookName("typeform"),
        new ConnectionName("default"),
        id.value(),
        state,
        NOW,
        null,
        NOW,
        1,
        replay,
        0,
        null,
        reason);
  }

  private Verdict judge() {
    var contacts = new ArrayList<>(more);
    profiles.forEach((person, of) -> contacts.add(contactOf(person, of)));
    return Judge.judge(
        new Evidence(
            submissions,
            journal,
            refused,
            List.of(ledger(pending)),
            List.of(ledger(0)),
            contacts,
            calls,
            interruptions,
            timesAtFault,
            Duration.ofSeconds(4),
            8));
  }

  private Contact contactOf(String person, List<Profile> of) {
    Map<String, Object> fields = held.getOrDefault(person, Map.of());
    return contact(String.valueOf(fields.getOrDefault("email", person)), fields, of);
  }

  private LedgerLine ledger(long waiting) {
    long received = IntStream.range(0, Math.max(submissions.size(), journal.size())).count();
    return new LedgerLine(
        new HookName("typeform"), received, received, 0, 0, 0, waiting, 0, 0, 0, 0);
  }
}
