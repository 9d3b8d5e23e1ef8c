package io.leadline.flow;

import io.leadline.journal.Journal;
import io.leadline.journal.Received;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * {@code leadline:received}: events that stand for themselves, a batch at a time, in order of
 * receipt.
 */
public final class ReceivedWork implements Work<List<Received>> {
  static final String NAME = "received";
  private static final int BATCH = 200;

  private final Journal journal;
  private final BooleanSupplier ready;
  private final Clock clock;

  /**
   * @param ready whether anything can be prepared at present
   */
  public ReceivedWork(Journal journal, BooleanSupplier ready, Clock clock) {
    this.journal = journal;
    this.ready = ready;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** One batch at a time: the next would hold the same events again. */
  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public List<List<Received>> take(int free) {
    if (!ready.getAsBoolean()) {
      return List.of();
    }
    List<Received> batch = journal.received(clock.instant(), BATCH);
    return batch.isEmpty() ? List.of() : List.of(batch);
  }

  @Override
  public Duration idle() {
    return ready.getAsBoolean()
        ? Waiting.until(journal.nextReceivedDue(), clock.instant())
        : Waiting.LONGEST;
  }
}
