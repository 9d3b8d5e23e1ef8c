package io.leadline.mapping.diff;

import io.leadline.mapping.Decision;

/** What becomes of a submission with edited mappings, against what became of it before. */
public enum Turn {
  SAME("come out the same"),
  /** It is sent as before, with another content. */
  CHANGED("would be sent with other values"),
  NOW_FAILS("would now become dead letters"),
  /** It failed or was ignored, and is now sent. */
  NOW_SENT("would now be sent"),
  NOW_IGNORED("would now be ignored"),
  /** It fails, or is ignored, as before, but for another reason. */
  OTHERWISE("fail or are ignored as before, for another reason");

  private final String words;

  Turn(String words) {
    this.words = words;
  }

  /** As the end of "12 events …". */
  public String words() {
    return words;
  }

  static Turn between(Decision before, Decision after, boolean sameCalls) {
    if (after instanceof Decision.Calls) {
      boolean sent = before instanceof Decision.Calls;
      return sent ? (sameCalls ? SAME : CHANGED) : NOW_SENT;
    }
    if (before.getClass() == after.getClass()) {
      return before.equals(after) ? SAME : OTHERWISE;
    }
    return after instanceof Decision.Failed ? NOW_FAILS : NOW_IGNORED;
  }
}
