package io.leadline.deliver;

import static io.leadline.deliver.Bench.ADA;
import static io.leadline.deliver.Bench.contact;
import static io.leadline.deliver.Bench.profile;
import static io.leadline.deliver.ScriptedCrm.answer;
import static io.leadline.deliver.ScriptedCrm.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.UnknownProfile;
import io.leadline.event.Call;
import io.leadline.event.EventId;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.ReplayFinished;
import io.leadline.event.Happening.ReplayStepped;
import io.leadline.event.Happening.ReplayWasStale;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Letters;
import io.leadline.journal.Preparation.IsDead;
import io.leadline.journal.Preparation.IsReady;
import io.leadline.journal.ReplayFilter;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.ReplayOutcome;
import io.leadline.journal.ReplayRun;
import io.leadline.journal.StaleReplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heeded when a replayed event is sent. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ReplayedSendTest {
  private static final String CREATE = "createContact " + ADA;
  private static final String ADD = "addProfileToContact c-1";
  private static final Reason UNMAPPED = new Reason(ReasonCode.MAPPING_FAILED, "No e-mail.");

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    assertThat(bench.journal.countedLedger()).isEqualTo(bench.journal.ledger());
    bench.close();
  }

  @Test
  void leavesOutWhatTurnsOutToBeStale() {
    EventId old = replayedAfterANewer(StaleReplay.SKIP);

    bench.send();

    assertThat(bench.crm.calls()).as("of the newer one alone").containsExactly(CREATE, ADD);
    assertThat(bench.state(old)).isEqualTo(State.DEAD);
    assertThat(bench.detail(old).summary().reason()).isEqualTo(UNMAPPED);
    assertThat(bench.told(ReplayWasStale.class)).extracting("came").containsExactly("skipped");
    assertThat(bench.told(EventDied.class)).as("it did not die again").isEmpty();
    assertThat(run().outcomes()).isEqualTo(Map.of(ReplayOutcome.STALE, 1L));
    assertThat(bench.claims()).as("the lane is free").isEmpty();
  }

  @Test
  void addsOnlyTheProfileToTheNewerContact() {
    EventId old = replayedAfterANewer(StaleReplay.PROFILE_ONLY);

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(bench.state(old)).isEqualTo(State.DELIVERED);
    assertThat(bench.told(ReplayWasStale.class)).extracting("came").containsExactly("profile_only");
    assertThat(run().replayed()).isEqualTo(1);
  }

  @Test
  void leavesOutWhatHasNoProfileToAdd() {
    EventId old = replayedAfterANewer(StaleReplay.PROFILE_ONLY, contact(ADA));

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);
    assertThat(bench.state(old)).isEqualTo(State.DEAD);
    assertThat(run().of(ReplayOutcome.STALE)).isEqualTo(1);
  }

  @Test
  void sendsWhatIsStaleWhereItIsAskedTo() {
    EventId old = replayedAfterANewer(StaleReplay.SEND);

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, CREATE, ADD);
    assertThat(bench.state(old)).isEqualTo(State.DELIVERED);
    assertThat(bench.told(ReplayWasStale.class)).isEmpty();
  }

  @Test
  void goesOnWithTheLaneAfterWhatItLeftOut() {
    EventId old = replayedAfterANewer(StaleReplay.SKIP);
    EventId next = bench.ready("next");

    bench.send();

    assertThat(bench.state(old)).isEqualTo(State.DEAD);
    assertThat(bench.state(next)).isEqualTo(State.DELIVERED);
  }

  @Test
  void doesWhatAPersonSaysOfAReplayInDoubtWhateverIsNewer() {
    bench.connection = Bench.CONNECTION.withProfiles(null, UnknownProfile.HOLD);
    bench.restart();
    EventId old = unmapped("old");
    start(StaleReplay.SKIP);
    work();
    prepare(old, contact(ADA), profile("old"));
    bench.crm.then(ScriptedCrm::success).then(answer(502, ""));
    bench.send();
    assertThat(bench.state(old)).isEqualTo(State.HELD);
    delivered("newer");

    bench.journal.repeat(old, bench.clock.instant());
    bench.send();

    assertThat(bench.state(old)).isEqualTo(State.DELIVERED);
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, CREATE, ADD, ADD);
    assertThat(bench.told(ReplayWasStale.class)).isEmpty();
  }

  @Test
  void sendsASingleReplayAsItIs() {
    EventId old = unmapped("old");
    delivered("newer");
    bench.journal.replay(old, bench.clock.instant());
    prepare(old, contact(ADA), profile("old"));

    bench.send();

    assertThat(bench.state(old)).isEqualTo(State.DELIVERED);
  }

  @Test
  void makesTheRecordedCallsAgainButNotThoseThatWereAccepted() {
    bench.crm.then(ScriptedCrm::success).then(refused("profile_source is required"));
    EventId event = bench.ready("one");
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.DEAD);
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);

    bench.journal.replayAsWas(event, bench.clock.instant());
    bench.send();

    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
  }

  @Test
  void tellsOfAReplayThatDiesAgain() {
    EventId event = unmapped("one");
    Letters.tell(bench.journal, event, bench.clock.instant());
    start(StaleReplay.SKIP);
    work();
    prepare(event, contact(ADA));
    bench.crm.then(refused("contact_status is not one of ours"));

    bench.send();

    assertThat(bench.told(EventDied.class)).hasSize(1);
    assertThat(Letters.due(bench.journal, bench.clock.instant())).containsExactly(event);
    assertThat(bench.detail(event).summary().replay()).isEqualTo(1);
    assertThat(bench.journal.replayedNow(new ReplayId(1))).isEqualTo(Map.of(State.DEAD, 1L));
  }

  @Test
  void tellsWhatAStepDidAndThatTheRunIsFinished() {
    unmapped("one");
    unmapped("two");
    start(StaleReplay.SKIP);

    work();
    work();

    assertThat(bench.told(ReplayStepped.class))
        .containsExactly(new ReplayStepped("R1", 2, 0, 0, 0));
    assertThat(bench.told(ReplayFinished.class)).containsExactly(new ReplayFinished("R1"));
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private EventId replayedAfterANewer(StaleReplay stale) {
    return replayedAfterANewer(stale, contact(ADA), profile("old"));
  }

  /** Dead before its person was known; by the time that it is, something newer was delivered. */
  private EventId replayedAfterANewer(StaleReplay stale, Call... calls) {
    EventId old = unmapped("old");
    start(stale);
    delivered("newer");
    work();
    prepare(old, calls);
    return old;
  }

  private EventId unmapped(String key) {
    EventId event = bench.received(key, null, "{}");
    bench.journal.prepare(
        List.of(new IsDead(event, "m", "hash", UNMAPPED, List.of(), bench.clock.instant())));
    return event;
  }

  private void delivered(String key) {
    EventId event = bench.ready(key);
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  private void start(StaleReplay stale) {
    var filter = new ReplayFilter(Set.of(State.DEAD), null, null, null, null, null, null);
    var options = new ReplayOptions(false, stale, null);
    assertThat(bench.journal.startReplay(filter, options, bench.clock.instant())).isPresent();
  }

  private void work() {
    bench.clock.goOn(Duration.ofSeconds(1));
    new WorkReplays(bench.journal, 100, bench.told::add, bench.clock).step(new ReplayId(1));
  }

  private void prepare(EventId event, Call... calls) {
    var ready =
        new IsReady(
            event,
            "m",
            "hash",
            new Person.ByEmail(ADA),
            List.of(calls),
            List.of(),
            null,
            bench.clock.instant());
    assertThat(bench.journal.prepare(List.of(ready))).containsExactly(event);
  }

  private ReplayRun run() {
    return bench.journal.findReplay(new ReplayId(1)).orElseThrow();
  }
}
