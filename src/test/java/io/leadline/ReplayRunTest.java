package io.leadline;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayRun;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.Profile;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many dead events, of which some are replayed, by a server that is killed in the middle. */
@Tag(ChildLeadline.OF_ITS_OWN)
class ReplayRunTest {
  /** For the full one by hand: {@code -Dleadline.test.replay=100000}. */
  private static final int DEAD = Integer.getInteger("leadline.test.replay", 3_500);

  private static final int PLANNED = DEAD * 3 / 10;
  private static final int AT_ONCE = 500;

  /** As many of a run wait for the CRM at most: where it is held, so is the run. */
  private static final int MOST_WAITING = 500;

  private static final Duration IN_THE_END = Duration.ofSeconds(90 + DEAD / 50);
  private static final Pattern MARKER = Pattern.compile("<(dead-\\d+)>");
  private static final String[] FILTER = {
    "replay", "--hook", "typeform", "--reason", "crm_unavailable", "--text", "OUTAGE of Tuesday"
  };

  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;
  private final Map<EventId, Submission> dead = new LinkedHashMap<>();

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
    environment.put("REPLAY_RATE", String.valueOf(Math.max(400, DEAD / 250)));
  }

  private void fill(TestStore store) {
    environment.put("JOURNAL_URL", store.freshUrl(folder));
    try (Journal journal = StoredEvents.serve(environment)) {
      for (int from = 0; from < DEAD; from += AT_ONCE) {
        die(journal, from);
      }
    }
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void replaysExactlyThePlannedSetOnceThroughACancelAndAKill(TestStore store) {
    fill(store);
    assertThat(timed("dry run", FILTER))
        .startsWith(PLANNED + " events to replay: ")
        .contains("crm_unavailable", "nothing was changed");
    assertThat(ledger().dead()).isEqualTo(DEAD);

    try (var server = ChildLeadline.start(folder, environment)) {
      goOnToTheMiddle(1, PLANNED);
      long cancelled = cancel();
      crm.faults().clear();
      awaitNothingPending();
      assertThat(deliveredMarkers()).hasSize((int) cancelled);

      assertThat(command(FILTER)).startsWith((PLANNED - cancelled) + " events to replay: ");
      goOnToTheMiddle(2, PLANNED - cancelled);
      server.kill();
      crm.faults().clear();
      await().atMost(IN_THE_END).until(() -> crm.summary().underWay() == 0);
    }
    assertThat(run(2).status()).isEqualTo(ReplayRun.Status.RUNNING);
    assertThat(run(2).left()).isPositive();

    long start = System.nanoTime();
    try (var again = ChildLeadline.start(folder, environment)) {
      await().atMost(IN_THE_END).until(() -> run(2).status() == ReplayRun.Status.FINISHED);
      awaitNothingPending();
      say("from the restart to the last delivery", start);

      holdsThePlannedSetOnce(again.caller().meter("leadline_repeated_total"));
      new CommandLineOf(environment).assertLedgerIsVerified();
      assertThat(ledger().delivered()).isEqualTo(PLANNED);
      assertThat(ledger().dead()).isEqualTo(DEAD - PLANNED);
      assertThat(command("replays", "R2")).contains("finished", PLANNED - run(1).replayed() + " ");
    }
  }

  /** Where it stays, however slow this test is: the CRM is held. */
  private void goOnToTheMiddle(int run, long planned) {
    boolean isSmall = planned <= 4 * MOST_WAITING;
    long middle = isSmall ? Math.min(planned / 2, MOST_WAITING * 4 / 5) : planned / 2;
    if (isSmall) {
      hold();
    }
    assertThat(timed("plan", go())).startsWith("R" + run + ": " + planned + " events planned");
    await().atMost(IN_THE_END).until(() -> run(run).replayed() >= middle);
    hold();
  }

  private void hold() {
    if (crm.faults().active().isEmpty()) {
      crm.faults().add(Fault.of(FaultKind.HANG).on(Operation.ADD_PROFILE));
    }
  }

  private long cancel() {
    assertThat(command("replays", "cancel", "R1")).startsWith("R1 is cancelled: ");
    assertThat(run(1).left()).as("cancelled in the middle").isPositive();
    return run(1).replayed();
  }

  private void holdsThePlannedSetOnce(double repeated) {
    Map<String, Long> delivered = deliveredMarkers();
    Set<String> planned =
        dead.values().stream()
            .map(Submission::token)
            .filter(ReplayRunTest::isPlanned)
            .collect(Collectors.toSet());
    assertThat(delivered.keySet()).isEqualTo(planned);
    assertThat((double) delivered.values().stream().mapToLong(n -> n - 1).sum())
        .as("profiles that are there twice were on their way at the kill, and are counted")
        .isLessThanOrEqualTo(repeated);
    assertThat(crm.contacts()).as("people in the CRM").hasSize(PLANNED);
    eachWasReplayedOnceOrNever();
  }

  private void eachWasReplayedOnceOrNever() {
    try (Journal journal = StoredEvents.beside(environment)) {
      dead.forEach(
          (event, submission) -> {
            var summary = journal.find(event).orElseThrow().summary();
            boolean planned = isPlanned(submission.token());
            assertThat(summary.replay()).as("replays of %s", event).isEqualTo(planned ? 1 : 0);
            assertThat(summary.state()).isEqualTo(planned ? State.DELIVERED : State.DEAD);
          });
    }
  }

  // ── the dead ──────────────────────────────────────────────────────────────────────────────────

  private void die(Journal journal, int from) {
    List<Submission> submissions =
        IntStream.range(from, from + AT_ONCE).mapToObj(ReplayRunTest::submission).toList();
    List<EventId> events = StoredEvents.receive(journal, submissions);
    var deaths = new LinkedHashMap<EventId, Reason>();
    for (int i = 0; i < events.size(); i++) {
      dead.put(events.get(i), submissions.get(i));
      deaths.put(events.get(i), reason(from + i));
    }
    StoredEvents.die(journal, deaths);
  }

  private static Submission submission(int number) {
    return new Submission("dead-" + number, "dead" + number + "@load.example");
  }

  private static Reason reason(int number) {
    if (isPlanned(submission(number).token())) {
      return new Reason(ReasonCode.CRM_UNAVAILABLE, "Gave up in the outage of Tuesday.");
    }
    ReasonCode other = number % 2 == 0 ? ReasonCode.CRM_UNAVAILABLE : ReasonCode.MAPPING_FAILED;
    return new Reason(other, "Other.");
  }

  /** Three of ten, all over the journal. */
  private static boolean isPlanned(String token) {
    return Integer.parseInt(token.substring("dead-".length())) % 10 < 3;
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private Map<String, Long> deliveredMarkers() {
    return crm.contacts().stream()
        .flatMap(contact -> contact.profiles().stream())
        .map(Profile::profilePayload)
        .flatMap(payload -> MARKER.matcher(payload.toString()).results())
        .collect(groupingBy(found -> found.group(1), counting()));
  }

  private static String[] go() {
    var words = new ArrayList<>(List.of(FILTER));
    words.add("--go");
    return words.toArray(String[]::new);
  }

  private String timed(String what, String... words) {
    long start = System.nanoTime();
    String said = command(words);
    say(what, start);
    return said;
  }

  private static void say(String what, long start) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("replay of %d of %d: %s took %s%n", PLANNED, DEAD, what, took);
  }

  private String command(String... words) {
    CommandLineOf.Result result = new CommandLineOf(environment).run(words);
    assertThat(result.code()).as(result.said()).isZero();
    return result.said();
  }

  private void awaitNothingPending() {
    await().atMost(IN_THE_END).until(() -> ledger().pending() == 0);
  }

  private ReplayRun run(long number) {
    try (Journal journal = StoredEvents.beside(environment)) {
      return journal.findReplay(new ReplayId(number)).orElseThrow();
    }
  }

  private LedgerLine ledger() {
    try (Journal journal = StoredEvents.beside(environment)) {
      return journal.ledger().get(0);
    }
  }
}
