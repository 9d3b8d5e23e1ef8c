package io.leadline.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends submissions as Typeform and HubSpot do: signed, over HTTP. */
public final class FormTool {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String hooks;
  private final String secret;
  private final Supplier<String> ids;
  private final Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param hooks the address under which the hooks lie, as {@code http://localhost:8080/hooks}
   * @param secret what both tools sign with
   * @param ids gives a new id for each submission
   */
  public FormTool(String hooks, String secret, Supplier<String> ids, Clock clock) {
    this.hooks = hooks;
    this.secret = secret;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Sends one of the submissions in {@code demo/} as Typeform.
   *
   * @return the HTTP status of the answer
   */
  public int sendTypeform(String name) {
    byte[] body = text(name).getBytes(StandardCharsets.UTF_8);
    String signature = "sha256=" + Base64.getEncoder().encodeToString(hmac(body));
    return send("typeform", body, "Typeform-Signature", signature);
  }

  /** Sends one of the batches in {@code demo/} as a HubSpot app. */
  public int sendHubspot(String name) {
    String url = hooks + "/hubspot";
    String body = text(name);
    String timestamp = Long.toString(clock.millis());
    String signed = "POST" + url + body + timestamp;
    String signature =
        Base64.getEncoder().encodeToString(hmac(signed.getBytes(StandardCharsets.UTF_8)));
    return send(
        "hubspot",
        body.getBytes(StandardCharsets.UTF_8),
        "X-HubSpot-Signature-v3",
        signature,
        "X-HubSpot-Request-Timestamp",
        timestamp);
  }

  private int send(String hook, byte[] body, String... headers) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hooks + "/" + hook))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's form tool could not reach " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
  }

  private String text(String name) {
    try (InputStream in = FormTool.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no demo submission " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String id = ids.get();
      return text.replace("{{id}}", id)
          .replace("{{number}}", Integer.toUnsignedString(id.hashCode()))
          .replace("{{now}}", clock.instant().toString())
          .replace("{{millis}}", Long.toString(clock.millis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] hmac(byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("internal error: every JVM has HmacSHA256", e);
    }
  }

  /** A new secret or id. */
  public static String randomHex(java.util.random.RandomGenerator random, int bytes) {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    return HexFormat.of().formatHex(content);
  }
}
