package io.leadline.source.signature;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import io.leadline.source.Proof;
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
public record Hmac(String scheme, String algorithm, String header, String prefix, Encoding encoding)
    implements Proof {
  private static final String HINT =
      "check that it is the secret entered at the sender, and that no proxy changes the body";

  /** With SHA-256, as nearly everybody does it. */
  public static Hmac sha256(String scheme, String header, String prefix, Encoding encoding) {
    return new Hmac(scheme, "HmacSHA256", header, prefix, encoding);
  }

  @Override
  public Verification verify(Request request, Secrets secrets) {
    return verify(request, secrets, body(request), HINT);
  }

  /**
   * @param signed what the HMAC is of, one after the other
   * @param hint what to look at where it does not match
   */
  Verification verify(Request request, Secrets secrets, Bytes[] signed, String hint) {
    return request
        .headers()
        .first(header)
        .map(value -> verify(value.strip(), request, secrets, signed, hint))
        .orElseGet(
            () ->
                new Unverified(
                    ("%s is missing: enter the secret in %s at the sender, which signs only if it"
                            + " has one")
                        .formatted(header, request.hook().variable("SECRET"))));
  }

  private Verification verify(
      String value, Request request, Secrets secrets, Bytes[] signed, String hint) {
    if (!value.startsWith(prefix)) {
      return new Unverified("%s does not begin with '%s'".formatted(header, prefix));
    }
    return new Comparison(scheme, header, encoding)
        .verify(
            value.substring(prefix.length()),
            request,
            secrets,
            secret -> Digests.hmac(algorithm, secret, signed),
            hint);
  }

  @Override
  public Request proven(Request request, String secret) {
    return proven(request, secret, body(request));
  }

  Request proven(Request request, String secret, Bytes[] signed) {
    return request.with(header, prefix + encoding.encode(Digests.hmac(algorithm, secret, signed)));
  }

  @Override
  public String words() {
    return words("the body");
  }

  String words(String signed) {
    return "`%s`: %s of %s, %s"
        .formatted(header, algorithm.replace("Hmac", "HMAC-"), signed, encoding);
  }

  private static Bytes[] body(Request request) {
    return new Bytes[] {request.body()};
  }
}
