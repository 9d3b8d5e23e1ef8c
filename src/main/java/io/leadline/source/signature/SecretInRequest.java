package io.leadline.source.signature;

import io.leadline.event.Request;
import io.leadline.source.CarriedSecret;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The secret itself, brought along in one of some places: all there is where a form tool signs
 * nothing (sources.md §0, third design fact). Whoever sees a request can make another.
 *
 * @param scheme what {@link Verified} names
 * @param tool as in messages
 * @param places where it is looked for, in this order; it is sent in the first
 */
public record SecretInRequest(String scheme, String tool, List<SecretPlace> places)
    implements Proof {

  public SecretInRequest {
    places = List.copyOf(places);
  }

  /** In the URL, as nearly every tool can do it: {@code ?key=...}; or in a header, as some can. */
  public static SecretInRequest of(String tool) {
    return new SecretInRequest(
        "key", tool, List.of(SecretPlace.query("key"), SecretPlace.header("X-Leadline-Key")));
  }

  @Override
  public Verification verify(Request request, Secrets secrets) {
    if (secrets.isEmpty()) {
      return new Unverified(
          "no secret is set for hook " + request.hook() + ": set " + variable(request));
    }
    return carried(request)
        .map(carried -> judge(carried.matching(secrets), request, secrets))
        .orElseGet(() -> missing(request));
  }

  private Verification judge(int matching, Request request, Secrets secrets) {
    return matching > 0
        ? new Verified(scheme, matching)
        : new Unverified(
            "%s does not match %s: check what was entered at %s"
                .formatted(foundIn(request), Comparison.tried(request, secrets), tool));
  }

  private String foundIn(Request request) {
    return places.stream()
        .filter(place -> place.find(request).isPresent())
        .map(SecretPlace::toString)
        .findFirst()
        .orElseThrow();
  }

  private Unverified missing(Request request) {
    return new Unverified(
        "%s is missing: %s does not sign what it sends, so give it the secret in %s there"
            .formatted(
                places.stream().map(SecretPlace::toString).collect(Collectors.joining(" or ")),
                tool,
                variable(request)));
  }

  private static String variable(Request request) {
    return request.hook().variable("SECRET");
  }

  @Override
  public String words() {
    return "the secret itself, in %s"
        .formatted(places.stream().map(SecretPlace::words).collect(Collectors.joining(" or ")));
  }

  @Override
  public Request proven(Request request, String secret) {
    return places.get(0).put(request, secret);
  }

  @Override
  public boolean carriesSecret() {
    return true;
  }

  @Override
  public Optional<CarriedSecret> carried(Request request) {
    return places.stream()
        .flatMap(place -> place.find(request).stream())
        .findFirst()
        .map(CarriedSecret::new);
  }
}
