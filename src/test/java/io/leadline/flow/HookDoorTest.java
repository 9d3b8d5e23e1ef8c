package io.leadline.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Happening;
import io.leadline.event.HookName;
import io.leadline.receive.Door;
import io.leadline.receive.DoorSettings;
import io.leadline.receive.FakeJournal;
import io.leadline.receive.Gate;
import io.leadline.receive.HookFiles;
import io.leadline.receive.Hooks;
import io.leadline.receive.ReceiveWebhook;
import io.leadline.receive.Refusals;
import io.leadline.receive.SignedSource;
import jakarta.servlet.DispatcherType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** What a form tool gets to hear, over real HTTP, through the routes that Leadline comes with. */
@CamelSpringBootTest
@SpringBootTest(
    classes = HookDoorTest.App.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      // The door alone: what lies behind the journal has its own tests.
      "camel.main.routes-include-pattern=file:routes/hook-*.camel.yaml,file:routes/receive.camel.yaml",
      "management.endpoint.health.group.readiness.include=readinessState"
    })
class HookDoorTest {
  private static final String SECRET = "s3cret-of-the-tool";
  private static final int LIMIT = 4 * 1024 * 1024;
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final byte[] JSON = "{\"answer\":\"Zo\u00eb\"}\n".getBytes(UTF_8);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort private int port;
  @Autowired private FakeJournal journal;
  @Autowired private Told told;
  @Autowired private Gate gate;
  @Autowired private CamelContext camel;

  @BeforeEach
  @AfterEach
  void startAfresh() {
    journal.forget();
    told.happenings.clear();
  }

