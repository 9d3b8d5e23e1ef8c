package io.leadline.source;

/** Whether a request is from who it says. */
public sealed interface Verification {

  /**
   * @param scheme what was checked, as {@code hubspot-v3}
   * @param secret which of the hook's secrets matched, from 1
   */
  record Verified(String scheme, int secret) implements Verification {}

  /**
   * @param why a sentence for the operator: which header, what about it, what to do; no secret and
   *     no signature in it
   */
  record Unverified(String why) implements Verification {}
}
