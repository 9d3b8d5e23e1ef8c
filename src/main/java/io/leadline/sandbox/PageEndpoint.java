package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;

/**
 * {@code GET /}: the page. One file, its style and script inside and allowed by their hash only.
 */
final class PageEndpoint implements HttpHandler {
  private final Page page;
  private final String template;
  private final String contentPolicy;

  PageEndpoint(SandboxCrm sandbox, Clock clock) {
    var style = resource("page.css");
    var script = resource("page.js");
    this.page = new Page(sandbox, clock);
    this.template = resource("page.html").replace("@style@", style).replace("@script@", script);
    this.contentPolicy =
        "default-src 'none'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; style-src '%s'; script-src '%s'"
                .formatted(hash(style), hash(script));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answer(exchange).sendOn(exchange);
  }

  private Reply answer(HttpExchange exchange) {
    boolean isPage =
        exchange.getRequestMethod().equals("GET") && exchange.getRequestURI().getPath().equals("/");
    return isPage
        ? Reply.html(200, template.replace("@content@", page.content()))
            .withHeader("Content-Security-Policy", contentPolicy)
            .withHeader("X-Content-Type-Options", "nosniff")
            .withHeader("Cache-Control", "no-store")
        : Reply.html(404, "There is nothing here. The page is at /");
  }

  private static String resource(String name) {
    try (var in = PageEndpoint.class.getResourceAsStream("/sandbox/" + name)) {
      if (in == null) {
        throw new IllegalStateException("internal error: sandbox/" + name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var sum = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("internal error: every JDK has SHA-256", impossible);
    }
  }
}
