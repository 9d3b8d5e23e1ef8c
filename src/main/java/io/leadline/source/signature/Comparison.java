package io.leadline.source.signature;

import io.leadline.event.Request;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares what a header says with what each secret gives.
 *
 * @param scheme as {@link Verified#scheme()} names it
 * @param header where the signature was
 * @param encoding how it is written there
 */
record Comparison(String scheme, String header, Encoding encoding) {

  /**
   * @param signature the header's value without its prefix
   * @param expected the signature that a secret gives
   * @param hint ends the sentence when nothing matches: what to look at
   */
  Verification verify(
      String signature,
      Request request,
      Secrets secrets,
      Function<String, byte[]> expected,
      String hint) {
    return verify(List.of(signature), request, secrets, expected, hint);
  }

  /**
   * @param signatures what the header gives, as while the sender changes its secret: one that
   *     matches is enough
   */
  Verification verify(
      List<String> signatures,
      Request request,
      Secrets secrets,
      Function<String, byte[]> expected,
      String hint) {
    if (secrets.isEmpty()) {
      return new Unverified(
          "no secret is set for hook " + request.hook() + ": set " + variable(request));
    }
    var given = signatures.stream().map(encoding::decode).flatMap(Optional::stream).toList();
    return given.isEmpty()
        ? new Unverified(header + " is not " + encoding + " text")
        : compare(given, request, secrets, expected, hint);
  }

  private Verification compare(
      List<byte[]> given,
      Request request,
      Secrets secrets,
      Function<String, byte[]> expected,
      String hint) {
    int matching = matching(given, secrets, expected);
    return matching > 0
        ? new Verified(scheme, matching)
        : new Unverified(
            "%s does not match the request with %s: %s"
                .formatted(header, tried(request, secrets), hint));
  }

  /** Every secret is tried on every signature, whichever match: the time taken tells nothing. */
  private static int matching(
      List<byte[]> given, Secrets secrets, Function<String, byte[]> expected) {
    int matching = 0;
    for (int i = secrets.values().size(); i > 0; i--) {
      var secret = secrets.values().get(i - 1);
      if (!secret.isEmpty() && isAmong(given, expected.apply(secret))) {
        matching = i;
      }
    }
    return matching;
  }

  private static boolean isAmong(List<byte[]> given, byte[] expected) {
    boolean among = false;
    for (var signature : given) {
      among |= MessageDigest.isEqual(expected, signature);
    }
    return among;
  }

  /** As in messages: the one secret, or how many. */
  static String tried(Request request, Secrets secrets) {
    int count = secrets.values().size();
    return count == 1
        ? "the secret in " + variable(request)
        : "any of the %d secrets in %s".formatted(count, variable(request));
  }

  private static String variable(Request request) {
    return request.hook().variable("SECRET");
  }
}
