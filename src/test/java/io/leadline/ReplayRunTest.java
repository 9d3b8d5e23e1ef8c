package io.leadline;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.journal.DeadLetter;
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.Preparation;
import io.leadline.journal.Receipt;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayRun;
import io.leadline.journal.TestStore;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.sandbox.Profile;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many dead events, of which some are replayed, by a server that is killed in the middle. */
class ReplayRunTest {
  /** For the full one by hand: {@code -Dleadline.test.replay=100000}. */
  private static final int DEAD = Integer.getInteger("leadline.test.replay", 3_000);

  private static final int PLANNED = DEAD * 3 / 10;
  private static final int AT_ONCE = 500;
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
    environment.put("REPLAY_RATE", String.valueOf(Math.max(150, DEAD / 250)));
  }

  private void fill(TestStore store) {
    environment.put("JOURNAL_URL", store.freshUrl(folder));
    try (Journal journal = JournalFactory.serve(journalSettings(), surroundings())) {
      for (int from = 0; from < DEAD; from += AT_ONCE) {
        die(journal, receive(journal, from), from);
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
      assertThat(timed("plan", go())).startsWith("R1: " + PLANNED + " events planned");
      long cancelled = cancelHalfWay();
      awaitNothingPending();
      assertThat(deliveredMarkers()).hasSize((int) cancelled);

      assertThat(command(FILTER)).startsWith((PLANNED - cancelled) + " events to replay: ");
      assertThat(command(go())).startsWith("R2: " + (PLANNED - cancelled) + " events planned");
      awaitReplayed(2, (PLANNED - cancelled) / 2);
      server.kill();
    }
    assertThat(run(2).status()).isEqualTo(ReplayRun.Status.RUNNING);
    assertThat(run(2).left()).isPositive();

    long start = System.nanoTime();
    try (var again = ChildLeadline.start(folder, environment)) {
      await().atMost(IN_THE_END).until(() -> run(2).status() == ReplayRun.Status.FINISHED);
      awaitNothingPending();
      say("from the restart to the last delivery", start);

      holdsThePlannedSetOnce(again.caller().meter("leadline_repeated_total"));
      assertThat(command("ledger", "--verify")).contains("a full count gives the same");
      assertThat(ledger().delivered()).isEqualTo(PLANNED);
      assertThat(ledger().dead()).isEqualTo(DEAD - PLANNED);
      assertThat(command("replays", "R2")).contains("finished", PLANNED - run(1).replayed() + " ");
    }
  }

  private long cancelHalfWay() {
    awaitReplayed(1, PLANNED / 2);
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
    try (Journal journal = JournalFactory.beside(journalSettings(), surroundings())) {
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

  private List<EventId> receive(Journal journal, int from) {
    var parts = new ArrayList<Part>();
    var submissions = new ArrayList<Submission>();
    for (int n = from; n < from + AT_ONCE; n++) {
      var submission = new Submission("dead-" + n, "dead" + n + "@load.example");
      submissions.add(submission);
      Bytes body = Bytes.utf8(submission.body());
      parts.add(new Part("form_response:" + submission.token(), null, body, body.sha256()));
    }
    var request =
        new Request(
            new HookName("typeform"),
            "POST",
            "/hooks/typeform",
            Headers.NONE,
            Bytes.utf8("many"),
            Instant.now());
    List<Receipt> receipts =
        journal.append(request, "typeform", ConnectionName.DEFAULT, parts, Instant.now());
    for (int i = 0; i < receipts.size(); i++) {
      dead.put(receipts.get(i).event(), submissions.get(i));
    }
    return receipts.stream().map(Receipt::event).toList();
  }

  private static void die(Journal journal, List<EventId> events, int from) {
    var deaths = new ArrayList<Preparation>();
    for (int i = 0; i < events.size(); i++) {
      Reason reason =
          isPlanned("dead-" + (from + i))
              ? new Reason(ReasonCode.CRM_UNAVAILABLE, "Gave up in the outage of Tuesday.")
              : new Reason(
                  i % 2 == 0 ? ReasonCode.CRM_UNAVAILABLE : ReasonCode.MAPPING_FAILED, "Other.");
      deaths.add(
          new Preparation.IsDead(events.get(i), null, null, reason, List.of(), Instant.now()));
    }
    assertThat(journal.prepare(deaths)).hasSameSizeAs(events);
    toldOf(journal, events);
  }

  private static void toldOf(Journal journal, List<EventId> events) {
    List<DeadLetter> letters =
        journal.takeDeadLetters(Instant.now(), Duration.ofMinutes(5), events.size());
    assertThat(letters).extracting(DeadLetter::event).containsExactlyInAnyOrderElementsOf(events);
    tellTogether(journal, letters);
  }

  /** Together, so that they share commits. */
  private static void tellTogether(Journal journal, List<DeadLetter> letters) {
    var threads = Executors.newFixedThreadPool(50);
    try {
      letters.stream()
          .map(letter -> threads.submit(() -> journal.deadLetterSent(letter)))
          .toList()
          .forEach(told -> assertThat(told).succeedsWithin(Duration.ofSeconds(60)));
    } finally {
      threads.shutdownNow();
    }
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

  private void awaitReplayed(long run, long atLeast) {
    await().atMost(IN_THE_END).until(() -> run(run).replayed() >= atLeast);
  }

  private void awaitNothingPending() {
    await().atMost(IN_THE_END).until(() -> ledger().pending() == 0);
  }

  private ReplayRun run(long number) {
    try (Journal journal = JournalFactory.beside(journalSettings(), surroundings())) {
      return journal.findReplay(new ReplayId(number)).orElseThrow();
    }
  }

  private LedgerLine ledger() {
    try (Journal journal = JournalFactory.beside(journalSettings(), surroundings())) {
      return journal.ledger().get(0);
    }
  }

  private JournalSettings journalSettings() {
    return JournalSettings.of(environment.get("JOURNAL_URL"));
  }

  private static Surroundings surroundings() {
    return Surroundings.real(Happenings.NOBODY);
  }
}
