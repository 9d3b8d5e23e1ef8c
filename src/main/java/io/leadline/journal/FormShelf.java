package io.leadline.journal;

import io.leadline.event.HookName;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The questions of the forms that were seen. Throws as {@link Journal} does. */
public interface FormShelf {

  /** In the order in which they were first seen; none of a form that was never seen. */
  List<Known> questions(FormName form);

  /** How many forms of a hook are known. */
  int forms(HookName hook);

  /** Stores each of these questions, over what was known of it. */
  void keep(FormName form, List<Known> questions);

  /**
   * All of them.
   *
   * @param hook null for every hook
   */
  Map<FormName, List<Known>> all(@Nullable HookName hook);
}
