package io.leadline.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A durable replay of a planned set of events.
 *
 * @param filter what was asked for, in words
 * @param planned how many events were frozen into the plan
 * @param outcomes of those that the run has dealt with
 * @param workedAt when a server last worked it; null where none has yet
 * @param endedAt null while it is running
 */
public record ReplayRun(
    ReplayId id,
    Instant madeAt,
    String filter,
    ReplayOptions options,
    Status status,
    long planned,
    Map<ReplayOutcome, Long> outcomes,
    @Nullable Instant workedAt,
    @Nullable Instant endedAt) {

  /** How far it has come. The names are stored. */
  public enum Status {
    RUNNING,
    /** A person ended it: what was left stays where it is. */
    CANCELLED,
    /** Nothing is left of the plan; what was replayed may still wait to be sent. */
    FINISHED
  }

  public long of(ReplayOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  public long replayed() {
    return of(ReplayOutcome.REPLAYED);
  }

  public long skipped() {
    return dealtWith() - replayed();
  }

  /** How many events of the plan the run has not come to. */
  public long left() {
    return planned - dealtWith();
  }

  private long dealtWith() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }
}
