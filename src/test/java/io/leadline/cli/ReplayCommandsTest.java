package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation;
import io.leadline.journal.ReplayId;
import io.leadline.journal.Settlement;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays by filter, beside a server that holds the journal and does not work them. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ReplayCommandsTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final Call CREATE =
      new Call(CallKind.CREATE_CONTACT, Map.of("email", "ada@acme.example"));

  @TempDir Path folder;
  private Instant now = NOW;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Journal journal;
  private EventId refused;
  private EventId unmapped;

  @BeforeEach
  void fillTheJournal() {
    journal = JournalFactory.serve(JournalSettings.of(url()), Surroundings.real(Happenings.NOBODY));
    refused = append("refused");
    send(refused, new Settlement.Dead(new Reason(ReasonCode.CRM_REJECTED, "The CRM said no.")));
    EventId newer = append("newer");
    send(newer, new Settlement.Delivered());
    unmapped = append("unmapped");
    var why = new Reason(ReasonCode.MAPPING_FAILED, "email matched nothing");
    journal.prepare(List.of(new Preparation.IsDead(unmapped, "demo", "hash", why, List.of(), NOW)));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("leadline.db");
  }

  private EventId append(String key) {
    Bytes body = Bytes.utf8("{\"key\":\"" + key + "\"}");
    var request =
        new Request(new HookName("typeform"), "POST", "http://x/", Headers.NONE, body, NOW);
    var part = new Part(key, null, body, body.sha256());
    return journal
        .append(request, "typeform", ConnectionName.DEFAULT, List.of(part), NOW)
        .get(0)
        .event();
  }

  private void send(EventId event, Settlement settlement) {
    var person = new Person.ByEmail("ada@acme.example");
    journal.prepare(
        List.of(
            new Preparation.IsReady(
                event, "demo", "hash", person, List.of(CREATE), List.of(), null, NOW)));
    Claim claim = journal.claim(ConnectionName.DEFAULT, NOW, 1).get(0);
    if (settlement instanceof Settlement.Delivered) {
      journal.accepted(claim, event, CREATE, new CallResult("c-1", null, null, null), null, NOW);
    }
    journal.settle(claim, event, settlement, NOW);
    journal.release(claim, NOW);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return Commands.run(
        new Program(
            Map.of("JOURNAL_URL", url()),
            clock,
            url ->
                JournalFactory.beside(
                    JournalSettings.of(url), Surroundings.by(clock, clock, Happenings.NOBODY)),
            given -> 42,
            given -> 43,
            new PrintWriter(out),
            new PrintWriter(err)),
        arguments);
  }

  private State state(EventId event) {
    return journal.find(event).orElseThrow().summary().state();
  }

  @Test
  void saysWhatWouldBeReplayedAndChangesNothing() {
    assertThat(run("replay", "--hook", "typeform", "--dry-run")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "2 events to replay: state dead, hook typeform",
            "       1  dead     crm_rejected         typeform",
            "       1  dead     mapping_failed       typeform",
            "of 1 event something newer of the same person was delivered; they stay as they are"
                + " (--stale skip)",
            "1 event never prepared as far as a person: whether stale is seen when they are sent",
            "nothing was changed; add --go to replay");
    assertThat(journal.replays(10)).isEmpty();
    assertThat(List.of(state(refused), state(unmapped))).containsOnly(State.DEAD);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--state=dead, 2",
    "'--state=dead,ignored', 2",
    "--state=ignored, 0",
    "--reason=mapping_failed, 1",
    "--text=SAID NO, 1",
    "--text=nothing of the kind, 0",
    "--connection=default, 2",
    "--connection=eu, 0",
    "--since=1h, 2",
    "--before=2026-01-18T18:17:02Z, 0"
  })
  void findsWhatIsAskedFor(String option, int events) {
    assertThat(run("replay", option)).isZero();
    assertThat(out.toString()).startsWith(events + (events == 1 ? " event to" : " events to"));
    assertThat(out.toString().contains("add --go")).isEqualTo(events > 0);
  }

  @Test
  void saysWhatBecomesOfTheStaleAndOfThoseWithoutCalls() {
    run("replay", "--state", "dead", "--stale", "profile-only");
    assertThat(out.toString()).contains("only their profile is added");
    run("replay", "--state", "dead", "--stale", "SEND");
    assertThat(out.toString()).contains("overwrite it", "what is newer is not known");
    run("replay", "--state", "dead", "--as-was");
    assertThat(out.toString()).contains("1 event without recorded calls");
  }

  @Test
  void beginsAReplayThatAServerWorks() {
    assertThat(run("replay", "--state", "dead", "--stale", "send", "--rate", "50", "--go"))
        .isZero();
    assertThat(out.toString())
        .startsWith("R1: 2 events planned: state dead")
        .contains("while none runs, they wait for one", "./leadline replays R1");
    assertThat(state(unmapped)).isEqualTo(State.DEAD);

    run("replays");
    assertThat(out.toString())
        .contains("R1", "about to begin", "0 of 2 replayed, 0 skipped, 2 left");
    now = NOW.plus(Duration.ofMinutes(1));
    run("replays", "R1");
    assertThat(out.toString())
        .contains("waits for a server", "stale: send, 50 a second", "planned   2", "left      2");

    journal.replayStep(new ReplayId(1), 1, 100, now);
    run("replays", "r1");
    assertThat(out.toString())
        .contains("finished", "replayed  2, of these now: 2 waiting (RECEIVED)", "ended_at");
  }

  @Test
  void saysWhatWasSkippedAndWhatDiedAgain() {
    run("replay", "--state", "dead", "--go");
    assertThat(out.toString()).contains("1 stale: something newer of the person was delivered");
    journal.replayStep(new ReplayId(1), 10, 100, NOW.plusSeconds(1));
    var why = new Reason(ReasonCode.MAPPING_FAILED, "email matched nothing");
    journal.prepare(List.of(new Preparation.IsDead(unmapped, "demo", "hash", why, List.of(), NOW)));

    run("replays", "R1");

    assertThat(out.toString())
        .contains("replayed  1, of these now: 1 dead again", "skipped   1 stale");
    run("events", unmapped.value());
    assertThat(out.toString()).contains("replays     1");
    run("events", "--state", "dead");
    assertThat(out.toString()).containsOnlyOnce("replayed 1x mapping_failed");
  }

  @Test
  void cancelsWhatItHasNotComeTo() {
    run("replay", "--state", "dead", "--stale", "send", "--rate", "1", "--go");
    journal.replayStep(new ReplayId(1), 1, 100, NOW.plusSeconds(1));

    assertThat(run("replays", "cancel", "R1")).isZero();
    assertThat(out.toString()).contains("R1 is cancelled: 1 of 2 were replayed, 1 stay where");
    run("replays");
    assertThat(out.toString()).contains("cancelled");
    assertThat(run("replays", "cancel", "R9")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no replay R9");
  }

  @Test
  void saysOfAFinishedOneThatThereIsNothingToCancel() {
    run("replay", "--reason", "mapping_failed", "--go");
    journal.replayStep(new ReplayId(1), 10, 100, NOW.plusSeconds(1));

    assertThat(run("replays", "cancel", "R1")).isEqualTo(1);
    assertThat(out.toString()).contains("R1 was finished before: 1 of 1 were replayed");
  }

  @Test
  void makesNoReplayOfNothing() {
    assertThat(run("replay", "--state", "ignored", "--go")).isZero();
    assertThat(out.toString()).contains("no such events: state ignored");
    run("replays");
    assertThat(out.toString()).contains("no replays yet");
    assertThat(run("replays", "R1")).isEqualTo(1);
  }

  @Test
  void sendsSingleOnesAsTheyWere() {
    assertThat(run("replay", refused.value(), unmapped.value(), "--as-was")).isEqualTo(1);

    assertThat(out.toString()).contains(refused + " was DEAD and is sent again as it was");
    assertThat(err.toString()).contains(unmapped + " has no recorded calls");
    assertThat(state(refused)).isEqualTo(State.READY);
    assertThat(state(unmapped)).isEqualTo(State.DEAD);
    assertThat(run("replay", refused.value(), "--as-was")).isEqualTo(1);
    assertThat(err.toString()).contains("is READY; only DEAD and IGNORED");
  }

  static Stream<List<String>> wrong() {
    return Stream.of(
        List.of("name events by ID, or give a filter", "replay"),
        List.of("name events by ID, or give a filter", "replay", "--go"),
        List.of("with IDs there is no filter", "replay", "01K99999999999999999999999", "--go"),
        List.of("the one or the other", "replay", "--state", "dead", "--go", "--dry-run"),
        List.of("--text is empty", "replay", "--text", " "),
        List.of("it must be 1 or more", "replay", "--state", "dead", "--rate", "0"),
        List.of("only DEAD and IGNORED", "replay", "--state", "ready"),
        List.of("none of skip, profile-only, send", "replay", "--stale", "never"),
        List.of("'12' is no replay", "replays", "12"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatWasWronglyAsked(List<String> expectedAndWords) {
    String[] words = expectedAndWords.stream().skip(1).toArray(String[]::new);

    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString()).contains(expectedAndWords.get(0)).doesNotContain("\tat ");
    assertThat(journal.replays(10)).isEmpty();
  }
}
