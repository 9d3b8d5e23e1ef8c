package io.leadline.deliver;

import static io.leadline.deliver.Bench.ADA;
import static io.leadline.deliver.Bench.contact;
import static io.leadline.deliver.Bench.profile;
import static io.leadline.deliver.ScriptedCrm.answer;
import static io.leadline.deliver.ScriptedCrm.notReached;
import static io.leadline.deliver.ScriptedCrm.refused;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.EventId;
import io.leadline.event.Happening.CallAttempted;
import io.leadline.event.Happening.CallRepeated;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.EventDelivered;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.RetryScheduled;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Claim;
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SendLaneTest {
  private static final String CREATE = "createContact " + ADA;
  private static final String ADD = "addProfileToContact c-1";

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

  @Test
  void makesTheContactThenItsProfileAndRecordsBoth() {
    EventId event = bench.ready("one");

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.detail(event).made())
        .extracting(made -> made.kind() + " " + (made.result() != null))
        .containsExactlyInAnyOrder("createContact true", "addProfileToContact true");
    assertThat(bench.told(EventDelivered.class)).hasSize(1);
    assertThat(bench.told(CallAttempted.class)).extracting("outcome").containsOnly("accepted");
    assertNothingIsClaimed();
  }

  @Test
  void sendsTheEventsOfAPersonInOrderOfReceipt() {
    for (int i = 0; i < 45; i++) {
      bench.ready("event " + i);
    }

    bench.send();

    var summaries =
        bench.crm.requests.stream()
            .filter(request -> request.kind() == CallKind.ADD_PROFILE)
            .map(request -> String.valueOf(request.body().get("profile_payload")))
            .toList();
    assertThat(summaries).hasSize(45);
    for (int i = 0; i < 45; i++) {
      assertThat(summaries.get(i)).isEqualTo("{summary=event " + i + "}");
    }
  }

  @Test
  void resumesAtTheCallThatFailed() {
    EventId event = bench.ready("one");
    bench.crm.then(ScriptedCrm::success).then(notReached());
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.READY);
    assertThat(bench.told(RetryScheduled.class)).hasSize(1);

    bench.sendAfter(ofSeconds(2));

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.told(CallRepeated.class)).isEmpty();
  }

  @Test
  void tellsOfAProfileThatIsMadeAgainBecauseItsAnswerWasLost() {
    EventId event = bench.ready("one");
    bench.crm.then(ScriptedCrm::success).then(answer(500, "<html>Oops</html>"));
    bench.send();
    bench.sendAfter(ofSeconds(2));

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(bench.told(CallRepeated.class)).extracting("id").containsExactly(event);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  @Test
  void makesAnAcceptedCallNeverAgainAfterACrashBetweenTheTwo() {
    EventId event = bench.ready("one");
    bench
        .crm
        .then(ScriptedCrm::success)
        .then(
            request -> {
              throw new Killed();
            });
    assertThatThrownBy(bench::send).isInstanceOf(Killed.class);

    bench.restart();
    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(bench.told(CallRepeated.class)).extracting("id").containsExactly(event);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  @Test
  void makesEqualProfilesOfOneEventOnce() {
    EventId event =
        bench.ready(
            "one", List.of(contact(ADA), profile("same"), profile("same"), profile("other")));

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertNothingIsClaimed();
  }

  @Test
  void letsThePersonsNextEventsWaitBehindOneThatIsTriedAgain() {
    EventId first = bench.ready("one");
    EventId second = bench.ready("two");
    bench.crm.then(notReached());
    bench.send();
    bench.send();
    assertThat(bench.crm.calls()).containsExactly(CREATE);

    bench.sendAfter(ofSeconds(2));

    assertThat(bench.crm.calls()).containsExactly(CREATE, CREATE, ADD, CREATE, ADD);
    assertThat(List.of(bench.state(first), bench.state(second))).containsOnly(State.DELIVERED);
  }

  @Test
  void letsTheNextEventThroughWhenOneDies() {
    EventId first = bench.ready("one");
    EventId second = bench.ready("two");
    bench.crm.then(refused("contact_status is not one of ours"));

    bench.send();

    assertThat(bench.state(first)).isEqualTo(State.DEAD);
    assertThat(bench.reason(first)).contains("crm_rejected", "contact_status is not one of ours");
    assertThat(bench.told(EventDied.class)).extracting("id").containsExactly(first);
    assertThat(bench.state(second)).isEqualTo(State.DELIVERED);
  }

  @Test
  void sendsNothingMoreOnceTheClaimIsLost() {
    EventId event = bench.ready("one");
    bench.ready("two");
    bench.crm.thenWhile(this::somebodyElseClaims);

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE);
    assertThat(bench.state(event)).isEqualTo(State.READY);
    assertThat(bench.told(EventDelivered.class)).isEmpty();
  }

  @Test
  void settlesNothingOnceTheClaimIsLostInTheLastCall() {
    EventId event = bench.ready("one");
    bench.ready("two");
    bench
        .crm
        .then(ScriptedCrm::success)
        .then(
            request -> {
              somebodyElseClaims();
              return refused("too late");
            });

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);
    assertThat(bench.state(event)).isEqualTo(State.READY);
    assertThat(bench.told(EventDied.class)).isEmpty();
  }

  private void somebodyElseClaims() {
    Claim stolen = new Claim(Bench.CRM, laneOfAda(), currentToken());
    bench.journal.release(stolen, bench.clock.instant());
    assertThat(bench.claims()).hasSize(1);
  }

  @Test
  void leavesTheRestToLaterWhenTheGateClosesInTheMiddle() {
    EventId first = bench.ready("one");
    EventId second = bench.ready("two");
    bench.crm.then(ScriptedCrm::success).thenWhile(() -> bench.gate.limited(ofSeconds(30)));

    bench.send();
    assertThat(bench.state(first)).isEqualTo(State.DELIVERED);
    assertThat(bench.state(second)).isEqualTo(State.READY);
    assertThat(bench.claims()).isEmpty();

    bench.sendAfter(ofSeconds(30));
    assertThat(bench.state(second)).isEqualTo(State.DELIVERED);
  }

  @Test
  void endsTheEventInHandAndBeginsNoOtherWhenItIsToStop() {
    EventId first = bench.ready("one");
    EventId second = bench.ready("two");
    bench.crm.thenWhile(() -> bench.stopping = true);

    bench.send();

    assertThat(bench.state(first)).isEqualTo(State.DELIVERED);
    assertThat(bench.state(second)).isEqualTo(State.READY);
    assertThat(bench.claims()).as("is free for whoever comes next").hasSize(1);
  }

  @Test
  void killsAnEventWhoseContactHasNoIdForTheProfile() {
    EventId event = bench.ready("one");
    bench.crm.then(answer(200, "{\"status\":\"success\",\"data\":{}}"));

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE);
    assertThat(bench.state(event)).isEqualTo(State.DEAD);
    assertThat(bench.reason(event)).contains("no_contact_id", "replay");
  }

  /** The upsert gives the id that the first answer did not hold. */
  @Test
  void makesTheContactOfAReplayAgainWhereItsIdIsNotKnown() {
    EventId event = bench.ready("one");
    bench.crm.then(answer(200, "{\"status\":\"success\",\"data\":{}}"));
    bench.send();

    bench.journal.replayAsWas(event, bench.clock.instant());
    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, CREATE, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  @Test
  void makesAProfileAloneForAContactThatItNames() {
    var call =
        new Call(CallKind.ADD_PROFILE, Bench.body("contact_id", "c-9", "profile_source", "x"));
    EventId event = bench.ready("one", List.of(call));

    bench.send();

    assertThat(bench.crm.calls()).containsExactly("addProfileToContact c-9");
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  @Test
  void sendsWhatIsOnlyForNewPeopleOnce() {
    var call =
        new Call(
            CallKind.CREATE_CONTACT,
            Bench.body("email", ADA, "city", "London", "state", "x"),
            null,
            List.of("city"));
    bench.ready("one", List.of(call));
    bench.ready("two", List.of(call));

    bench.send();

    assertThat(bench.crm.requests.get(0).body()).containsEntry("city", "London");
    assertThat(bench.crm.requests.get(1).body()).doesNotContainKey("city").containsKey("state");
  }

  @Test
  void losesOneEventToADefectAndNotTheLane() {
    EventId first = bench.ready("one");
    EventId second = bench.ready("two");
    bench.crm.then(
        request -> {
          throw new IllegalStateException("a defect");
        });

    bench.send();

    assertThat(bench.state(first)).isEqualTo(State.DEAD);
    assertThat(bench.reason(first)).contains("internal_error", "IllegalStateException");
    assertThat(bench.told(DefectFound.class)).hasSize(1);
    assertThat(bench.state(second)).isEqualTo(State.DELIVERED);
  }

  @Test
  void givesUpWhenTheTimeForRetriesIsOver() {
    EventId event = bench.ready("one");
    bench.crm.then(notReached()).then(notReached());
    bench.send();
    bench.sendAfter(ofDays(3));

    assertThat(bench.state(event)).isEqualTo(State.DEAD);
    assertThat(bench.reason(event))
        .contains("crm_unavailable", "gave up after 2 tries since 2026-01-18T18:17:02Z", "refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready", "starting", "settle", "release"})
  void losesNothingWhenTheJournalBreaksInTheMiddle(String where) {
    EventId event =
        where.equals("starting")
            ? bench.ready(
                "one", List.of(new Call(CallKind.ADD_PROFILE, Bench.body("contact_id", "c-1"))))
            : bench.ready("one");
    assertThatThrownBy(() -> bench.send(breakingOnceAt(where)))
        .isInstanceOf(JournalUnavailable.class);
    bench.journal.release(new Claim(Bench.CRM, laneOfAda(), currentToken()), bench.clock.instant());

    bench.send();

    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertNothingIsClaimed();
  }

  // ── what the CRM said yes to ──────────────────────────────────────────────────────────────────

  @Test
  void recordsWhatWasAcceptedOnceTheJournalCanWriteAgain() {
    EventId event = bench.ready("one");
    var breaks = new AtomicInteger(3);

    bench.send(
        before(
            "accepted",
            () -> {
              if (breaks.getAndDecrement() > 0) {
                throw new JournalUnavailable("the disk is full");
              }
            }));

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.told(CallRepeated.class)).isEmpty();
  }

  @Test
  void recordsItNoLongerThanTheLaneIsOurs() {
    bench.ready("one");
    Runnable broken =
        () -> {
          throw new JournalUnavailable("the disk is full");
        };

    assertThatThrownBy(() -> bench.send(before("accepted", broken)))
        .isInstanceOf(JournalUnavailable.class);

    assertThat(bench.clock.nanos())
        .isBetween(ofSeconds(30).toNanos(), bench.journal.lease().toNanos());
    assertThat(bench.crm.calls()).containsExactly(CREATE);
  }

  @Test
  void recordsItBeforeThePauseEndsThatItEnds() {
    EventId event = bench.ready("one");
    bench.journal.pause(
        Bench.CRM, new Reason(ReasonCode.CRM_UNAVAILABLE, "away"), bench.clock.instant());
    var atTheEnd = new ArrayList<Long>();
    bench.gateThrough(before("resume", () -> atTheEnd.add(accepted(event))));
    bench.crm.then(ScriptedCrm.FORCED_ERROR);
    bench.gate.probe();

    bench.send();

    assertThat(atTheEnd).as("calls recorded by then").containsExactly(1L);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  private long accepted(EventId event) {
    return bench.detail(event).made().stream().filter(made -> made.came() == Came.ACCEPTED).count();
  }

  @Test
  void goesOnWhereTheEndOfAPauseCannotBeWritten() {
    EventId event = bench.ready("one");
    bench.journal.pause(
        Bench.CRM, new Reason(ReasonCode.CRM_UNAVAILABLE, "away"), bench.clock.instant());
    bench.gateThrough(breakingOnceAt("resume"));
    bench.crm.then(ScriptedCrm.FORCED_ERROR);
    bench.gate.probe();

    bench.send();

    assertThat(bench.crm.calls()).endsWith(CREATE, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.gate.paused()).as("ended by the second answer").isEmpty();
  }

  @Test
  void looksAtItsLeaseAfterAllElseThatComesBeforeACall() {
    var call = new Call(CallKind.CREATE_CONTACT, Bench.body("email", ADA), null, List.of("city"));
    bench.ready("one", List.of(call));
    var stopped = new AtomicBoolean();

    bench.send(
        before(
            "createdBefore",
            () -> {
              if (stopped.compareAndSet(false, true)) {
                bench.clock.goOn(bench.journal.lease().plusSeconds(1));
                bench.journal.freeExpired();
                assertThat(bench.claims()).hasSize(1);
              }
            }));

    assertThat(bench.crm.calls()).isEmpty();
  }

  private Journal breakingOnceAt(String method) {
    var broke = new AtomicBoolean();
    return before(
        method,
        () -> {
          if (broke.compareAndSet(false, true)) {
            throw new JournalUnavailable("the disk is full");
          }
        });
  }

  private Journal before(String method, Runnable deed) {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                deed.run();
              }
              try {
                return called.invoke(bench.journal, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void assertNothingIsClaimed() {
    assertThat(LaneRows.read(folder)).noneMatch(row -> row.claim() != null);
  }

  private String laneOfAda() {
    return LaneRows.read(folder).stream().map(LaneRows.Row::lane).findFirst().orElse("none");
  }

  private String currentToken() {
    return LaneRows.read(folder).stream()
        .map(row -> String.valueOf(row.claim()))
        .findFirst()
        .orElse("none");
  }

  /** As a kill would have it: nothing catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
