package io.leadline.source;

/** Whether a request is from who it says. */
public sealed interface Verification {

  /**
   * It is from who knows the secret.
   *
   * @param scheme what was checked, as {@code hubspot-v3}
   * @param secret which of the hook's secrets matched, from 1
   */
  record Verified(String scheme, int secret) implements Verification {}

  /**
   * It is from somebody else, or something on the way changed it.
   *
   * @param why a sentence for the operator: which header, what about it, what to do; no secret and
   *     no signature in it
   */
  record Unverified(String why) implements Verification {}
}
