package io.leadline.source.signature;

import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Webflow's two headers (sources.md §6): a time in milliseconds, and the hex HMAC-SHA256 of that
 * time, a colon and the raw body.
 */
public final class WebflowSignature implements Proof {
  private static final String SIGNATURE = "x-webflow-signature";
  private static final String TIMESTAMP = "x-webflow-timestamp";

  private static final SignedTime TIME =
      new SignedTime("Webflow", TIMESTAMP, ChronoUnit.MILLIS, Duration.ofMinutes(5));

  private static final SignedText SIGNED = SignedText.of("{timestamp}:{body}", TIMESTAMP, "");

  private static final String HINT =
      "check that it is the secretKey of this webhook (with a site token) or the client secret of"
          + " the app that made it, and that no proxy changes the body";

  @Override
  public Verification verify(Request request, Secrets secrets) {
    return request
        .headers()
        .first(SIGNATURE)
        .map(signature -> verify(signature.strip(), request, secrets))
        .orElseGet(
            () ->
                new Unverified(
                    SIGNATURE
                        + " is missing: Webflow signs what a webhook made by its API sends, and"
                        + " not one made in the dashboard; make it by the API"));
  }

  private static Verification verify(String signature, Request request, Secrets secrets) {
    var complaint = TIME.complaint(request);
    return complaint.isEmpty() ? compare(signature, request, secrets) : new Unverified(complaint);
  }

  private static Verification compare(String signature, Request request, Secrets secrets) {
    return new Comparison("webflow", SIGNATURE, Encoding.HEX)
        .verify(signature, request, secrets, secret -> sum(request, secret), HINT);
  }

  private static byte[] sum(Request request, String secret) {
    return Digests.hmac("HmacSHA256", secret, SIGNED.in(request));
  }

  @Override
  public String words() {
    return "`%s`: HMAC-SHA256 of `%s`, hexadecimal, no older than %s"
        .formatted(SIGNATURE, SIGNED, Freshness.words(TIME.tolerance()));
  }

  @Override
  public Request proven(Request request, String secret) {
    var stamped = TIME.stampedOn(request);
    return stamped.with(SIGNATURE, Encoding.HEX.encode(sum(stamped, secret)));
  }
}
