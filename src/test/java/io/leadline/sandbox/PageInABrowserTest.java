package io.leadline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: that its script runs under its own content policy is seen nowhere
 * else. Needs Debian's chromium; {@code -Dleadline.browser=required} makes its absence an error.
 */
class PageInABrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void refreshesItselfAndShowsWhatArrivedSinceItWasOpened(@TempDir Path folder) throws Exception {
    requireChromium();
    try (SandboxCrm crm =
            SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), new Random(3), 0);
        var door = new DoorThatAddsAContact(crm)) {
      String page = opened(door.url(), folder);

      assertThat(page).contains("late@arrival.example").contains("&lt;b&gt;Late&lt;/b&gt;");
      assertThat(door.loads.get()).as("how often the page was asked for").isGreaterThan(1);
    }
  }

  private static void requireChromium() {
    boolean there = Files.isExecutable(CHROMIUM);
    if (!there && "required".equals(System.getProperty("leadline.browser"))) {
      fail("there is no " + CHROMIUM + ": install Debian's chromium, or drop -Dleadline.browser");
    }
    assumeTrue(there, "skipped: no browser (" + CHROMIUM + ") on this machine");
  }

  /** The document as it stands after some seconds of the page's own time. */
  private static String opened(String url, Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("page.html");
    var command = new ArrayList<>(List.of(CHROMIUM.toString(), "--headless", "--no-sandbox"));
    command.addAll(List.of("--disable-gpu", "--disable-quic", "--no-first-run"));
    command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
    command.addAll(List.of("--disable-sync", "--user-data-dir=" + folder.resolve("browser")));
    command.addAll(List.of("--virtual-time-budget=9000", "--dump-dom", url));
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    try {
      assertThat(browser.waitFor(60, TimeUnit.SECONDS)).as("the browser ends by itself").isTrue();
    } finally {
      browser.destroyForcibly().waitFor();
    }
    return Files.readString(out);
  }

  /** Passes the page on; once it was asked for, the sandbox gets a contact. */
  private final class DoorThatAddsAContact implements AutoCloseable {
    final AtomicInteger loads = new AtomicInteger();
    private final SandboxCrm crm;
    private final HttpServer server;

    DoorThatAddsAContact(SandboxCrm crm) throws IOException {
      this.crm = crm;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::pass);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void pass(HttpExchange exchange) throws IOException {
      try (exchange) {
        boolean page = exchange.getRequestURI().getPath().equals("/");
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(root("")).build());
        answer
            .headers()
            .firstValue("Content-Security-Policy")
            .ifPresent(
                policy -> exchange.getResponseHeaders().set("Content-Security-Policy", policy));
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(page ? 200 : 404, answer.body().length);
        exchange.getResponseBody().write(answer.body());
        if (page && loads.incrementAndGet() == 1) {
          addContact();
        }
      }
    }

    private void addContact() {
      String contact =
          """
          {"api_key": "%s", "org_id": "%s", "member_id": "%s", "email": "late@arrival.example",
           "first_name": "<b>Late</b>", "contact_status": "Active", "contact_source": "Typeform",
           "entity_name": "Late Inc", "entity_label": "Company", "entity_status": "Active"}
          """
              .formatted(
                  SandboxSettings.DEMO_API_KEY,
                  SandboxSettings.DEMO_ORG_ID,
                  SandboxSettings.DEMO_MEMBER_ID);
      HttpResponse<byte[]> answer =
          send(
              HttpRequest.newBuilder(root("apis/public/createContact.php"))
                  .POST(HttpRequest.BodyPublishers.ofString(contact))
                  .build());
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("success");
    }

    private URI root(String path) {
      return URI.create(crm.rootUrl() + "/" + path);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
      try {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
