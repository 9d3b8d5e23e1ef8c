package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters to an HTTP endpoint that fails. */
class DeadLettersTest {
  @TempDir Path folder;
  private final Queue<Map<String, @Nullable Object>> asked = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> told = new ConcurrentHashMap<>();
  private HttpServer endpoint;
  private SandboxCrm crm;
  private RunningLeadline leadline;
  private volatile String never = "";

  @BeforeEach
  void start() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/", this::answer);
    endpoint.start();
    crm = RunningLeadline.sandbox();
    String uri = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/alerts";
    leadline = RunningLeadline.start(folder, crm, Map.of("DEAD_LETTER_URI", uri));
  }

  @AfterEach
  void stop() {
    leadline.close();
    crm.close();
    endpoint.stop(0);
  }

  /** 500 the first time that an event comes, then 200; for one event never. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, @Nullable Object> message =
          Documents.readObject(io.leadline.event.Bytes.of(body));
      asked.add(message);
      String event = String.valueOf(message.get("event"));
      boolean takes = told.merge(event, 1, Integer::sum) > 1 && !event.equals(never);
      byte[] answer = (takes ? "taken" : "broken").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(takes ? 200 : 500, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (Documents.NotJson e) {
      throw new IOException(e);
    }
  }

  @Test
  void comesAgainUntilItIsTakenAndHoldsNothingUp() {
    EventId unlucky = dies("unlucky");
    never = unlucky.value();
    EventId lucky = dies("lucky");
    for (int i = 0; i < 20; i++) {
      dies("more-" + i);
    }
    EventId alive =
        RunningLeadline.eventOf(
            leadline.typeform(Forms.demoRequestOf("alive", "alive@letters.example")));

    leadline.awaitState(alive, State.DELIVERED);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> leadline.caller().meter("leadline_deadletters_total") >= 44);
    assertThat(told.get(lucky.value())).isEqualTo(2);
    assertThat(leadline.event(unlucky).summary().state()).isEqualTo(State.DEAD);
    assertThat(leadline.event(lucky).summary().state()).isEqualTo(State.DEAD);
    assertThat(asked)
        .filteredOn(message -> lucky.value().equals(message.get("event")))
        .allSatisfy(
            message ->
                assertThat(message)
                    .containsKeys("hook", "source", "key", "reason", "mapping", "request"));
    assertThat(leadline.caller().meter("leadline_dead_total")).isEqualTo(22);
  }

  private EventId dies(String token) {
    String body =
        Forms.demoRequest(token).text("name", "What is your name?", "Nobody Atall").json();
    return RunningLeadline.eventOf(leadline.typeform(body));
  }
}
