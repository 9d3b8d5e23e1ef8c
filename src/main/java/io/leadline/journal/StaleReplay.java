package io.leadline.journal;

import java.util.Locale;

/**
 * What becomes of a replayed event when something newer of the same person has been delivered: sent
 * as it is, its old values would take the place of the newer ones.
 */
public enum StaleReplay {
  /** It stays as it is. */
  SKIP,
  /** Its createContact is left out; the profile, which only adds, is added to the newer contact. */
  PROFILE_ONLY,
  /** It is sent as it is. */
  SEND;

  /** As people type it: {@code profile-only}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
