package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole server in this process, with the sandbox as its CRM and form tools, for acceptance tests.
 */
final class RunningLeadline implements AutoCloseable {
  /**
   * The tag of tests in which a server runs for long, for what becomes of events where the CRM, the
   * journal or the clock is in trouble: .ci/run says where they run.
   */
  static final String FOR_LONG = "long";

  static final String SECRET = "a-test-secret";
  static final Duration SOON = Duration.ofSeconds(30);
  static final String API_KEY = SandboxSettings.DEMO_API_KEY;

  private final ConfigurableApplicationContext context;
  private final Caller caller;

  private RunningLeadline(ConfigurableApplicationContext context) {
    this.context = context;
    this.caller =
        new Caller("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
  }

  static SandboxCrm sandbox() {
    return SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), new Random(7), 0);
  }

  /** Serves from the shipped routes and mappings, with its journal in the folder. */
  static RunningLeadline start(Path folder, SandboxCrm crm) {
    return start(folder, crm, Map.of());
  }

  static RunningLeadline start(Path folder, SandboxCrm crm, Map<String, String> more) {
    return start(folder, crm, more, Clock.systemUTC());
  }

  static RunningLeadline start(Path folder, SandboxCrm crm, Map<String, String> more, Clock wall) {
    var environment = environment(folder, crm);
    environment.putAll(more);
    return new RunningLeadline(Serving.start(Startup.read(environment, wall)));
  }

  /**
   * Serves with exactly this environment, on any port: as the next after a {@link ChildLeadline}.
   */
  static RunningLeadline startWith(Map<String, String> environment) {
    var own = new HashMap<>(environment);
    own.put("SERVER_PORT", "0");
    return new RunningLeadline(Serving.start(Startup.read(own)));
  }

  static Map<String, String> environment(Path folder, SandboxCrm crm) {
    var environment = new HashMap<String, String>();
    environment.put("SERVER_PORT", "0");
    environment.put("CRM_BASE_URL", crm.baseUrl());
    environment.put("CRM_API_KEY", API_KEY);
    environment.put("CRM_ORG_ID", SandboxSettings.DEMO_ORG_ID);
    environment.put("CRM_MEMBER_ID", SandboxSettings.DEMO_MEMBER_ID);
    environment.put("TYPEFORM_SECRET", SECRET);
    environment.put("HUBSPOT_SECRET", SECRET);
    environment.put("HUBSPOT_TOKEN", SandboxSettings.DEMO_HUBSPOT_TOKEN);
    environment.put("HUBSPOT_BASE_URL", crm.rootUrl());
    environment.put("ADMIN_PASSWORD", "test");
    environment.put("RETRY_FIRST", "100ms");
    environment.put("STOP_DRAIN", "0s");
    environment.put("JOURNAL_URL", journalUrl(folder));
    return environment;
  }

  static String journalUrl(Path folder) {
    return "jdbc:sqlite:" + folder.resolve("leadline.db");
  }

  String root() {
    return caller.root();
  }

  Caller caller() {
    return caller;
  }

  /** Sends a body as Typeform would, correctly signed. */
  HttpResponse<String> typeform(String body) {
    return caller.typeform(body);
  }

  static Map<String, String> typeformSignature(String body) {
    return Map.of(
        "Content-Type",
        "application/json",
        "Typeform-Signature",
        "sha256=" + Signing.hmacSha256(SECRET, body));
  }

  /** Sends a body as a HubSpot app would: v3. */
  HttpResponse<String> hubspot(String body) {
    return caller.hubspot(body);
  }

  HttpResponse<String> post(String hook, byte[] body, Map<String, String> headers) {
    return caller.post(hook, body, headers);
  }

  /** Asks as the admin. */
  HttpResponse<String> admin(String path) {
    return caller.admin(path);
  }

  HttpResponse<String> stranger(String path) {
    return caller.stranger(path);
  }

  /** Waits for the event to come to this state. */
  EventDetail awaitState(EventId event, State state) {
    Awaitility.await("event " + event + " is settled")
        .atMost(SOON)
        .until(() -> isAtRest(event(event).summary().state(), state));
    EventDetail detail = event(event);
    assertThat(detail.summary().state())
        .as(() -> "event " + event + ": " + detail.summary().reason())
        .isEqualTo(state);
    return detail;
  }

  private static boolean isAtRest(State now, State wanted) {
    return now == wanted || now == State.DEAD || now == State.IGNORED;
  }

  EventDetail event(EventId event) {
    return journal().find(event).orElseThrow();
  }

  Journal journal() {
    return bean(Journal.class);
  }

  LedgerLine ledger(String hook) {
    return journal().ledger().stream()
        .filter(line -> line.hook().value().equals(hook))
        .findFirst()
        .orElseThrow();
  }

  /** The first event of an answer. */
  static EventId eventOf(HttpResponse<String> answer) {
    return new EventId(JsonPath.read(answer.body(), "$.events[0].id"));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
