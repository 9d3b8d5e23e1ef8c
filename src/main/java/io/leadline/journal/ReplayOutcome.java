package io.leadline.journal;

import java.util.Locale;

/** What a run did with one planned event. The names are stored. */
public enum ReplayOutcome {
  /** Sent back to be prepared, or to its lane. */
  REPLAYED,
  /** Left as it is: something newer of the same person was delivered. */
  STALE,
  /** Left as it is: it has no recorded calls that could be made as they were. */
  WITHOUT_CALLS,
  /** Left as it is: since the plan a person replayed, discarded or confirmed it. */
  CHANGED;

  /** As stored, printed and counted: {@code without_calls}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ReplayOutcome of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
