package io.leadline.settings;

import java.util.List;

/** The environment cannot be used; the message lists every problem, one a line. */
public final class UnfitSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnfitSettings(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
