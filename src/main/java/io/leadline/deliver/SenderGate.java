package io.leadline.deliver;

import io.leadline.event.Fetch;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the sender of one hook may be asked now. In memory, and by time that only goes forward.
 *
 * <p>It is closed for a while where the sender limits or refuses us, and where it does not answer:
 * so many different things were asked in a row and came to nothing. Then one is asked on trial, at
 * growing distances, until the sender answers. One thing that cannot be asked never closes it.
 */
final class SenderGate {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** For those who come while one is asked on trial, and for that one to come after others. */
  private static final Duration BESIDES = Duration.ofSeconds(1);

  private final HookName hook;
  private final Elapsing elapsing;
  private final int limit;
  private final Set<Fetch> failures = new HashSet<>();
  private final Set<Fetch> withheld = new HashSet<>();
  private @Nullable Reason allWithheld;
  private long heldUntil;
  private @Nullable Reason reason;

  /**
   * How long it is closed when it is closed next for want of an answer; null while there is one.
   */
  private @Nullable Duration next;

  private boolean trial;

  /**
   * @param failuresBeforePause different things in a row that came to nothing; 2 at least
   */
  SenderGate(HookName hook, Elapsing elapsing, int failuresBeforePause) {
    this.hook = hook;
    this.elapsing = elapsing;
    this.limit = Math.max(2, failuresBeforePause);
    this.heldUntil = elapsing.nanos();
  }

  /** What became of the wish to ask the sender. */
  sealed interface Entry {}

  /** Why the sender is not asked at present, and for how long. */
  record Closed(Reason reason, Duration left) implements Entry {}

  synchronized Optional<Closed> closed() {
    if (reason == null) {
      return Optional.empty();
    }
    Duration left = left();
    if (left.isZero() && trial) {
      return Optional.of(new Closed(reason, BESIDES));
    }
    return left.isZero() ? Optional.empty() : Optional.of(new Closed(reason, left));
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, heldUntil - elapsing.nanos()));
  }

  /** Why nothing is given to us, where so many different things in a row were not; it is open. */
  synchronized Optional<Reason> allWithheld() {
    return Optional.ofNullable(allWithheld);
  }

  synchronized Entry enter() {
    Optional<Closed> closed = closed();
    if (closed.isPresent()) {
      return closed.get();
    }
    trial = next != null;
    return new Visit(trial);
  }

  /** Somebody who asks the sender; to be closed when that is over, whatever came of it. */
  final class Visit implements Entry, AutoCloseable {
    private final boolean onTrial;

    private Visit(boolean onTrial) {
      this.onTrial = onTrial;
    }

    /** It answered, be it that it knows nothing of this. */
    void answered() {
      synchronized (SenderGate.this) {
        withheld.clear();
        allWithheld = null;
        isThere();
      }
    }

    /**
     * It answered, and does not give this to us.
     *
     * @param ifAll what is said where that is so of everything lately
     */
    void withheld(Fetch fetch, Reason ifAll) {
      synchronized (SenderGate.this) {
        isThere();
        if (withheld.size() < limit) {
          withheld.add(fetch);
        }
        allWithheld = withheld.size() < limit ? null : ifAll;
      }
    }

    /** It does not want to be asked. */
    Closed heldFor(Duration wait, Reason why) {
      synchronized (SenderGate.this) {
        hold(wait, why);
        return new Closed(why, wait);
      }
    }

    /**
     * Nothing came of it.
     *
     * @param what in a few words
     * @param atLeast what the sender asked to wait; zero where it did not
     * @return nothing where that is about this one thing alone, as far as anybody knows
     */
    Optional<Closed> failed(Fetch fetch, String what, Duration atLeast) {
      synchronized (SenderGate.this) {
        failures.add(fetch);
        if (next == null && failures.size() < limit) {
          return Optional.empty();
        }
        if (next == null || onTrial) {
          closeFor(next == null ? FIRST : next, what, atLeast);
        }
        Reason why = reason == null ? SenderSentences.doesNotAnswer(hook, what) : reason;
        return Optional.of(new Closed(why, left().plus(BESIDES)));
      }
    }

    @Override
    public void close() {
      synchronized (SenderGate.this) {
        if (onTrial) {
          trial = false;
        }
      }
    }
  }

  private void isThere() {
    failures.clear();
    if (next != null) {
      open();
    }
  }

  private void open() {
    next = null;
    if (reason != null && reason.code() == ReasonCode.FETCH_FAILED) {
      reason = null;
      heldUntil = elapsing.nanos();
    }
  }

  private void closeFor(Duration distance, String what, Duration atLeast) {
    next = Probing.shorter(distance.multipliedBy(2), LONGEST);
    failures.clear();
    hold(
        distance.compareTo(atLeast) > 0 ? distance : atLeast,
        SenderSentences.doesNotAnswer(hook, what));
  }

  private void hold(Duration wait, Reason why) {
    long until = elapsing.nanos() + wait.toNanos();
    if (until - heldUntil > 0) {
      heldUntil = until;
      reason = why;
    }
  }
}
