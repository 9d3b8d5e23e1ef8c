package io.leadline.event;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one try of a call, sorted by what happens next. */
public sealed interface Outcome {
  /** One word for logs and metrics, as {@code retry_later}. */
  String word();

  /** Why; nothing where it was accepted. */
  Optional<Reason> why();

  /** Done: recorded, never made again for this event. */
  record Accepted(CallResult result) implements Outcome {
    @Override
    public String word() {
      return "accepted";
    }

    @Override
    public Optional<Reason> why() {
      return Optional.empty();
    }
  }

  /**
   * It surely did not happen and may succeed later.
   *
   * @param retryAfter what the CRM asked for, uncapped; absent where it asked for nothing
   */
  record RetryLater(Reason reason, @Nullable Duration retryAfter) implements Outcome {
    @Override
    public String word() {
      return "retry_later";
    }

    @Override
    public Optional<Reason> why() {
      return Optional.of(reason);
    }
  }

  /** It may have happened: cut or timed out after it was sent, or an answer that says nothing. */
  record Unknown(Reason reason, @Nullable Duration retryAfter) implements Outcome {
    @Override
    public String word() {
      return "unknown";
    }

    @Override
    public Optional<Reason> why() {
      return Optional.of(reason);
    }
  }

  /** The CRM understood and refused this very call: repeating it cannot help. */
  record Rejected(Reason reason) implements Outcome {
    @Override
    public String word() {
      return "rejected";
    }

    @Override
    public Optional<Reason> why() {
      return Optional.of(reason);
    }
  }

  /** The account, not the call: key, org, member, inactive, settings. No call can succeed. */
  record ConnectionAtFault(Reason reason) implements Outcome {
    @Override
    public String word() {
      return "connection_at_fault";
    }

    @Override
    public Optional<Reason> why() {
      return Optional.of(reason);
    }
  }
}
