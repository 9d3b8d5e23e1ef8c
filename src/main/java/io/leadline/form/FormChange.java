package io.leadline.form;

/**
 * What is another thing than before about one question of a form.
 *
 * @param question as it is now; as it was, where it is gone
 */
public record FormChange(Kind kind, Question question) {

  /** What changed. */
  public enum Kind {
    ADDED("added"),
    REMOVED("removed"),
    RETITLED("retitled"),
    RETYPED("retyped"),
    REOPTIONED("options changed");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As in logs and metrics. */
    public String word() {
      return word;
    }
  }
}
