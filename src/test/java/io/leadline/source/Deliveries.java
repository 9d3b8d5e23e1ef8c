package io.leadline.source;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a form tool delivers, and the sums it signs with, apart from the code under test. */
public final class Deliveries {
  public static final Instant NOW = Instant.parse("2026-09-30T12:00:00Z");
  public static final HookName HOOK = new HookName("demo");
  public static final String URI = "https://leads.example.com/hooks/demo";
  public static final String SECRET = "the-right-secret";

  private Deliveries() {}

  public static Request post(Bytes body, Map<String, String> headers) {
    return new Request(HOOK, "POST", URI, headers(headers), body, NOW);
  }

  /** By a file's ending; of a multipart body the boundary is told by its first line. */
  public static String contentType(String fileName) {
    if (fileName.endsWith(".form")) {
      return "application/x-www-form-urlencoded";
    }
    return fileName.endsWith(".multipart") ? "multipart/form-data" : "application/json";
  }

  public static Headers headers(Map<String, String> values) {
    return Headers.of(
        values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
  }

  public static Event event(Source source, Part part) {
    return event(source, part, "application/json");
  }

  public static Event event(Source source, Part part, String contentType) {
    return new Event(
        new EventId("01K5ZP00000000000000000000"),
        HOOK,
        source.name(),
        part.key(),
        part.subject(),
        contentType,
        part.body(),
        NOW);
  }

  public static String base64Hmac(String secret, Bytes... pieces) {
    return Base64.getEncoder().encodeToString(hmac(secret, pieces));
  }

  public static String hexHmac(String secret, Bytes... pieces) {
    return HexFormat.of().formatHex(hmac(secret, pieces));
  }

  private static byte[] hmac(String secret, Bytes... pieces) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (var piece : pieces) {
        mac.update(piece.array());
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static String hexSha256(Bytes... pieces) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var piece : pieces) {
        digest.update(piece.array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
