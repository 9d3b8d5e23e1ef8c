package io.leadline.flow;

import io.leadline.journal.DeadLetter;
import io.leadline.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** {@code leadline:dead-letters}: dead events whose message has not reached the endpoint yet. */
public final class DeadLetterWork implements Work<DeadLetter> {
  static final String NAME = "dead-letters";
  private static final int AT_ONCE = 2;

  /** Longer than an endpoint takes; what is not heard of by then is told again. */
  private static final Duration TO_TELL = Duration.ofSeconds(60);

  private final Journal journal;
  private final Clock clock;

  public DeadLetterWork(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int concurrency() {
    return AT_ONCE;
  }

  /** Where none is due nothing is written. */
  @Override
  public List<DeadLetter> take(int free) {
    return journal.nextDeadLetterDue().filter(due -> !due.isAfter(clock.instant())).isPresent()
        ? journal.takeDeadLetters(clock.instant(), TO_TELL, free)
        : List.of();
  }

  @Override
  public Duration idle() {
    return Waiting.until(journal.nextDeadLetterDue(), clock.instant());
  }
}
