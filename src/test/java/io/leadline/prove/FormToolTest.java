package io.leadline.prove;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that takes everything, and answers copies as each test says. */
class FormToolTest {
  private static final int SUBMISSIONS = 60;

  private final Acknowledged acknowledged = new Acknowledged();
  private final Map<String, Integer> came = new HashMap<>();
  private SandboxCrm crm;
  private HttpServer server;
  private int statusOfCopies = 200;
  private boolean saysWhen;
  private boolean forgets;

  @BeforeEach
  void start() throws IOException {
    crm = SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), new Random(1), 0);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    crm.close();
  }

  @Test
  void isContentWithCopiesThatAreTheSameEvents() {
    sendAll();

    assertThat(acknowledged.copies()).isPositive();
    assertThat(acknowledged.problems()).isEmpty();
  }

  @Test
  void isContentWhereACopyIsToldToComeAgain() {
    statusOfCopies = 503;
    saysWhen = true;

    sendAll();

    assertThat(acknowledged.problems()).isEmpty();
  }

  @Test
  void findsACopyThatIsAnsweredSoThatAToolGivesUp() {
    statusOfCopies = 404;

    sendAll();

    assertThat(acknowledged.problems()).isNotEmpty().allMatch(one -> one.contains("answered 404"));
  }

  @Test
  void findsACopyThatIsNotToldWhenToComeAgain() {
    statusOfCopies = 503;

    sendAll();

    assertThat(acknowledged.problems()).isNotEmpty().allMatch(one -> one.contains("answered 503"));
  }

  @Test
  void findsACopyThatBecameAnotherEvent() {
    forgets = true;

    sendAll();

    assertThat(acknowledged.problems())
        .isNotEmpty()
        .allMatch(one -> one.contains("became other events"));
  }

  // ── how it is made ─────────────────────────────────────────────────────────────────────────────

  private void sendAll() {
    var left = new AtomicInteger(SUBMISSIONS);
    var address = new Address("http://localhost:" + server.getAddress().getPort(), "secret");
    new FormTool(
            new Drafts(1, new Random(2), crm.hubspot()),
            address,
            new Random(3),
            Clock.systemUTC(),
            () -> 1,
            acknowledged,
            Duration.ZERO,
            () -> left.getAndDecrement() > 0)
        .run();
  }

  /**
   * On one thread. Whatever comes a second time is a copy, and the third time it is taken again: of
   * two at once, the one that the tool waits for may be the copy.
   */
  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int times = came.merge(body, 1, Integer::sum);
    boolean isCopy = times % 2 == 0;
    if (isCopy && saysWhen) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    byte[] answer = "{\"id\":\"%s\"}".formatted(id(body, times)).getBytes(UTF_8);
    int status = isCopy ? statusOfCopies : 200;
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String id(String body, int times) {
    int number = body.hashCode() & Integer.MAX_VALUE;
    return "01" + "%024d".formatted(forgets ? number + 1_000_000_000_000L * times : number);
  }
}
