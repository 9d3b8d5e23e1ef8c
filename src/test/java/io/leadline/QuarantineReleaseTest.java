package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.leadline.Load.Submission;
import io.leadline.event.HookName;
import io.leadline.event.State;
import io.leadline.journal.EventQuery;
import io.leadline.journal.EventSummary;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.telemetry.HappeningLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A server with wrong secrets, and a command with the right ones beside it. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class QuarantineReleaseTest {
  private static final int SUBMISSIONS = 20;
  private static final Pattern RELEASED =
      Pattern.compile("quarantine released hook=typeform requests=(\\d+)");
  private static final String KEY = "the-right-key-of-the-form";

  @TempDir Path folder;
  private SandboxCrm crm;
  private Path routes;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    routes =
        HookRoutes.in(folder.resolve("routes"))
            .with("typeform", "typeform", Map.of())
            .with("calendly", "calendly", Map.of())
            .with("contact-form", "generic", Map.of("verify", "key"))
            .folder();
  }

  /** Once the server is there: its start sets the logging up anew. */
  private void listen() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(log);
    crm.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(HappeningLog.class);
  }

  /** With secrets that nobody has entered anywhere. */
  private Map<String, String> ofTheServer(String journal) {
    return Map.of(
        "JOURNAL_URL", journal,
        "ROUTES_DIR", routes.toString(),
        "TYPEFORM_SECRET", "wrong",
        "CALENDLY_SECRET", "wrong",
        "CONTACT_FORM_SECRET", "wrong");
  }

  private CommandLineOf commands(String journal) {
    var environment = new HashMap<String, String>();
    environment.put("JOURNAL_URL", journal);
    environment.put("ROUTES_DIR", routes.toString());
    environment.put("TYPEFORM_SECRET", "of-later " + RunningLeadline.SECRET);
    environment.put("CALENDLY_SECRET", RunningLeadline.SECRET);
    environment.put("CONTACT_FORM_SECRET", KEY);
    return new CommandLineOf(environment);
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void deliversWhatWasRefusedOnceTheSecretIsRight(TestStore store) {
    String journal = store.freshUrl(folder);
    List<Submission> submissions =
        IntStream.range(0, SUBMISSIONS)
            .mapToObj(i -> new Submission("form-" + i, "person" + i + "@refused.example"))
            .toList();
    try (var leadline = RunningLeadline.start(folder, crm, ofTheServer(journal))) {
      listen();
      submissions.forEach(
          one -> assertThat(leadline.typeform(one.body()).statusCode()).isEqualTo(401));
      assertThat(stale(leadline)).isEqualTo(401);
      var commands = commands(journal);
      assertThat(commands.run("quarantine").said())
          .contains("20 requests (numbers 1 to 20)", "1 request (number 21)");

      CommandLineOf.Result released = commands.run("quarantine", "release");

      assertThat(released.code()).as(released.said()).isEqualTo(1);
      assertThat(released.said())
          .startsWith("released 20 requests: 20 new events, 0 duplicates")
          .containsPattern("1 request stays:\\R +1  calendly +the time in .* is 6\\d\\d s old");
      await()
          .atMost(RunningLeadline.SOON)
          .until(() -> leadline.ledger("typeform").delivered() == SUBMISSIONS);
      assertThat(keysInJournalOrder(leadline))
          .isEqualTo(submissions.stream().map(one -> "form_response:" + one.token()).toList());
      Delivered.to(crm).holdsAllOf(submissions);
      assertThat(crm.contacts()).hasSize(SUBMISSIONS);

      assertNothingIsReleasedAgain(commands, leadline);
      assertTheServerSaysSo(leadline);
    }
  }

  /** Calendly allows three minutes from the signature to the receipt. */
  private static int stale(RunningLeadline leadline) {
    String body =
        """
        {"created_at":"2026-01-18T18:17:02.000000Z","event":"invitee.created",\
        "payload":{"uri":"https://api.calendly.com/i/1","email":"stale@refused.example"}}""";
    long signedAt = Instant.now().minus(Duration.ofMinutes(10)).getEpochSecond();
    String signature = Signing.hexHmacSha256(RunningLeadline.SECRET, signedAt + "." + body);
    return leadline
        .post(
            "calendly",
            body.getBytes(StandardCharsets.UTF_8),
            Map.of("Calendly-Webhook-Signature", "t=%d,v1=%s".formatted(signedAt, signature)))
        .statusCode();
  }

  /** An id rises with each event that the command stores. */
  private static List<String> keysInJournalOrder(RunningLeadline leadline) {
    var all =
        new EventQuery(Set.of(State.DELIVERED), new HookName("typeform"), null, null, null, 100);
    return leadline.journal().search(all).stream()
        .sorted(Comparator.comparing(EventSummary::id))
        .map(EventSummary::key)
        .toList();
  }

  private static void assertNothingIsReleasedAgain(
      CommandLineOf commands, RunningLeadline leadline) {
    CommandLineOf.Result again = commands.run("quarantine", "release");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.said()).startsWith("released 0 requests: ").contains("1 request stays:");
    assertThat(commands.run("quarantine", "release", "--hook", "typeform"))
        .isEqualTo(
            new CommandLineOf.Result(
                0, "nothing of hook typeform is in the quarantine" + System.lineSeparator()));
    assertThat(leadline.ledger("typeform").received()).isEqualTo(SUBMISSIONS);
    assertThat(leadline.ledger("calendly").released()).isZero();
    commands.assertLedgerIsVerified();
  }

  private void assertTheServerSaysSo(RunningLeadline leadline) {
    await().atMost(RunningLeadline.SOON).until(() -> releasedInTheLog() == SUBMISSIONS);
    assertThat(leadline.caller().meter("leadline_released_total")).isEqualTo(SUBMISSIONS);
  }

  /** In one line or some: the server looks while the command is at it. */
  private int releasedInTheLog() {
    return logged().stream()
        .map(ILoggingEvent::getFormattedMessage)
        .map(RELEASED::matcher)
        .filter(Matcher::matches)
        .mapToInt(line -> Integer.parseInt(line.group(1)))
        .sum();
  }

  private List<ILoggingEvent> logged() {
    // What its writers hold, too.
    synchronized (log) {
      return List.copyOf(log.list);
    }
  }

  @Test
  void letsInByASecretThatCameAlongAndIsNowhereKept() throws IOException {
    String journal = RunningLeadline.journalUrl(folder);
    var commands = commands(journal);
    try (var leadline = RunningLeadline.start(folder, crm, ofTheServer(journal))) {
      assertThat(keyed(leadline, KEY)).isEqualTo(401);
      assertThat(keyed(leadline, "guessed-by-somebody")).isEqualTo(401);
      assertThat(commands.run("quarantine", "show", "1", "--body").said())
          .contains("/hooks/contact-form?key=****", "secret      came with it", "grace@");

      CommandLineOf.Result released = commands.run("quarantine", "release");

      assertThat(released.said())
          .startsWith("released 1 request: 1 new event, 0 duplicates")
          .contains("the secret that came with it is none of those in CONTACT_FORM_SECRET");
      assertThat(leadline.ledger("contact-form").received()).isEqualTo(1);
    }
    assertThat(Files.readString(folder.resolve("leadline.db"), StandardCharsets.ISO_8859_1))
        .contains("grace@refused.example")
        .doesNotContain(KEY, "guessed-by-somebody");
  }

  private static int keyed(RunningLeadline leadline, String key) {
    return leadline
        .post(
            "contact-form?key=" + key,
            "email=grace%40refused.example&note=grace@refused.example"
                .getBytes(StandardCharsets.UTF_8),
            Map.of("Content-Type", "application/x-www-form-urlencoded"))
        .statusCode();
  }
}
