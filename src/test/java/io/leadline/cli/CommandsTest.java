package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.Documents;
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
import io.leadline.event.Warning;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation;
import io.leadline.journal.Settlement;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command beside a server that holds the journal. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class CommandsTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String NOBODY = "01K" + "9".repeat(23);

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Journal journal;
  private EventId dead;
  private EventId delivered;
  private EventId waiting;

  @BeforeEach
  void fillTheJournal() {
    String url = "jdbc:sqlite:" + folder.resolve("leadline.db");
    environment.put("JOURNAL_URL", url);
    journal = JournalFactory.serve(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY));
    dead = append("dead");
    journal.prepare(
        List.of(
            new Preparation.IsDead(
                dead,
                "demo",
                "hash",
                new Reason(ReasonCode.MAPPING_FAILED, "email matched nothing"),
                List.of(new Warning("city", "Secret Lane 7", "demo.yaml:9", "is no city")),
                NOW)));
    delivered = append("delivered");
    deliver(delivered);
    waiting = append("waiting");
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private EventId append(String key) {
    Bytes body = Bytes.utf8("{\"key\":\"" + key + "\"}");
    var request =
        new Request(new HookName("typeform"), "POST", "http://x/", Headers.NONE, body, NOW);
    return journal
        .append(
            request,
            "typeform",
            ConnectionName.DEFAULT,
            List.of(new Part(key, null, body, body.sha256())),
            NOW)
        .get(0)
        .event();
  }

  private void deliver(EventId event) {
    var call = new Call(CallKind.CREATE_CONTACT, Map.of("email", "ada@acme.example"));
    journal.prepare(
        List.of(
            new Preparation.IsReady(
                event,
                "demo",
                "hash",
                new Person.ByEmail("ada@acme.example"),
                List.of(call),
                List.of(),
                null,
                NOW)));
    Claim claim = journal.claim(ConnectionName.DEFAULT, NOW, 1).get(0);
    journal.accepted(claim, event, call, new CallResult("c-1", null, null, null), null, NOW);
    journal.settle(claim, event, new Settlement.Delivered(), NOW);
    journal.release(claim, NOW);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Commands.run(
        new Program(
            environment,
            CLOCK,
            url ->
                JournalFactory.beside(
                    JournalSettings.of(url), Surroundings.real(Happenings.NOBODY)),
            given -> 42,
            given -> 43,
            new PrintWriter(out),
            new PrintWriter(err)),
        arguments);
  }

  // ── the commands as such ──────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @CsvSource({"serve, 42", "demo, 43", "'', 42"})
  void starts(String command, int code) {
    assertThat(command.isEmpty() ? run() : run(command)).isEqualTo(code);
  }

  @Test
  void knowsWhatItCanDo() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("serve", "demo", "events", "replay", "discard", "ledger", "check", "test");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("leadline ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"serve", "demo", "events", "replay", "discard", "ledger", "check", "test"})
  void explainsEachCommand(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: leadline " + command);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "evnets, '', '', evnets",
    "events, --state, lost, 'DEAD, IGNORED'",
    "events, --reason, no_maping, 'no_mapping, mapping_ignores'",
    "events, --hook, Type/form, small letters",
    "events, --since, yesterday, 30m",
    "events, --limit, 0, 1 or more",
    "events, --limit, many, --limit",
    "events, 123, '', not an event id",
    "replay, 123, '', not an event id",
    "replay, '', '', ID",
    "discard, 01K99999999999999999999999, '', --why",
    "check, nowhere, '', there is no folder 'nowhere'",
    "test, nowhere, '', there is no folder 'nowhere'",
  })
  void saysWhatWasWronglyAsked(String command, String second, String third, String expected) {
    String[] arguments =
        java.util.stream.Stream.of(command, second, third)
            .filter(argument -> !argument.isEmpty())
            .toArray(String[]::new);

    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(expected).doesNotContain("Exception", "\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "ledger"})
  void saysWhereItLookedForAJournal(String command) {
    environment.put("JOURNAL_URL", "jdbc:sqlite:" + folder.resolve("none.db"));

    assertThat(run(command)).isEqualTo(1);
    assertThat(err.toString()).contains("there is no journal", "none.db", "JOURNAL_URL");
  }

  // ── events ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void listsEventsNewestFirst() {
    assertThat(run("events")).isZero();
    assertThat(out.toString().lines().map(line -> line.substring(0, 26)))
        .containsExactly(waiting.value(), delivered.value(), dead.value());
    assertThat(out.toString()).contains("mapping_failed: email matched nothing");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--state=dead, 1",
    "'--state=dead,delivered', 2",
    "--reason=mapping_failed, 1",
    "--reason=MAPPING_FAILED, 1",
    "--hook=typeform, 3",
    "--since=1h, 3",
    "--before=2026-01-18T18:17:02Z, 0",
    "--limit=2, 2",
    "--state=held, 0",
  })
  void listsWhatIsAskedFor(String option, int events) {
    assertThat(run("events", option)).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("01")).count())
        .isEqualTo(events);
    assertThat(out.toString().contains("no such events")).isEqualTo(events == 0);
  }

  @Test
  void printsJsonThatOthersCanRead() throws Exception {
    run("events", "--json");

    for (String line : out.toString().lines().toList()) {
      assertThat(Documents.readObject(Bytes.utf8(line))).containsKeys("event", "state", "reason");
    }
    run("events", "--json", "--state=held");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void showsOneEventAndItsCallsOnlyWhenAsked() throws Exception {
    assertThat(run("events", delivered.value())).isZero();
    assertThat(out.toString())
        .contains("DELIVERED", "createContact", "contact_id=c-1")
        .doesNotContain("ada@acme.example");

    assertThat(run("events", delivered.value(), "--calls", "--json")).isZero();
    var shown = Documents.readObject(Bytes.utf8(out.toString().strip()));
    assertThat(String.valueOf(shown.get("calls"))).contains("ada@acme.example");
    assertThat(Documents.write(shown.get("made"))).contains("\"accepted\":true", "\"c-1\"");
  }

  @Test
  void showsWarningsWithoutWhatWasTyped() {
    run("events", dead.value(), "--json");
    assertThat(out.toString()).contains("demo.yaml:9", "is no city").doesNotContain("Secret Lane");
    run("events", dead.value());
    assertThat(out.toString()).contains("demo.yaml:9").doesNotContain("Secret Lane");
  }

  @Test
  void knowsThatThereIsNoSuchEvent() {
    assertThat(run("events", NOBODY)).isEqualTo(1);
    assertThat(err.toString()).contains("there is no event " + NOBODY);
  }

  // ── replay and discard ────────────────────────────────────────────────────────────────────────

  @Test
  void replaysWhatIsDead() {
    assertThat(run("replay", dead.value())).isZero();
    assertThat(out.toString()).contains("was DEAD and is prepared again");
    assertThat(state(dead)).isEqualTo(State.RECEIVED);
  }

  @Test
  void doesWhatItCanAndSaysWhatItCannot() {
    assertThat(run("replay", delivered.value(), NOBODY, dead.value())).isEqualTo(1);
    assertThat(err.toString())
        .contains("is DELIVERED; only DEAD and IGNORED", "there is no event " + NOBODY);
    assertThat(state(delivered)).isEqualTo(State.DELIVERED);
    assertThat(state(dead)).isEqualTo(State.RECEIVED);
  }

  @Test
  void discardsWithAReason() {
    assertThat(run("discard", dead.value(), waiting.value(), "--why", "a test")).isZero();
    assertThat(List.of(state(dead), state(waiting))).containsOnly(State.DISCARDED);
    assertThat(String.valueOf(journal.find(dead).orElseThrow().summary().reason()))
        .contains("a test");

    assertThat(run("discard", delivered.value(), "--why", "a test")).isEqualTo(1);
    assertThat(err.toString()).contains("is DELIVERED and stays so");
    assertThat(run("discard", NOBODY, "--why", " ")).isEqualTo(2);
  }

  @Test
  void saysWhichCallMayBeThereTwice() {
    EventId event = held("maybe-twice");
    journal.repeat(event, NOW);
    Claim claim = journal.claim(ConnectionName.DEFAULT, NOW, 1).get(0);
    Call call = journal.ready(claim, 1).get(0).calls().get(0);
    journal.starting(claim, event, call, NOW);
    journal.accepted(claim, event, call, new CallResult("c-1", null, "7", null), null, NOW);

    assertThat(run("events", event.value())).isZero();
    assertThat(out.toString()).contains("accepted when made again: it may be there twice");
  }

  @Test
  void saysOfCallsInDoubtWhatAPersonDecided() {
    EventId there = held("there");
    EventId missing = held("missing");

    assertThat(run("events", there.value())).isZero();
    assertThat(out.toString()).contains("HELD", "addProfileToContact", "no answer was seen");
    assertThat(run("confirm", there.value())).isZero();
    assertThat(out.toString()).contains("was HELD and is DELIVERED: its call in doubt counts");
    assertThat(run("repeat", missing.value())).isZero();
    assertThat(out.toString()).contains("was HELD and is READY: its call in doubt is made again");
    assertThat(List.of(state(there), state(missing))).containsExactly(State.DELIVERED, State.READY);
    run("events", there.value());
    assertThat(out.toString()).contains("confirmed_by_hand", "happened, a person says");
    run("events", there.value(), "--json");
    assertThat(out.toString()).contains("\"came\":\"confirmed\"", "\"accepted\":false");
  }

  @Test
  void decidesNothingWhereNoCallIsInDoubt() {
    assertThat(run("confirm", delivered.value(), dead.value(), NOBODY)).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "is DELIVERED and stays so: only HELD and DEAD events with a call",
            "is DEAD and stays so",
            "there is no event " + NOBODY);
    assertThat(run("repeat", dead.value(), NOBODY)).isEqualTo(1);
    assertThat(err.toString()).contains("is DEAD and stays so: only HELD", "there is no event");
  }

  private EventId held(String key) {
    EventId event = append(key);
    var profile = new Call(CallKind.ADD_PROFILE, Map.of("contact_id", "c-1"));
    journal.prepare(
        List.of(
            new Preparation.IsReady(
                event,
                "demo",
                "hash",
                new Person.ByContactId("c-1"),
                List.of(profile),
                List.of(),
                null,
                NOW)));
    Claim claim = journal.claim(ConnectionName.DEFAULT, NOW, 1).get(0);
    journal.starting(claim, event, profile, NOW);
    var why = new Reason(ReasonCode.ANSWER_LOST, "nobody knows");
    journal.settle(claim, event, new Settlement.Held(why), NOW);
    journal.release(claim, NOW);
    return event;
  }

  private State state(EventId event) {
    return journal.find(event).orElseThrow().summary().state();
  }

  // ── ledger ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void showsALedgerThatBalances() {
    assertThat(run("ledger")).isZero();
    assertThat(out.toString()).contains("received", "typeform", "balances").doesNotContain("verif");
    assertThat(run("ledger", "--verify")).isZero();
    assertThat(out.toString()).contains("verified");
  }

  // ── mapping files ─────────────────────────────────────────────────────────────────────────────

  @Test
  void findsTheShippedMappingsInOrder() {
    assertThat(run("check")).isZero();
    assertThat(out.toString()).contains("mappings are in order");
    assertThat(run("test", "mappings")).isZero();
    assertThat(out.toString()).contains(" passed, 0 failed");
  }

  @Test
  void saysEverythingThatIsWrongWithAFolder() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "hook: typeform\nfrist: 1\n");
    Files.writeString(folder.resolve("b.yaml"), "hok: typeform\n");

    assertThat(run("check", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("a.yaml:2:1", "b.yaml:1:1");
    assertThat(run("test", folder.toString())).isEqualTo(1);
  }

  @Test
  void takesAFolderWithoutMappingsForAMistake() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(run("check", empty.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("empty: there is no mapping in it");
  }

  @Test
  void takesAFolderWithoutMappingsForAMistakeInEachFormat() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(run("check", empty.toString(), "--format", "json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"message\":\"there is no mapping in it\"");
    assertThat(run("check", empty.toString(), "--format", "github")).isEqualTo(1);
    assertThat(out.toString()).startsWith("::error file=").contains("there is no mapping in it");
  }

  /** Its events would come to nothing, and every file would be in order. */
  @Test
  void warnsOfAHookThatIsNone() throws IOException {
    String mapping = Files.readString(Path.of("mappings", "hubspot-other.yaml"));
    Files.writeString(folder.resolve("right.yaml"), mapping);
    Files.writeString(
        folder.resolve("wrong.yaml"), mapping.replace("hook: hubspot", "hook: hubsopt"));

    assertThat(run("check", folder.toString())).isZero();
    assertThat(out.toString())
        .contains(
            "wrong.yaml: takes the events of hook 'hubsopt', and there is no such hook here: its"
                + " route file would be hook-hubsopt.camel.yaml; did you mean 'hubspot'? (warning)")
        .doesNotContain("right.yaml: takes");
  }

  /** A copy elsewhere has the name of a file here, and that one is in order. */
  @Test
  void namesTheFileThatIsWrongWhereItLies() throws IOException {
    Path copy = folder.resolve("hubspot-other.yaml");
    Files.writeString(copy, "hook: hubspot\nignroe: x\n");

    for (List<String> command :
        List.of(
            List.of("test", folder.toString()),
            List.of("preview", copy.toString(), "any.json"),
            List.of("diff", copy.toString()))) {
      assertThat(run(command.toArray(String[]::new))).as("%s", command).isNotZero();
      assertThat(err.toString())
          .as("%s", command)
          .contains(copy + ":2:1: 'ignroe' is not known in a mapping");
    }
  }

  @Test
  void refusesAModeThatIsNone() {
    environment.put("CRM_MODE", "b2x");

    assertThat(run("check")).isEqualTo(2);
    assertThat(err.toString()).contains("CRM_MODE 'b2x'", "b2b or b2c");
  }

  @Test
  void showsACaseThatFails() throws IOException {
    for (String file : List.of("hubspot-other.yaml")) {
      Files.copy(Path.of("mappings", file), folder.resolve(file));
    }
    Files.writeString(
        folder.resolve("hubspot-other.cases.yaml"),
        "- name: expects too much\n  submission: {event_type: x}\n  expect: {ignored: something else}\n");

    assertThat(run("test", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("expects too much", "0 passed, 1 failed");
  }

  // ── start-up ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void startsWithoutSpringAndCamel() throws Exception {
    Path log = folder.resolve("classes.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "io.leadline.Leadline",
                "check",
                Path.of("mappings").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(Files.readString(log))
        .contains("io.leadline.cli.CheckCommand")
        .doesNotContain(
            "org.springframework.context.",
            "org.springframework.core.",
            "org.apache.camel.",
            "org.jdbi.");
  }
}
