package io.leadline.source.signature;

import io.leadline.event.Request;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;

/**
 * One header that carries an HMAC of the raw body and nothing else (sources.md §0). It has no time
 * in it, so a request has no age.
 *
 * @param scheme what {@link Verification.Verified} names
 * @param algorithm as the JVM calls it, {@code HmacSHA256}
 * @param header where the signature is
 * @param prefix what stands before it, as {@code sha256=}; empty for none
 */
public record Hmac(
    String scheme, String algorithm, String header, String prefix, Encoding encoding) {
  private static final String HINT =
      "check that it is the secret entered at the sender, and that no proxy changes the body";

  /** With SHA-256, as nearly everybody does it. */
  public static Hmac sha256(String scheme, String header, String prefix, Encoding encoding) {
    return new Hmac(scheme, "HmacSHA256", header, prefix, encoding);
  }

  public Verification verify(Request request, Secrets secrets) {
    return request
        .headers()
        .first(header)
        .map(value -> verify(value.strip(), request, secrets))
        .orElseGet(
            () ->
                new Unverified(
                    ("%s is missing: enter the secret in %s at the sender, which signs only if it"
                            + " has one")
                        .formatted(header, request.hook().variable("SECRET"))));
  }

  private Verification verify(String value, Request request, Secrets secrets) {
    if (!value.startsWith(prefix)) {
      return new Unverified("%s does not begin with '%s'".formatted(header, prefix));
    }
    return new Comparison(scheme, header, encoding)
        .verify(
            value.substring(prefix.length()),
            request,
            secrets,
            secret -> Digests.hmac(algorithm, secret, request.body()),
            HINT);
  }
}
