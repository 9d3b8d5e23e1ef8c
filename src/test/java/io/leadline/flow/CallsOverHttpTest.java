package io.leadline.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.event.Bytes;
import io.leadline.event.CallKind;
import io.leadline.event.Fetch;
import io.leadline.event.HookName;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

/** What the other side gets to see and what we make of its answers, over the shipped routes. */
@SuppressWarnings("NullAway.Init") // JUnit and Spring set the fields
@CamelSpringBootTest
@SpringBootTest(
    classes = CallsOverHttpTest.App.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "camel.main.routes-include-pattern=file:routes/crm.camel.yaml,file:routes/fetch.camel.yaml",
      "camel.component.http.response-timeout=2000",
      "management.endpoint.health.validate-group-membership=false"
    })
class CallsOverHttpTest {
  private static final HookName HOOK = new HookName("hubspot");
  private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();
  private static volatile Answering answering = exchange -> answer(exchange, 200, bytes("{}"));
  private static HttpServer server;
  private static ExecutorService threads;

  @Autowired private ProducerTemplate template;
  @Autowired private CamelContext camel;

  record Seen(String method, String uri, Map<String, String> headers, String body) {}

  @FunctionalInterface
  interface Answering {
    void to(HttpExchange exchange) throws IOException;
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {
    @Bean
    ReplyLimit replyLimit() {
      return new ReplyLimit(Duration.ofSeconds(3));
    }

    /** As {@link HookDoorKeeper} sets it at work. */
    @Bean
    CamelContextConfiguration failAtOnce() {
      return new CamelContextConfiguration() {
        @Override
        public void beforeApplicationStart(CamelContext camel) {
          camel.getComponent("direct", DirectComponent.class).setBlock(false);
        }

        @Override
        public void afterApplicationStart(CamelContext camel) {}
      };
    }
  }

  @BeforeAll
  static void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          SEEN.add(seen(exchange));
          answering.to(exchange);
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
    answering = exchange -> answer(exchange, 200, bytes("{}"));
  }

  // ── what arrives ──────────────────────────────────────────────────────────────────────────────

