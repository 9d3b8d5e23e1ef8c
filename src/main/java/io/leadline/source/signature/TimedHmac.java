package io.leadline.source.signature;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One header of {@code t=SECONDS,v1=HEX}: the hex HMAC-SHA256 of the time, a dot and the raw body
 * (sources.md §0, second design fact). The time is signed and must be near the time of receipt.
 *
 * <p>A header may hold several signatures, as while the sender changes its secret: one that matches
 * is enough. Parts of other names, as {@code v0}, count for nothing.
 *
 * @param scheme what {@link Verified} names
 * @param tool as in messages
 * @param header where it is
 * @param part the name of a signature: {@code v1}, or {@code v} for WPForms
 * @param tolerance how far the time may be off, in either direction
 */
public record TimedHmac(String scheme, String tool, String header, String part, Duration tolerance)
    implements Proof {

  /** Fits a long, and the milliseconds that it gives do too. */
  private static final String SECONDS = "\\d{1,12}";

  private static final String HINT =
      "check that it is the secret of this webhook, and that no proxy changes the body";

  /** With {@code v1}, as nearly everybody calls it. */
  public static TimedHmac v1(String tool, String header, Duration tolerance) {
    return new TimedHmac("t-v1", tool, header, "v1", tolerance);
  }

  @Override
  public Verification verify(Request request, Secrets secrets) {
    return request
        .headers()
        .first(header)
        .map(value -> verify(named(value), request, secrets))
        .orElseGet(
            () ->
                new Unverified(
                    "%s is missing: enter the secret in %s at %s, which signs only if it has one"
                        .formatted(header, request.hook().variable("SECRET"), tool)));
  }

  private static Map<String, List<String>> named(String value) {
    return Arrays.stream(value.split(","))
        .map(pair -> pair.strip().split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.groupingBy(
                pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
  }

  private Verification verify(Map<String, List<String>> parts, Request request, Secrets secrets) {
    var signatures = parts.getOrDefault(part, List.of());
    var times = parts.getOrDefault("t", List.of());
    if (signatures.isEmpty() || times.size() != 1 || !times.get(0).matches(SECONDS)) {
      return new Unverified("%s is not of the form t=SECONDS,%s=HEX".formatted(header, part));
    }
    var stale = staleness(times.get(0), request.receivedAt());
    return stale.isEmpty()
        ? compare(signatures, times.get(0), request, secrets)
        : new Unverified(stale);
  }

  private String staleness(String seconds, Instant receivedAt) {
    return new Freshness("the time in " + header, tool, tolerance)
        .complaint(Instant.ofEpochSecond(Long.parseLong(seconds)), receivedAt);
  }

  private Verification compare(
      List<String> signatures, String time, Request request, Secrets secrets) {
    return new Comparison(scheme, header, Encoding.HEX)
        .verify(signatures, request, secrets, secret -> sum(time, request, secret), HINT);
  }

  @Override
  public String words() {
    return "`%s`: `t=`, `%s=` (HMAC-SHA256 of the time and the body), no older than %s"
        .formatted(header, part, Freshness.words(tolerance));
  }

  private static byte[] sum(String time, Request request, String secret) {
    return Digests.hmac("HmacSHA256", secret, Bytes.utf8(time + "."), request.body());
  }

  @Override
  public Request proven(Request request, String secret) {
    var time = String.valueOf(request.receivedAt().getEpochSecond());
    var signature = Encoding.HEX.encode(sum(time, request, secret));
    return request.with(header, "t=%s,%s=%s".formatted(time, part, signature));
  }
}
