package io.leadline.prove;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Where the hooks lie, spoken to as Typeform and HubSpot do: signed, over HTTP. */
final class Address {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String root;
  private final String secret;

  /**
   * @param root as {@code http://localhost:8080}
   */
  Address(String root, String secret) {
    this.root = root;
    this.secret = secret;
  }

  HttpResponse<String> send(Draft draft) throws IOException, InterruptedException {
    return http.send(request(draft), BodyHandlers.ofString());
  }

  /** Sends and does not wait. */
  CompletableFuture<HttpResponse<String>> sendBeside(Draft draft) {
    return http.sendAsync(request(draft), BodyHandlers.ofString());
  }

  private HttpRequest request(Draft draft) {
    String url = root + "/hooks/" + draft.hook();
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(draft.body()));
    if (draft.hook().equals("hubspot")) {
      String now = Long.toString(System.currentTimeMillis());
      request.header("X-HubSpot-Request-Timestamp", now);
      request.header("X-HubSpot-Signature-v3", signature("POST" + url + draft.body() + now));
    } else {
      request.header("Typeform-Signature", "sha256=" + signature(draft.body()));
    }
    return request.build();
  }

  private String signature(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("internal error: every JVM has HmacSHA256", e);
    }
  }
}
