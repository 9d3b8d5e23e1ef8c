package io.leadline.source;

/** A value in a hook's route file that cannot be taken, or that is missing. */
public final class UnfitOption extends Exception {
  private static final long serialVersionUID = 1L;
  private final String option;

  /**
   * @param option the name of the variable that the route file sets, or should
   * @param message what is wrong with it and what to write instead
   */
  public UnfitOption(String option, String message) {
    super(message);
    this.option = option;
  }

  public String option() {
    return option;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
