package io.leadline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Speaks to a server as form tools, as the admin, and as anybody. */
final class Caller {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();
  private final String root;

  /**
   * @param root as {@code http://localhost:8080}
   */
  Caller(String root) {
    this.root = root;
  }

  String root() {
    return root;
  }

  /** Sends a body as Typeform would, correctly signed. */
  HttpResponse<String> typeform(String body) {
    return answered(typeformRequest(body));
  }

  /** The same, where the server may not be there. */
  HttpResponse<String> tryTypeform(String body) throws IOException {
    return send(typeformRequest(body));
  }

  private HttpRequest typeformRequest(String body) {
    return webhook(
        "typeform", body.getBytes(StandardCharsets.UTF_8), RunningLeadline.typeformSignature(body));
  }

  /** Sends a body as a HubSpot app would: v3. */
  HttpResponse<String> hubspot(String body) {
    String timestamp = Long.toString(System.currentTimeMillis());
    String signature =
        Signing.hmacSha256(
            RunningLeadline.SECRET, "POST" + root + "/hooks/hubspot" + body + timestamp);
    return post(
        "hubspot",
        body.getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Content-Type",
            "application/json",
            "X-HubSpot-Signature-v3",
            signature,
            "X-HubSpot-Request-Timestamp",
            timestamp));
  }

  HttpResponse<String> post(String hook, byte[] body, Map<String, String> headers) {
    return answered(webhook(hook, body, headers));
  }

  private HttpRequest webhook(String hook, byte[] body, Map<String, String> headers) {
    var request = request("/hooks/" + hook).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return request.build();
  }

  /** Asks as the admin. */
  HttpResponse<String> admin(String path) {
    String login =
        Base64.getEncoder().encodeToString("admin:test".getBytes(StandardCharsets.UTF_8));
    return answered(request(path).header("Authorization", "Basic " + login).build());
  }

  HttpResponse<String> stranger(String path) {
    return answered(request(path).build());
  }

  /** A request of any shape, to be finished by the caller. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> answered(HttpRequest request) {
    try {
      return send(request);
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request.uri(), e);
    }
  }

  HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The sum of a counter over all its labels; 0 where it is not there yet. */
  double meter(String name) {
    return admin("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
