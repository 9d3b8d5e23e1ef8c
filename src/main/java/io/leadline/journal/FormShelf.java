package io.leadline.journal;

import io.leadline.event.HookName;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The questions of the forms that were seen. Throws as {@link Journal} does. */
public interface FormShelf {

  /** Stores each of these questions, over what was known of it. */
  void keep(FormName form, List<Known> questions);

  /**
   * All of them, each form's in the order in which they were first seen.
   *
   * @param hook null for every hook
   */
  Map<FormName, List<Known>> all(@Nullable HookName hook);
}
