package io.leadline.event;

/**
 * Why, for machines and for people.
 *
 * @param sentence what, which, where and what to do; at most {@value #MAX} characters
 */
public record Reason(ReasonCode code, String sentence) {
  public static final int MAX = 2000;

  public Reason {
    if (sentence.length() > MAX) {
      sentence = sentence.substring(0, MAX - 1) + "…";
    }
  }

  @Override
  public String toString() {
    return code.code() + ": " + sentence;
  }
}
