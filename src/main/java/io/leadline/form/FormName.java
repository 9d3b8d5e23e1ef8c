package io.leadline.form;

import io.leadline.event.HookName;

/**
 * A form of a hook.
 *
 * @param form the form tool's id of it; {@code -} where it says none
 */
public record FormName(HookName hook, String form) {
  private static final int LONGEST = 200;

  public FormName {
    form = form.isBlank() ? "-" : form.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").strip();
    form = form.length() > LONGEST ? form.substring(0, LONGEST) : form;
  }
}
