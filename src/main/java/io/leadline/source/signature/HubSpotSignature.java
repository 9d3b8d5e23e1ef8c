package io.leadline.source.signature;

import static java.util.Map.entry;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HubSpot's three schemes (sources.md §2a.3). Where v3 is sent it alone counts: whoever could
 * choose would choose v1, which covers neither the address nor the time.
 *
 * <ul>
 *   <li>v3: base64 HMAC-SHA256(secret, method + URI + body + timestamp), for five minutes
 *   <li>v2: hex SHA-256(secret + method + URI + body)
 *   <li>v1: hex SHA-256(secret + body)
 * </ul>
 */
public final class HubSpotSignature implements Proof {
  public static final HubSpotSignature ALL = new HubSpotSignature();

  private static final String V3 = "X-HubSpot-Signature-v3";
  private static final String TIMESTAMP = "X-HubSpot-Request-Timestamp";
  private static final String V1_OR_V2 = "X-HubSpot-Signature";
  private static final String VERSION = "X-HubSpot-Signature-Version";

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,16}");

  /** All that HubSpot decodes before it signs; {@code %20}, for one, stays. */
  private static final Map<String, String> DECODED =
      Map.ofEntries(
          entry("%3A", ":"),
          entry("%2F", "/"),
          entry("%3F", "?"),
          entry("%40", "@"),
          entry("%21", "!"),
          entry("%24", "$"),
          entry("%27", "'"),
          entry("%28", "("),
          entry("%29", ")"),
          entry("%2A", "*"),
          entry("%2C", ","),
          entry("%3B", ";"));

  private static final Pattern ENCODED = Pattern.compile("%[0-9A-F]{2}");

  private static final String CHECK_SECRET =
      "check that it is the client secret of the HubSpot app, and that no proxy changes the body";

  private HubSpotSignature() {}

  @Override
  public Verification verify(Request request, Secrets secrets) {
    var v3 = request.headers().first(V3);
    return v3.isPresent() ? v3(v3.get().strip(), request, secrets) : older(request, secrets);
  }

  private static Verification v3(String signature, Request request, Secrets secrets) {
    var timestamp = request.headers().first(TIMESTAMP).map(String::strip).orElse("");
    var staleness = staleness(timestamp, request.receivedAt());
    if (!staleness.isEmpty()) {
      return new Unverified(staleness);
    }
    return new Comparison("hubspot-v3", V3, Encoding.BASE64)
        .verify(
            signature,
            request,
            secrets,
            secret -> v3Sum(timestamp, request, secret),
            checkAddress(request));
  }

  private static byte[] v3Sum(String timestamp, Request request, String secret) {
    return Digests.hmac(
        "HmacSHA256",
        secret,
        Bytes.utf8(request.method() + decoded(request.uri())),
        request.body(),
        Bytes.utf8(timestamp));
  }

  @Override
  public String words() {
    return "`%s`, no older than %s; where that is missing, `%s` of version 1 or 2"
        .formatted(V3, Freshness.words(TOLERANCE), V1_OR_V2);
  }

  @Override
  public Request proven(Request request, String secret) {
    var timestamp = String.valueOf(request.receivedAt().toEpochMilli());
    return request
        .with(TIMESTAMP, timestamp)
        .with(V3, Encoding.BASE64.encode(v3Sum(timestamp, request, secret)));
  }

  private static String staleness(String timestamp, Instant receivedAt) {
    if (timestamp.isEmpty()) {
      return TIMESTAMP + " is missing: " + V3 + " cannot be checked without it";
    }
    if (!MILLISECONDS.matcher(timestamp).matches()) {
      return TIMESTAMP + " is not a number of milliseconds";
    }
    return new Freshness(TIMESTAMP, "HubSpot", TOLERANCE)
        .complaint(Instant.ofEpochMilli(Long.parseLong(timestamp)), receivedAt);
  }

  private static Verification older(Request request, Secrets secrets) {
    var signature = request.headers().first(V1_OR_V2);
    return signature.isPresent()
        ? older(signature.get().strip(), request, secrets)
        : new Unverified(
            V3
                + " and "
                + V1_OR_V2
                + " are missing: HubSpot signs what an app sends, so send it"
                + " from an app");
  }

  private static Verification older(String signature, Request request, Secrets secrets) {
    var version = request.headers().first(VERSION).map(String::strip).orElse("");
    return switch (version) {
      case "v1" -> v1(signature, request, secrets);
      case "v2" -> v2(signature, request, secrets);
      // The documentation names no version for a request without the header.
      case "" -> new Unverified(VERSION + " is missing: it must say v1 or v2 beside " + V1_OR_V2);
      case "v3" -> new Unverified(VERSION + " says v3, but " + V3 + " is missing");
      default -> new Unverified(VERSION + " names a version that is not known: v1 and v2 are");
    };
  }

  private static Verification v1(String signature, Request request, Secrets secrets) {
    return new Comparison("hubspot-v1", V1_OR_V2, Encoding.HEX)
        .verify(
            signature,
            request,
            secrets,
            secret -> Digests.sha256(Bytes.utf8(secret), request.body()),
            CHECK_SECRET);
  }

  private static Verification v2(String signature, Request request, Secrets secrets) {
    return new Comparison("hubspot-v2", V1_OR_V2, Encoding.HEX)
        .verify(
            signature,
            request,
            secrets,
            secret ->
                Digests.sha256(
                    Bytes.utf8(secret + request.method() + request.uri()), request.body()),
            checkAddress(request));
  }

  /** The query is left out: it may hold a secret. */
  private static String checkAddress(Request request) {
    return "%s; and that HubSpot calls exactly %s %s (set PUBLIC_URL behind a proxy)"
        .formatted(CHECK_SECRET, request.method(), request.uri().split("\\?", 2)[0]);
  }

  static String decoded(String uri) {
    return ENCODED
        .matcher(uri)
        .replaceAll(
            found -> Matcher.quoteReplacement(DECODED.getOrDefault(found.group(), found.group())));
  }
}
