package io.leadline.source;

import io.leadline.event.Request;
import java.util.Optional;

/**
 * How a request shows that it comes from who knows one of a hook's secrets: by a signature made
 * with it, or by bringing it along. Pure and total: whatever comes in, it returns.
 */
public interface Proof {

  /** Judged as of {@link Request#receivedAt()}. Compares in constant time. */
  Verification verify(Request request, Secrets secrets);

  /**
   * The request as the form tool would send it, with this secret, at {@link Request#receivedAt()}.
   */
  Request proven(Request request, String secret);

  /** The secret that the request brings along, right or wrong; nothing where it brings none. */
  default Optional<CarriedSecret> carried(Request request) {
    return Optional.empty();
  }

  /** What is checked, in a few words, as in tables. */
  String words();

  /** Whether the sender brings the secret itself along, so that it alone protects the hook. */
  default boolean carriesSecret() {
    return false;
  }

  /** Whether nothing is taken until a secret is set. */
  default boolean needsSecret() {
    return true;
  }
}
