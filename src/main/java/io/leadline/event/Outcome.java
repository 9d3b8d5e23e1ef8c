package io.leadline.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one try of a call, sorted by what happens next. */
public sealed interface Outcome {
  /** Done: recorded, never made again for this event. */
  record Accepted(CallResult result) implements Outcome {}

  /**
   * It surely did not happen and may succeed later.
   *
   * @param retryAfter what the CRM asked for, uncapped; absent where it asked for nothing
   */
  record RetryLater(Reason reason, @Nullable Duration retryAfter) implements Outcome {}

  /** It may have happened: cut or timed out after it was sent, or an answer that says nothing. */
  record Unknown(Reason reason, @Nullable Duration retryAfter) implements Outcome {}

  /** The CRM understood and refused this very call: repeating it cannot help. */
  record Rejected(Reason reason) implements Outcome {}

  /** The account, not the call: key, org, member, inactive, settings. No call can succeed. */
  record ConnectionAtFault(Reason reason) implements Outcome {}
}
