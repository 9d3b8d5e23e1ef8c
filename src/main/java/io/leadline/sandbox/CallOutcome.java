package io.leadline.sandbox;

import java.util.Locale;

/** What became of one call. */
public enum CallOutcome {
  /** Not answered yet. */
  UNDER_WAY,
  /** The effect was stored and the answer says so. */
  ACCEPTED,
  /** The CRM refused it by its own rules; nothing was stored. */
  REFUSED,
  /** A fault decided the answer; whether the effect was stored is another matter. */
  FAULTED;

  /** The name in JSON, lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
