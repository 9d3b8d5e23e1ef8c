package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.source.tool.Sources;
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

/** The quarantine, beside a server that holds the journal. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class QuarantineCommandsTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final Clock CLOCK = Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC);
  private static final HookName TYPEFORM = new HookName("typeform");
  private static final HookName HUBSPOT = new HookName("hubspot");
  private static final String WRONG_SECRET =
      "Typeform-Signature does not match the request with the secret in TYPEFORM_SECRET: check it";

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Journal journal;

  @BeforeEach
  void fillTheQuarantine() {
    String url = "jdbc:sqlite:" + folder.resolve("leadline.db");
    environment.put("JOURNAL_URL", url);
    environment.put("TYPEFORM_SECRET", "right");
    environment.put("HUBSPOT_SECRET", "right");
    journal = JournalFactory.serve(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY));
    quarantine(typeform("ada", "right", 0), WRONG_SECRET);
    quarantine(typeform("eve", "guessed", 60), WRONG_SECRET);
    quarantine(typeform("grace", "right", 61), WRONG_SECRET);
    quarantine(hubspot(62), staleBy(612));
    quarantine(hubspot(63), staleBy(1999));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void quarantine(Request request, String why) {
    journal.quarantine(request, why, null);
  }

  private static String staleBy(int seconds) {
    return "X-HubSpot-Request-Timestamp is " + seconds + " s old, more than the 300 s that HubSpot";
  }

  private static Request typeform(String token, String secret, int after) {
    var body =
        Bytes.utf8(
            """
            {"event_id":"e-%s","event_type":"form_response",\
            "form_response":{"token":"%s","answers":[]}}"""
                .formatted(token, token));
    return Sources.find("typeform")
        .orElseThrow()
        .proof()
        .proven(request(TYPEFORM, Headers.NONE, body, after), secret);
  }

  private static Request hubspot(int after) {
    var headers =
        Headers.of(
            Map.of(
                "X-HubSpot-Signature-v3", List.of("AAAA"),
                "X-HubSpot-Request-Timestamp", List.of("0"),
                "Authorization", List.of("Bearer s3cret"),
                "X-Odd", List.of("bell\u0007 and \u009b31mred")));
    return request(HUBSPOT, headers, Bytes.utf8("[{\"a\":\"one\u001b[2J\",\n\t\"b\":2}]"), after);
  }

  private static Request request(HookName hook, Headers headers, Bytes body, int after) {
    String uri = "https://hooks.acme.com/hooks/" + hook;
    return new Request(hook, "POST", uri, headers, body, NOW.plusSeconds(after));
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
                    JournalSettings.of(url), Surroundings.by(CLOCK, CLOCK, Happenings.NOBODY)),
            given -> 42,
            given -> 43,
            new PrintWriter(out),
            new PrintWriter(err)),
        arguments);
  }

  private LedgerLine typeformLedger() {
    return journal.ledger().stream()
        .filter(line -> line.hook().equals(TYPEFORM))
        .findFirst()
        .orElseThrow();
  }

  // ── list ───────────────────────────────────────────────────────────────────────────────────────

  @Test
  void listsByHookAndReasonAndSaysWhatToDoNext() {
    assertThat(run("quarantine")).isZero();

    assertThat(out.toString().lines().map(line -> line.replaceAll("\\d+ (bytes|KiB)", "SIZE")))
        .containsExactly(
            "hubspot          2 requests (numbers 4 to 5), SIZE, received"
                + " 2026-01-18T18:18:04Z to 2026-01-18T18:18:05Z",
            "    " + staleBy(1999),
            "typeform         3 requests (numbers 1 to 3), SIZE, received"
                + " 2026-01-18T18:17:02Z to 2026-01-18T18:18:03Z",
            "    " + WRONG_SECRET,
            "",
            "to look at one:  ./leadline quarantine show 5",
            "to let them in:  put right what the reason names, in the server's environment and in"
                + " this one, then",
            "                 ./leadline quarantine release --hook hubspot",
            "                 ./leadline quarantine release --hook typeform");
  }

  @Test
  void listsTheSameWithItsWord() {
    run("quarantine", "--hook", "hubspot");
    String said = out.toString();

    assertThat(run("quarantine", "list", "--hook", "hubspot")).isZero();
    assertThat(out.toString()).isEqualTo(said).contains("2 requests").doesNotContain("typeform");
  }

  @Test
  void keepsReasonsApartThatDifferInMoreThanANumber() {
    quarantine(typeform("alan", "right", 90), "Typeform-Signature is missing");

    run("quarantine", "--hook", "typeform");

    assertThat(out.toString())
        .contains(
            "3 requests (numbers 1 to 3)",
            "1 request (number 6)",
            "received 2026-01-18T18:18:32Z\n    Typeform-Signature is missing");
    assertThat(out.toString().split("release --hook typeform", -1)).hasSize(2);
  }

  @Test
  void listsAsJson() {
    assertThat(run("quarantine", "--json", "--hook", "typeform")).isZero();

    assertThat(out.toString().strip())
        .matches(
            "\\{\"hook\":\"typeform\",\"why\":\"Typeform-Signature [^\"]*\",\"requests\":3,"
                + "\"first\":1,\"last\":3,\"first_received_at\":\"2026-01-18T18:17:02Z\","
                + "\"last_received_at\":\"2026-01-18T18:18:03Z\",\"bytes\":\\d+}");
  }

  @Test
  void saysThatNothingIsThere() {
    assertThat(run("quarantine", "--hook", "tally")).isZero();
    assertThat(out.toString().strip()).isEqualTo("nothing of hook tally is in the quarantine");
    assertThat(run("quarantine", "--hook", "tally", "--json")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(run("quarantine", "release", "--hook", "tally")).isZero();
    assertThat(out.toString().strip()).isEqualTo("nothing of hook tally is in the quarantine");
  }

  // ── show ───────────────────────────────────────────────────────────────────────────────────────

  @Test
  void showsOneWithoutItsBodyAndWithoutCredentials() {
    assertThat(run("quarantine", "show", "4")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "number      4",
            "hook        hubspot",
            "received_at 2026-01-18T18:18:04Z",
            "why         " + staleBy(612),
            "method      POST",
            "url         https://hooks.acme.com/hooks/hubspot",
            "header      authorization: (masked)",
            "header      x-hubspot-request-timestamp: 0",
            "header      x-hubspot-signature-v3: AAAA",
            "header      x-odd: bell\\u0007 and \\u009b31mred",
            "body        25 bytes");
  }

  @Test
  void showsTheBodyWhereItIsAskedForAndLetsNothingSteerTheTerminal() {
    assertThat(run("quarantine", "show", "4", "--body")).isZero();

    assertThat(out.toString()).endsWith("\n\n[{\"a\":\"one\\u001b[2J\",\n\t\"b\":2}]\n");
  }

  @Test
  void saysThatASecretCameWithOne() {
    journal.quarantine(typeform("key", "-", 99), "?key= in the URL does not match", "5a17:abcd");

    assertThat(run("quarantine", "show", "6")).isZero();
    assertThat(out.toString()).contains("secret      came with it").doesNotContain("5a17");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"99, 1, there is no request 99", "ada, 2, ada"})
  void saysThatThereIsNoSuchNumber(String number, int code, String said) {
    assertThat(run("quarantine", "show", number)).isEqualTo(code);
    assertThat(err.toString()).contains(said).doesNotContain("Exception");
  }

  // ── release ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void saysWhatWouldBeReleasedAndChangesNothing() {
    assertThat(run("quarantine", "release", "--hook", "typeform", "--dry-run")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "would release 2 requests",
            "1 request would stay:",
            "       1  typeform         Typeform-Signature does not match the request with the secret"
                + " in TYPEFORM_SECRET: check that it is the secret entered at the sender, and that"
                + " no proxy changes the body",
            "nothing was changed; without --dry-run they are released");
    assertThat(journal.quarantineShelf().lines(null)).hasSize(5);
    assertThat(typeformLedger().received()).isZero();
  }

  @Test
  void releasesWhatVerifiesAndSaysWhatStays() {
    assertThat(run("quarantine", "release")).isEqualTo(1);

    assertThat(out.toString())
        .startsWith(
            """
            released 2 requests: 2 new events, 0 duplicates
            a running server takes them up; while none runs, they wait for one
            3 requests stay:
                   1  typeform         Typeform-Signature does not match\
            """)
        .contains("       2  hubspot          X-HubSpot-Request-Timestamp is ");
    assertThat(err.toString()).isEmpty();
    assertThat(journal.received(CLOCK.instant(), 10))
        .extracting(received -> received.event().key())
        .containsExactly("form_response:ada", "form_response:grace");
    assertThat(typeformLedger().released()).isEqualTo(2);
    assertThat(run("ledger", "--verify")).isZero();
  }

  @Test
  void releasesOnceAndThenSaysSo() {
    environment.put("TYPEFORM_SECRET", "guessed right");

    assertThat(run("quarantine", "release", "--hook", "typeform")).isZero();
    assertThat(out.toString()).startsWith("released 3 requests: 3 new events, 0 duplicates");
    assertThat(run("quarantine", "release", "--hook", "typeform")).isZero();
    assertThat(out.toString().strip()).isEqualTo("nothing of hook typeform is in the quarantine");
    assertThat(typeformLedger().received()).isEqualTo(3);
  }

  @Test
  void countsWhatTheFormToolHasSentAgainMeanwhile() {
    environment.put("TYPEFORM_SECRET", "guessed right");
    run("quarantine", "release", "--hook", "typeform");
    quarantine(typeform("ada", "right", 300), WRONG_SECRET);

    assertThat(run("quarantine", "release", "--hook", "typeform")).isZero();
    assertThat(out.toString().strip()).isEqualTo("released 1 request: 0 new events, 1 duplicate");
    assertThat(typeformLedger().received()).isEqualTo(3);
  }

  @Test
  void showsOnTheEventThatAPersonLetItIn() {
    run("quarantine", "release", "--hook", "typeform");
    String event = journal.received(CLOCK.instant(), 1).get(0).event().id().value();

    run("events", event);
    assertThat(out.toString()).contains("released_at 2026-01-18T19:17:02Z from the quarantine");
    run("events", event, "--json");
    assertThat(out.toString()).contains("\"released_at\":\"2026-01-18T19:17:02Z\"");
  }

  @Test
  void namesTheSecretThatTheCommandLacks() {
    environment.remove("TYPEFORM_SECRET");

    assertThat(run("quarantine", "release", "--hook", "typeform")).isEqualTo(1);
    assertThat(out.toString())
        .contains("released 0 requests", "3 requests stay:", "TYPEFORM_SECRET is not set")
        .doesNotContain("a running server");
  }

  @Test
  void refusesRouteFilesThatAreWrong() throws IOException {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    Files.writeString(routes.resolve("hook-typeform.camel.yaml"), "- route: {}\n");
    environment.put("ROUTES_DIR", routes.toString());

    assertThat(run("quarantine", "release")).isEqualTo(1);
    assertThat(err.toString()).contains("leadline: ", "hook-typeform.camel.yaml");
    assertThat(journal.quarantineShelf().lines(null)).hasSize(5);
  }

  @Test
  void refusesAPublicUrlThatIsNone() {
    environment.put("PUBLIC_URL", "hooks.acme.com");

    assertThat(run("quarantine", "release")).isEqualTo(1);
    assertThat(err.toString()).contains("PUBLIC_URL");
  }
}
