package io.leadline.flow;

import io.leadline.journal.Journal;
import io.leadline.journal.ReplayId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/** {@code leadline:replays}: replay runs that are not at their end, a step each in turn. */
public final class ReplayWork implements Work<ReplayId> {
  static final String NAME = "replays";

  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(200);

  private final Journal journal;
  private final LongSupplier nanoTime;
  private final Queue<ReplayId> round = new ArrayDeque<>();
  private boolean running;
  private long nextRound;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  public ReplayWork(Journal journal, LongSupplier nanoTime) {
    this.journal = journal;
    this.nanoTime = nanoTime;
    this.nextRound = nanoTime.getAsLong();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public List<ReplayId> take(int free) {
    if (round.isEmpty() && untilNextRound().isZero()) {
      round.addAll(journal.runningReplays());
      running = !round.isEmpty();
      nextRound = nanoTime.getAsLong() + BETWEEN_ROUNDS.toNanos();
    }
    ReplayId next = round.poll();
    return next == null ? List.of() : List.of(next);
  }

  private Duration untilNextRound() {
    return Duration.ofNanos(Math.max(0, nextRound - nanoTime.getAsLong()));
  }

  /** A command makes runs in a process of its own: nobody wakes us. */
  @Override
  public Duration idle() {
    return running ? untilNextRound() : Waiting.LONGEST;
  }
}
