package io.leadline.form;

import io.leadline.event.HookName;
import org.jspecify.annotations.Nullable;

/**
 * A form of a hook.
 *
 * @param form the form tool's id of it; {@code -} where it says none
 */
public record FormName(HookName hook, String form) {
  private static final int LONGEST = 200;

  public FormName {
    form = form.isBlank() ? "-" : Question.UNSTORABLE.matcher(form).replaceAll(" ").strip();
    form = form.length() > LONGEST ? form.substring(0, LONGEST) : form;
  }

  /** The form tool's id; null where it says none. */
  public @Nullable String id() {
    return form.equals("-") ? null : form;
  }
}
