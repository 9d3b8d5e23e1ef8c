package io.leadline.source;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that came with a request, right or wrong. Where it stands it is overwritten before
 * anything is stored; what is kept of it, where it was wrong, is a proof: a salted hash, by which
 * it can be compared later with the secret that is right by then.
 */
public record CarriedSecret(String value) {

  /** So short a text may stand in a body by chance. */
  private static final int MASKED_IN_BODY = 8;

  private static final String ALGORITHM = "HmacSHA256";

  // ── comparing ─────────────────────────────────────────────────────────────────────────────────

  /** Which of the secrets it is, from 1; 0 for none. Every one is tried, in constant time. */
  public int matching(Secrets secrets) {
    return matching(proof(new byte[0]), secrets);
  }

  /**
   * What may be stored in its place.
   *
   * @param salt another one each time
   */
  public String proof(byte[] salt) {
    var hex = HexFormat.of();
    return hex.formatHex(salt) + ":" + hex.formatHex(hmac(salt, value));
  }

  /**
   * Which of the secrets a proof was made of, from 1; 0 for none.
   *
   * @param proof what {@link #proof} made
   */
  public static int matching(String proof, Secrets secrets) {
    var halves = proof.split(":", 2);
    byte[] salt = HexFormat.of().parseHex(halves[0]);
    byte[] hash = HexFormat.of().parseHex(halves[1]);
    int matching = 0;
    for (int i = secrets.values().size(); i > 0; i--) {
      var secret = secrets.values().get(i - 1);
      if (!secret.isEmpty() && MessageDigest.isEqual(hmac(salt, secret), hash)) {
        matching = i;
      }
    }
    return matching;
  }

  /** The salt is the message: an empty key would not be taken. */
  private static byte[] hmac(byte[] salt, String secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(("leadline " + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(salt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("internal error: every JVM has " + ALGORITHM, e);
    }
  }

  // ── masking ───────────────────────────────────────────────────────────────────────────────────

  /** The request with stars wherever the secret stands in it, nothing longer or shorter. */
  public Request maskedIn(Request request) {
    return new Request(
        request.hook(),
        request.method(),
        maskedInUri(request.uri()),
        maskedInHeaders(request.headers()),
        maskedInBody(request.body()),
        request.receivedAt());
  }

  /** By its place: in a query it may be spelled in many ways. */
  private String maskedInUri(String uri) {
    var halves = uri.split("\\?", 2);
    return halves.length == 1
        ? uri
        : halves[0]
            + "?"
            + Arrays.stream(halves[1].split("&", -1))
                .map(this::maskedInPair)
                .collect(Collectors.joining("&"));
  }

  private String maskedInPair(String pair) {
    int equals = pair.indexOf('=');
    var given = pair.substring(equals + 1);
    return decoded(given).equals(value)
        ? pair.substring(0, equals + 1) + "*".repeat(given.length())
        : pair;
  }

  /** As a URL means it; the text itself where it is not encoded well. */
  public static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private Headers maskedInHeaders(Headers headers) {
    var masked = new TreeMap<String, List<String>>();
    headers
        .asMap()
        .forEach((name, values) -> masked.put(name, values.stream().map(this::masked).toList()));
    return Headers.of(masked);
  }

  private String masked(String text) {
    var masked = text;
    for (var spelling : spellings()) {
      masked = masked.replace(spelling, "*".repeat(spelling.length()));
    }
    return masked;
  }

  private Bytes maskedInBody(Bytes body) {
    if (value.length() < MASKED_IN_BODY) {
      return body;
    }
    byte[] masked = body.array().clone();
    spellings().forEach(spelling -> overwrite(masked, spelling.getBytes(StandardCharsets.UTF_8)));
    return Bytes.of(masked);
  }

  private static void overwrite(byte[] text, byte[] secret) {
    for (int at = 0; at + secret.length <= text.length; at++) {
      if (Arrays.equals(text, at, at + secret.length, secret, 0, secret.length)) {
        Arrays.fill(text, at, at + secret.length, (byte) '*');
      }
    }
  }

  /** As it is, in a URL, and in a JSON text as PHP writes it. */
  private Set<String> spellings() {
    var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
    return Stream.of(
            value,
            encoded,
            encoded.replace("+", "%20"),
            encoded.toLowerCase(Locale.ROOT),
            value.replace("/", "\\/"))
        .filter(spelling -> !spelling.isEmpty())
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return "a secret that came with the request";
  }
}