  @Test
  void sendsTheVeryBytesOfTheRequest() {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("api_key", "secret");
    body.put("zebra", "Zo\u00eb ${exchangeId} {{nothing}}");
    body.put("apple", null);
    body.put("entity_score", new BigDecimal("1E+5"));
    body.put("tags", List.of("a", 7));

    call(CallKind.CREATE_CONTACT, body);

    assertThat(SEEN.get(0).body())
        .isEqualTo(
            "{\"api_key\":\"secret\",\"zebra\":\"Zo\u00eb ${exchangeId} {{nothing}}\",\"apple\":null,"
                + "\"entity_score\":100000,\"tags\":[\"a\",7]}");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE_CONTACT, /apis/public/createContact.php",
    "ADD_PROFILE, /apis/public/addProfileToContact.php"
  })
  void postsJsonToTheDocumentedPathAndNoHeaderOfOurs(CallKind kind, String path) {
    call(kind, Map.of());

    assertThat(SEEN).hasSize(1);
    assertThat(SEEN.get(0).method()).isEqualTo("POST");
    assertThat(SEEN.get(0).uri()).isEqualTo(path);
    assertThat(SEEN.get(0).headers()).containsEntry("content-type", "application/json");
    assertThat(SEEN.get(0).headers().keySet())
        .isSubsetOf(
            "content-type",
            "content-length",
            "host",
            "connection",
            "user-agent",
            "accept-encoding",
            "accept");
  }

  @Test
  void asksTheSenderWithTheTokenInThisRequestAlone() {
    Optional<Reply> reply =
        sender().ask(HOOK, new Fetch("/crm/v3/objects/contacts/512", ordered("a b", "c,d&e")));

    assertThat(reply).isPresent();
    Seen fetch = SEEN.get(0);
    assertThat(fetch.method()).isEqualTo("GET");
    assertThat(fetch.uri())
        .isEqualTo("/crm/v3/objects/contacts/512?archived=false&properties=a+b%2Cc%2Cd%26e");
    assertThat(fetch.headers()).containsEntry("authorization", "Bearer t0ken");
    assertThat(fetch.body()).isEmpty();

    call(CallKind.CREATE_CONTACT, Map.of());
    assertThat(SEEN.get(1).headers()).doesNotContainKey("authorization");
  }

  private static Map<String, String> ordered(String one, String two) {
    return new TreeMap<>(Map.of("properties", one + "," + two, "archived", "false"));
  }

  @Test
  void doesNotAskWithoutAToken() {
    assertThat(
            new SenderOverCamel(template, hook -> Optional.empty())
                .ask(HOOK, new Fetch("/x", Map.of())))
        .isEmpty();
    assertThat(SEEN).isEmpty();
  }

  @Test
  void sendsNoCookieBack() {
    answering =
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
          answer(exchange, 200, bytes("{}"));
        };

    call(CallKind.CREATE_CONTACT, Map.of());
    call(CallKind.CREATE_CONTACT, Map.of());

    assertThat(SEEN).hasSize(2);
    assertThat(SEEN.get(1).headers()).doesNotContainKey("cookie");
  }

  // ── what comes back ───────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 404, 429, 500, 502, 503})
  void repeatsNothingByItselfAndGivesStatusBodyAndRetryAfter(int status) {
    answering =
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "1");
          answer(exchange, status, bytes("<html>\u00eb</html>"));
        };

    Reply.Answered answer = answered(call(CallKind.CREATE_CONTACT, Map.of()));

    assertThat(SEEN).hasSize(1);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().asUtf8()).isEqualTo("<html>\u00eb</html>");
    assertThat(answer.retryAfter(Clock.systemUTC().instant())).hasValue(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void followsNoRedirect(int status) {
    answering =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://" + authority() + "/elsewhere");
          answer(exchange, status, new byte[0]);
        };

    Reply.Answered answer = answered(call(CallKind.ADD_PROFILE, Map.of()));

    assertThat(SEEN).hasSize(1);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("location")).isPresent();
  }

  @Test
  void givesAnEmptyBodyAsEmpty() {
    answering = exchange -> answer(exchange, 200, new byte[0]);

    assertThat(answered(call(CallKind.CREATE_CONTACT, Map.of())).body()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void givesBytesThatAreNoTextAsTheyAre() {
    byte[] odd = {'{', (byte) 0xff, (byte) 0xfe, 0, '}'};
    answering =
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json; charset=klingon");
          answer(exchange, 200, odd);
        };

    assertThat(answered(call(CallKind.CREATE_CONTACT, Map.of())).body()).isEqualTo(Bytes.of(odd));
  }

  @Test
  void doesNotReadAnAnswerWithoutEnd() throws Exception {
    var sent = new java.util.concurrent.atomic.AtomicLong();
    var ended = new CountDownLatch(1);
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var chunk = new byte[64 * 1024];
          try (OutputStream out = exchange.getResponseBody()) {
            while (sent.get() < 256L * 1024 * 1024) {
              out.write(chunk);
              sent.addAndGet(chunk.length);
            }
          } finally {
            ended.countDown();
          }
        };

    Reply reply = call(CallKind.CREATE_CONTACT, Map.of());

    assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
    assertThat(((Reply.NoAnswer) reply).mayHaveHappened()).isTrue();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(sent.get()).isLessThan(64L * 1024 * 1024);
  }

  // ── no answer ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void knowsThatARefusedConnectionDidNothing() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(callAt("127.0.0.1:" + port))
        .isEqualTo(new Reply.NoAnswer(false, "connection refused"));
  }

  @Test
  void knowsThatAnUnknownHostDidNothing() {
    assertThat(callAt("no-such-host.invalid")).isEqualTo(new Reply.NoAnswer(false, "unknown host"));
  }

  @Test
  void gaveUpWaitingWhereNoAnswerComesInTime() {
    var patience = new CountDownLatch(1);
    answering =
        exchange -> {
          awaitQuietly(patience);
          exchange.close();
        };

    Reply reply = call(CallKind.CREATE_CONTACT, Map.of());
    patience.countDown();

    assertThat(reply).isEqualTo(new Reply.NoAnswer(true, "no answer in time"));
    assertThat(SEEN).hasSize(1);
  }

  /** Each byte comes in time, the whole never. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hangsUpOnAnAnswerThatDrips(boolean alsoItsHead) throws Exception {
    try (var dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var gone = threads.submit(() -> drip(dripping, alsoItsHead));

      assertThat(callAt("127.0.0.1:" + dripping.getLocalPort()))
          .isEqualTo(new Reply.NoAnswer(true, "no answer in time"));
      assertThat(gone.get(20, TimeUnit.SECONDS)).as("the client hung up").isTrue();
    }
  }

  /** A byte each tenth of a second, until nobody reads any more. */
  private static boolean drip(ServerSocket server, boolean alsoItsHead) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n" + (alsoItsHead ? "X: " : "\r\n");
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(head.getBytes(UTF_8));
      for (int drops = 0; drops < 600; drops++) {
        socket.getOutputStream().write('.');
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void goesOnOverTheSameConnectionsAfterItHungUp() throws Exception {
    hangsUpOnAnAnswerThatDrips(false);

    assertThat(answered(call(CallKind.CREATE_CONTACT, Map.of())).status()).isEqualTo(200);
  }

  @Test
  void cannotKnowWhatACutConnectionDid() throws Exception {
    try (var cutting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var cut =
          threads.submit(
              () -> {
                try (Socket socket = cutting.accept()) {
                  socket.getInputStream().read(new byte[10]);
                }
                return null;
              });

      assertThat(callAt("127.0.0.1:" + cutting.getLocalPort()))
          .isEqualTo(new Reply.NoAnswer(true, "the connection was cut"));
      cut.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void knowsThatAStoppedRouteSentNothing() throws Exception {
    camel.getRouteController().stopRoute("crm");
    try {
      Reply reply = call(CallKind.CREATE_CONTACT, Map.of());
      assertThat(reply).isEqualTo(new Reply.NoAnswer(false, "Leadline is stopping"));
    } finally {
      camel.getRouteController().startRoute("crm");
    }
  }

  // ── helpers ───────────────────────────────────────────────────────────────────────────────────

  private Reply call(CallKind kind, Map<String, @Nullable Object> body) {
    return new CrmOverCamel(template)
        .exchange(
            new CrmRequest(
                kind,
                "http://" + authority() + "/apis/public",
                "/" + kind.wireName() + ".php",
                body));
  }

  private Reply callAt(String authority) {
    return new CrmOverCamel(template)
        .exchange(
            new CrmRequest(CallKind.CREATE_CONTACT, "http://" + authority, "/x", Map.of("a", "b")));
  }

  private SenderOverCamel sender() {
    return new SenderOverCamel(
        template,
        hook -> Optional.of(new SenderOverCamel.Account("http://" + authority(), "t0ken")));
  }

  private static Reply.Answered answered(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return (Reply.Answered) reply;
  }

  private static String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private static Seen seen(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    return new Seen(
        exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
