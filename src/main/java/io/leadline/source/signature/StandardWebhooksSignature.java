package io.leadline.source.signature;

import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import io.leadline.source.body.Names;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The signature of Standard Webhooks, and of Svix, where it comes from (sources.md §20): base64
 * HMAC-SHA256 of {@code id.seconds.body}, each part of it in a header of its own. The key is what
 * the secret stands for as base64.
 *
 * <p>A header may hold several signatures, as while the sender changes its secret: one that matches
 * is enough. Those of another version than {@code v1} count for nothing.
 */
public final class StandardWebhooksSignature implements Proof {
  private static final String TOOL = "Standard Webhooks";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String VERSION = "v1,";
  private static final String SECRET_PREFIX = "whsec_";

  private static final String HINT =
      "check that it is the secret that the sender shows for this webhook, and that no proxy"
          + " changes the body";

  /** The three headers, by the names under which a request has them. */
  private record Names(String id, String timestamp, String signature) {
    private static final Names STANDARD = of("webhook");
    private static final Names SVIX = of("svix");

    private static Names of(String prefix) {
      return new Names(prefix + "-id", prefix + "-timestamp", prefix + "-signature");
    }

    SignedTime time() {
      return new SignedTime(TOOL, timestamp, ChronoUnit.SECONDS, TOLERANCE);
    }

    SignedText text() {
      return SignedText.of("{id}.{timestamp}.{body}", timestamp, id);
    }

    /** Never some of one and some of the other: what is used must be what was signed. */
    static Names in(Request request) {
      return request.headers().first(STANDARD.signature).isEmpty()
              && request.headers().first(SVIX.signature).isPresent()
          ? SVIX
          : STANDARD;
    }
  }

  /** The sender's id of the event: signed, and the same on every try. */
  public static Optional<String> id(Request request) {
    return request
        .headers()
        .first(Names.in(request).id)
        .map(String::strip)
        .filter(id -> !id.isEmpty());
  }

  @Override
  public Verification verify(Request request, Secrets secrets) {
    var names = Names.in(request);
    return request
        .headers()
        .first(names.signature)
        .map(signatures -> verify(signatures, names, request, secrets))
        .orElseGet(
            () ->
                new Unverified(
                    "%s and %s are missing: what calls this hook must sign as Standard Webhooks say"
                        .formatted(Names.STANDARD.signature, Names.SVIX.signature)));
  }

  private static Verification verify(String header, Names names, Request request, Secrets secrets) {
    if (id(request).isEmpty()) {
      return new Unverified(names.id + " is missing: the signature cannot be checked without it");
    }
    var complaint = names.time().complaint(request);
    if (!complaint.isEmpty()) {
      return new Unverified(complaint);
    }
    var signatures = ofOurVersion(header);
    return signatures.isEmpty()
        ? new Unverified(
            names.signature
                + " has no signature of version v1 (HMAC-SHA256), the only one that is checked")
        : compare(signatures, names, request, secrets);
  }

  private static List<String> ofOurVersion(String header) {
    return Arrays.stream(header.strip().split("\\s+"))
        .filter(signature -> signature.startsWith(VERSION))
        .map(signature -> signature.substring(VERSION.length()))
        .toList();
  }

  private static Verification compare(
      List<String> signatures, Names names, Request request, Secrets secrets) {
    var verification =
        new Comparison("standard-webhooks", names.signature, Encoding.BASE64)
            .verify(
                signatures,
                request,
                withoutTheUnusable(secrets),
                secret -> sum(names, request, key(secret).orElseThrow()),
                HINT);
    return verification instanceof Verified
        ? verification
        : unusable(request, secrets).orElse(verification);
  }

  private static byte[] sum(Names names, Request request, byte[] key) {
    return Digests.hmac("HmacSHA256", key, names.text().in(request));
  }

  /** Nothing where it is not base64, or of no bytes: nobody can sign with it. */
  private static Optional<byte[]> key(String secret) {
    var text = secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
    return Encoding.BASE64.decode(text).filter(key -> key.length > 0);
  }

  /** An empty secret is passed over and keeps its number. */
  private static Secrets withoutTheUnusable(Secrets secrets) {
    return new Secrets(
        secrets.values().stream().map(secret -> key(secret).isEmpty() ? "" : secret).toList());
  }

  private static Optional<Verification> unusable(Request request, Secrets secrets) {
    var variable = request.hook().variable("SECRET");
    for (int i = 0; i < secrets.values().size(); i++) {
      if (key(secrets.values().get(i)).isEmpty()) {
        var which = secrets.values().size() == 1 ? "the secret" : "secret " + (i + 1);
        return Optional.of(
            new Unverified(
                "%s in %s is not base64, as secrets of %s are: set it exactly as the sender shows"
                        .formatted(which, variable, TOOL)
                    + " it, with or without whsec_"));
      }
    }
    return Optional.empty();
  }

  @Override
  public String words() {
    return "`%s`, or `%s`: HMAC-SHA256 of `%s`, no older than %s"
        .formatted(
            Names.STANDARD.signature,
            Names.SVIX.signature,
            Names.STANDARD.text(),
            Freshness.words(TOLERANCE));
  }

  /**
   * With an unusable secret the signature is empty, and what is wrong is said when it is checked.
   */
  @Override
  public Request proven(Request request, String secret) {
    var names = Names.STANDARD;
    var stamped = names.time().stampedOn(request).with(names.id, idOf(request));
    var sum = key(secret).map(key -> sum(names, stamped, key)).orElse(new byte[0]);
    return stamped.with(names.signature, VERSION + Encoding.BASE64.encode(sum));
  }

  /** Its own; else one made of the body, so that the same is the same event again. */
  private static String idOf(Request request) {
    return request
        .headers()
        .first(Names.STANDARD.id)
        .orElseGet(() -> "msg_" + request.body().sha256().substring(0, 24));
  }
}
