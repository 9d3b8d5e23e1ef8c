package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.leadline.event.Bytes;
import io.leadline.event.EventId;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that say ids only, from the look at the address to the delivery, with their API beside. */
class FetchingToolsTest {
  private static final Path CASES = Path.of("src/test/resources/source");
  private static final String SECRET = "client-id&client-secret";

  private static final String MAPPING =
      """
      hook: %s
      createContact:
        email: $.answers.email | trim | lower
        first_name: $.answers.first
        last_name: $.answers.last
        entity_name: { from: "$.answers.email | company_domain", otherwise: Private person }
      """;

  @TempDir private Path folder;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 200;
  private volatile byte[] answer = {};
  private SandboxCrm crm;
  private HttpServer tool;
  private RunningLeadline server;

  @BeforeEach
  void prepare() throws IOException {
    crm = RunningLeadline.sandbox();
    tool = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.close();
    tool.stop(0);
    crm.close();
  }

  @Test
  void deliversALeadOfMeta() throws IOException {
    answer(CASES.resolve("meta/a-lead.fetched.json"));
    start("meta", "$.answers.email", "$.answers.full_name");

    assertThat(look("meta?hub.mode=subscribe&hub.challenge=42&hub.verify_token=no").statusCode())
        .isEqualTo(403);
    var welcome = look("meta?hub.mode=subscribe&hub.challenge=42&hub.verify_token=t0ken");
    assertThat(welcome.statusCode()).isEqualTo(200);
    assertThat(welcome.body()).isEqualTo("42");

    deliver("meta", "a-lead.json");
    assertThat(asked).singleElement().asString().startsWith("/v26.0/233370042045345?fields=");
  }

  /** The Graph API says 400 to a token that has run out. */
  @Test
  void waitsForATokenThatMetaTakes() throws IOException {
    var event =
        waits(
            "{\"error\":{\"message\":\"Session has expired\",\"code\":190,\"error_subcode\":463}}",
            new Reason(
                ReasonCode.FETCH_REFUSED,
                "the sender of hook 'meta' refuses our token (400, error 190/463): set META_TOKEN to"
                    + " one that may read what it is asked for; events wait until then"));
    assertThat(server.admin("/actuator/health").body()).contains("META_TOKEN");

    server.close();
    status = 200;
    answer = Files.readAllBytes(CASES.resolve("meta/a-lead.fetched.json"));
    serve("meta");
    server.awaitState(event, State.DELIVERED);
  }

  /** It is said so, too, where the token may not read the lead. */
  @Test
  void asksAgainForALeadThatMetaDoesNotFind() throws IOException {
    var event =
        waits(
            "{\"error\":{\"message\":\"Unsupported get request. Object with ID '233370042045345'"
                + " does not exist\",\"code\":100,\"error_subcode\":33}}",
            new Reason(
                ReasonCode.FETCH_FAILED,
                "the sender of hook 'meta' does not give us what was asked for (400, error 100/33):"
                    + " there is no such thing, or META_TOKEN may not read it"));

    answer = Files.readAllBytes(CASES.resolve("meta/a-lead.fetched.json"));
    status = 200;
    server.awaitState(event, State.DELIVERED);
  }

  /** A lead, while the Graph API says an error with 400. */
  private EventId waits(String error, Reason why) throws IOException {
    status = 400;
    answer(Bytes.utf8(error));
    start("meta", "$.answers.email", "$.answers.full_name");
    var event = RunningLeadline.eventOf(post("meta", "a-lead.json"));
    await().until(() -> server.event(event).summary().reason() != null);
    assertThat(server.event(event).summary().state()).isEqualTo(State.RECEIVED);
    assertThat(server.event(event).summary().reason()).isEqualTo(why);
    return event;
  }

  /** By its question for contact data, which is one of rows. */
  @Test
  void deliversAResponseOfSurveyMonkey() throws IOException {
    answer(CASES.resolve("surveymonkey/completed.fetched.json"));
    start("surveymonkey", "$.answers.q5['Email address']", "$.answers.q5");

    var head =
        server
            .caller()
            .answered(
                server
                    .caller()
                    .request("/hooks/surveymonkey")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build());
    assertThat(head.statusCode()).isEqualTo(200);

    deliver("surveymonkey", "completed.json");
    assertThat(asked).containsExactly("/v3/surveys/123/responses/987/details?simple=true");
  }

  private void answer(Path file) throws IOException {
    answer(Bytes.of(Files.readAllBytes(file)));
  }

  private void answer(Bytes body) {
    answer = body.array();
    tool.createContext(
        "/",
        exchange -> {
          boolean known =
              "Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          asked.add(exchange.getRequestURI().toString());
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(known ? status : 401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    tool.start();
  }

  private void start(String name, String email, String fullName) throws IOException {
    HookRoutes.in(folder.resolve("routes")).with(name, name, Map.of());
    var mappings = MappingsFolder.in(folder);
    Files.writeString(
        mappings.resolve(name + ".yaml"),
        MAPPING
            .formatted(name)
            .replace("$.answers.email", email)
            .replace("$.answers.first", fullName + " | first_name")
            .replace("$.answers.last", fullName + " | last_name"));
    serve(name);
  }

  private void serve(String name) {
    var hook = new HookName(name);
    var more = new HashMap<String, String>();
    more.put("RETRY_AFTER_LONGEST", "1s");
    more.put("ROUTES_DIR", folder.resolve("routes").toString());
    more.put("MAPPINGS_DIR", folder.resolve("mappings").toString());
    more.put(hook.variable("SECRET"), SECRET);
    more.put(hook.variable("VERIFY_TOKEN"), "t0ken");
    more.put(hook.variable("TOKEN"), "the-token");
    more.put(hook.variable("BASE_URL"), "http://localhost:" + tool.getAddress().getPort());
    server = RunningLeadline.start(folder, crm, more);
  }

  private HttpResponse<String> look(String pathAndQuery) {
    return server.stranger("/hooks/" + pathAndQuery);
  }

  private void deliver(String name, String file) throws IOException {
    var answer = post(name, file);
    server.awaitState(RunningLeadline.eventOf(answer), State.DELIVERED);
    assertThat(crm.contacts()).extracting(Contact::email).containsExactly("ada@example.com");
  }

  private HttpResponse<String> post(String name, String file) throws IOException {
    var body = Bytes.of(Files.readAllBytes(CASES.resolve(name).resolve(file)));
    var request = new Request(new HookName(name), "POST", "", Headers.NONE, body, Instant.now());
    var signed = Sources.find(name).orElseThrow().proof().proven(request, SECRET);
    var headers = new HashMap<String, String>();
    signed.headers().asMap().forEach((header, values) -> headers.put(header, values.get(0)));

    var taken = server.post(name, body.array(), headers);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    return taken;
  }
}