  // ── taken ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void takesASignedWebhook() throws Exception {
    var answer = post(JSON, "application/json", SECRET);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body())
        .matches("\\{\"events\":\\[\\{\"id\":\"01K\\d{23}\",\"new\":true,\"duplicate\":false}]}");
    var request = journal.appended.get(0).request();
    assertThat(request.hook()).isEqualTo(new HookName("typeform"));
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.receivedAt()).isEqualTo(NOW);
    assertThat(request.headers().first("Content-Type")).hasValue("application/json");
  }

  static Stream<Arguments> bodies() {
    var noise = new byte[3 * 1024 * 1024];
    new Random(7).nextBytes(noise);
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};
    byte[] multipart = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1".getBytes(UTF_8);
    return Stream.of(
        Arguments.of("JSON", "application/json", JSON),
        Arguments.of("a byte order mark", "application/json", "\ufeff{}".getBytes(UTF_8)),
        Arguments.of("a form", "application/x-www-form-urlencoded", bytes("a=1&b=%C3%AB&a=2")),
        Arguments.of("a malformed form", "application/x-www-form-urlencoded", bytes("a&=&%zz=%")),
        Arguments.of("a form of 3 MB", "application/x-www-form-urlencoded", noise),
        Arguments.of("multipart", "multipart/form-data; boundary=x", multipart),
        Arguments.of("multipart without boundary", "multipart/form-data", multipart),
        Arguments.of("latin-1", "text/plain; charset=iso-8859-1", "Zo\u00eb".getBytes(ISO_8859_1)),
        Arguments.of("latin-1 as JSON", "application/json", "\"Zo\u00eb\"".getBytes(ISO_8859_1)),
        Arguments.of("an unknown charset", "text/plain; charset=klingon", bytes("nuqneH")),
        Arguments.of("binary of 3 MB", "application/octet-stream", noise),
        Arguments.of("the beginning of gzip", "application/gzip", gzip),
        Arguments.of("nothing", "application/json", new byte[0]),
        Arguments.of("nothing as a form", "application/x-www-form-urlencoded", new byte[0]),
        Arguments.of("a Java object", "application/x-java-serialized-object", gzip),
        Arguments.of("a garbage content type", "@@;;/=\"", bytes("x")),
        Arguments.of("no content type", null, bytes("x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void takesAnyBodyByteForByte(String what, @Nullable String type, byte[] body) throws Exception {
    isTaken(post(body, type, SECRET), body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void takesAnyChunkedBodyByteForByte(String what, @Nullable String type, byte[] body)
      throws Exception {
    isTaken(send("POST", "/hooks/typeform", chunked(body), type, sign(body, SECRET)), body);
  }

  @Test
  void takesABodyThatSaysItIsGzipAndIsNot() throws Exception {
    var answer =
        send(
            "POST",
            "/hooks/typeform",
            BodyPublishers.ofByteArray(JSON),
            "application/json",
            sign(JSON, SECRET),
            "Content-Encoding",
            "gzip");

    isTaken(answer, JSON);
  }

  @Test
  void takesABodyThatWaitsForLeave() throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/hooks/typeform"))
            .expectContinue(true)
            .header(SignedSource.HEADER, sign(JSON, SECRET))
            .POST(BodyPublishers.ofByteArray(JSON))
            .build();

    isTaken(client.send(request, BodyHandlers.ofString()), JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hooks/typeform/",
        "/hooks/typeform//",
        "/hooks/%74ypeform",
        "/hooks/typeform;v=1",
        "//hooks/typeform",
        "/hooks/./typeform",
        "/hooks/typeform?a=%zz&operation=delete&CamelHttpUri=http://localhost/&[=1",
      })
  void takesOtherSpellingsOfAHooksAddressAndKeepsThem(String path) throws Exception {
    var answer = raw("POST " + path + " HTTP/1.1", sign(JSON, SECRET), JSON);

    assertThat(answer).startsWith("HTTP/1.1 200");
    var uri = journal.appended.get(0).request().uri();
    assertThat(uri).isEqualTo("https://hooks.acme.com" + path);
  }

  @Test
  void keepsHeaderValuesAsTheyCame() throws Exception {
    var answer =
        send(
            "POST",
            "/hooks/typeform",
            BodyPublishers.ofByteArray(JSON),
            "application/json",
            sign(JSON, SECRET),
            "X-List",
            "[a,b]",
            "X-Twice",
            "one",
            "X-Twice",
            "two",
            "CamelHttpResponseCode",
            "418",
            "Authorization",
            "Bearer token");

    isTaken(answer, JSON);
    var headers = journal.appended.get(0).request().headers();
    assertThat(headers.all("x-list")).containsExactly("[a,b]");
    assertThat(headers.all("x-twice")).containsExactly("one", "two");
    assertThat(headers.all("camelhttpresponsecode")).containsExactly("418");
  }

  @Test
  void echoesNothingOfTheRequest() throws Exception {
    var answer =
        send(
            "POST",
            "/hooks/typeform?canary=1",
            BodyPublishers.ofString("canary=2"),
            "application/x-www-form-urlencoded",
            sign(bytes("canary=2"), SECRET),
            "X-Canary",
            "canary",
            "Authorization",
            "Bearer canary",
            "Cookie",
            "canary=3");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase("canary");
    assertThat(answer.headers().map().keySet())
        .isSubsetOf(
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "expires",
            "keep-alive",
            "pragma",
            "transfer-encoding",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");
  }

  @Test
  void servesEveryHookByItsOwnName() throws Exception {
    send(
        "POST",
        "/hooks/hubspot",
        BodyPublishers.ofByteArray(JSON),
        "application/json",
        sign(JSON, "hubspot-secret"));

    assertThat(journal.appended)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.source()).isEqualTo("hubspot");
              assertThat(it.request().hook()).isEqualTo(new HookName("hubspot"));
            });
  }

  // ── refused ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void refusesAWrongSecret() throws Exception {
    isRefused(post(JSON, "application/json", "guessed"), 401, "not_verified");
    assertThat(journal.quarantined)
        .singleElement()
        .satisfies(it -> assertThat(it.request().body()).isEqualTo(Bytes.of(JSON)));
  }

  @Test
  void refusesABodyWithOneByteChanged() throws Exception {
    byte[] changed = JSON.clone();
    changed[3]++;

    var answer =
        send(
            "POST",
            "/hooks/typeform",
            BodyPublishers.ofByteArray(changed),
            "application/json",
            sign(JSON, SECRET));

    isRefused(answer, 401, "not_verified");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hooks/unknown",
        "/hooks/Typeform",
        "/hooks/typeform/more",
        "/hooks/",
        "/hooks",
        "/hooks/%7Bhook%7D",
        "/hooks/%00",
        "/hooks/proxy",
      })
  void knowsNoOtherHook(String path) throws Exception {
    var answer = raw("POST " + path + " HTTP/1.1", "", JSON);

    assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n")).strip()).isNotEmpty();
    assertThat(journal.appended).isEmpty();
  }

  @Test
  void saysInJsonThatThereIsNoSuchHook() throws Exception {
    var answer =
        send("POST", "/hooks/unknown", BodyPublishers.ofByteArray(JSON), "application/json", "");

    isRefused(answer, 404, "no_such_hook");
    assertThat(answer.body()).doesNotContain("unknown", "typeform");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
  void takesNothingButPosts(String method) throws Exception {
    var answer =
        send(
            method,
            "/hooks/typeform",
            BodyPublishers.ofString("a=1"),
            "application/x-www-form-urlencoded",
            "");

    isRefused(answer, 405, "not_a_post");
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void answersAHeadRequestWithoutABody() throws Exception {
    var answer = send("HEAD", "/hooks/typeform", BodyPublishers.noBody(), null, "");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() throws Exception {
    var body = new byte[LIMIT + 1];

    isRefused(post(body, "application/json", SECRET), 413, "too_large");
    assertThat(journal.rejected).containsExactly(new HookName("typeform"));
  }

  @Test
  void refusesAChunkedBodyThatIsTooLarge() throws Exception {
    var body = new byte[LIMIT + 1024 * 1024];

    var answer = send("POST", "/hooks/typeform", chunked(body), "text/plain", sign(body, SECRET));

    isRefused(answer, 413, "too_large");
    assertThat(journal.rejected).containsExactly(new HookName("typeform"));
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws Exception {
    var body = new byte[LIMIT];

    isTaken(post(body, "application/json", SECRET), body);
  }

  @Test
  void survivesASenderThatGoesAwayInTheMiddle() throws Exception {
    try (var socket = new Socket("localhost", port)) {
      var head = "POST /hooks/typeform HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf";
      socket.getOutputStream().write(bytes(head));
    }

    await()
        .untilAsserted(
            () -> assertThat(journal.rejected).containsExactly(new HookName("typeform")));
    assertThat(journal.appended).isEmpty();
    assertThat(post(JSON, "application/json", SECRET).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesABrokenChunk() throws Exception {
    var answer =
        rawText(
            String.join(
                "\r\n",
                "POST /hooks/typeform HTTP/1.1",
                "Host: x",
                "Transfer-Encoding: chunked",
                "Connection: close",
                "",
                "nonsense",
                ""));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"status\":400");
    assertThat(answer).doesNotContain("typeform", "nonsense");
    assertThat(journal.rejected).containsExactly(new HookName("typeform"));
  }

  // ── not now ───────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(strings = {"/hooks/typeform", "/hooks/unknown"})
  void asksToComeAgainWhileTheGateIsClosed(String path) throws Exception {
    assertThat(gate.awaitEmpty(Duration.ofSeconds(5)))
        .as("all that were let in have left")
        .isTrue();
    gate.close();

    try {
      var answer =
          send("POST", path, BodyPublishers.ofByteArray(JSON), "text/plain", sign(JSON, SECRET));

      isRefused(answer, 503, "not_open");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
    } finally {
      gate.open();
    }
  }

  @Test
  void asksToComeAgainWhileTheJournalIsUnavailable() throws Exception {
    journal.beUnavailable();

    var answer = post(JSON, "application/json", SECRET);

    isRefused(answer, 503, "journal_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
  }

  @Test
  void asksToComeAgainAfterAnErrorOfItsOwn() throws Exception {
    journal.fail(new IllegalStateException("a bug, in which a secret may stand"));

    var answer = post(JSON, "application/json", SECRET);

    isRefused(answer, 503, "internal_error");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).doesNotContain("bug");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hook-typeform", "receive"})
  void asksToComeAgainWhileARouteIsStopped(String route) throws Exception {
    camel.getRouteController().stopRoute(route);
    try {
      var answer = post(JSON, "application/json", SECRET);

      isRefused(answer, 503, "internal_error");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(told.happenings).hasAtLeastOneElementOfType(Happening.DefectFound.class);
    } finally {
      camel.getRouteController().startRoute(route);
    }
    isTaken(post(JSON, "application/json", SECRET), JSON);
  }

  @Test
  void refusesToReceiveWhatDidNotComeThroughTheDoor() {
    ProducerTemplate producer = camel.createProducerTemplate();

    var exchange = producer.request("direct:receive", it -> it.getMessage().setBody("x"));

    assertThat(exchange.getException())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only platform-http:/hooks/... may lead there");
    assertThat(journal.appended).isEmpty();
  }

  // ── how it is asked ───────────────────────────────────────────────────────────────────────────

  private void isTaken(HttpResponse<String> answer, byte[] body) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{\"events\":[{");
    assertThat(journal.appended)
        .last()
        .satisfies(
            it -> assertThat(it.request().body().sha256()).isEqualTo(Bytes.of(body).sha256()));
  }

  private void isRefused(HttpResponse<String> answer, int status, String error) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    var body = Documents.readObject(Bytes.utf8(answer.body()));
    assertThat(body).containsOnlyKeys("error", "message").containsEntry("error", error);
    assertThat(journal.appended).isEmpty();
  }

  private HttpResponse<String> post(byte[] body, @Nullable String type, String secret)
      throws Exception {
    return send(
        "POST", "/hooks/typeform", BodyPublishers.ofByteArray(body), type, sign(body, secret));
  }

  private HttpResponse<String> send(
      String method,
      String path,
      BodyPublisher body,
      @Nullable String type,
      String signature,
      String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(uri(path)).method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    request.header(SignedSource.HEADER, signature);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private String raw(String line, String signature, byte[] body) throws IOException {
    return rawText(
        line
            + "\r\nHost: x\r\nConnection: close\r\n"
            + SignedSource.HEADER
            + ": "
            + signature
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n"
            + new String(body, ISO_8859_1));
  }

  private String rawText(String text) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static String sign(byte[] body, String secret) {
    return SignedSource.sign(body, secret);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** What was told. */
  static final class Told {
    private final List<Happening> happenings = new CopyOnWriteArrayList<>();
  }

  /** The door with the real routes and sources of the tests. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {
    @Bean
    FakeJournal fakeJournal() {
      return new FakeJournal();
    }

    @Bean
    Told told() {
      return new Told();
    }

    @Bean
    Gate gate() {
      return new Gate();
    }

    @Bean
    Hooks hooks() {
      var environment = Map.of("TYPEFORM_SECRET", SECRET, "HUBSPOT_SECRET", "hubspot-secret");
      var files =
          new HookFiles(
              List.of(new SignedSource("typeform"), new SignedSource("hubspot")), environment);
      return Hooks.of(files.read(Path.of("routes")).hooks());
    }

    @Bean
    AcceptWebhook acceptWebhook(Hooks hooks, FakeJournal journal, Told told) {
      return new AcceptWebhook(
          new ReceiveWebhook(
              hooks,
              journal.journal(),
              told.happenings::add,
              Clock.systemUTC(),
              System::nanoTime,
              new Random(7)));
    }

    @Bean
    FilterRegistrationBean<Door> door(Gate gate, Hooks hooks, FakeJournal journal, Told told) {
      var door =
          new Door(
              gate,
              hooks,
              new DoorSettings("https://hooks.acme.com/", LIMIT),
              new Refusals(journal.journal(), told.happenings::add),
              Clock.fixed(NOW, ZoneOffset.UTC));
      var registration = new FilterRegistrationBean<>(door);
      registration.addUrlPatterns("/hooks/*");
      registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
      registration.setAsyncSupported(true);
      registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
      return registration;
    }

    @Bean
    HookDoorKeeper hookDoorKeeper(Gate gate, Hooks hooks) {
      return new HookDoorKeeper(gate, hooks, Duration.ZERO);
    }

    @Bean
    SecurityFilterChain nothingElseAsAtWork() {
      return new DefaultSecurityFilterChain(
          PathPatternRequestMatcher.withDefaults().matcher("/hooks/**"));
    }
  }
}
