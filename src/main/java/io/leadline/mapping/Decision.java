package io.leadline.mapping;

import io.leadline.event.Call;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mapping set makes of a submission. */
public sealed interface Decision {

  /**
   * A mapping took it, and this is to be sent.
   *
   * @param mapping the file's name without {@code .yaml}
   * @param calls in the order in which they are made
   */
  record Calls(String mapping, Person person, List<Call> calls, List<Warning> warnings)
      implements Decision {}

  /** A mapping took it and says to ignore it. */
  record Ignored(String mapping, Reason reason) implements Decision {}

  /** A required or strict field could not be made, or no mapping took it: the event is dead. */
  record Failed(@Nullable String mapping, Reason reason, List<Warning> warnings)
      implements Decision {

    /** The reason without what only this submission holds: the same for many. */
    public String cause() {
      int own = reason.sentence().indexOf("; " + Scope.THIS_SUBMISSION);
      return own < 0 ? reason.sentence() : reason.sentence().substring(0, own);
    }
  }
}
