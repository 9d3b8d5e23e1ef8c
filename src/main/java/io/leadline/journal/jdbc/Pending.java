package io.leadline.journal.jdbc;

import io.leadline.journal.JournalUnavailable;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One change that waits for its commit, and the caller that waits for it. */
final class Pending<T> {
  private final Function<Handle, T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITS);
  private @Nullable T result;

  Pending(Function<Handle, T> work) {
    this.work = work;
  }

  private enum Stage {
    WAITS,
    /** The writer has it: what comes of it is told, however long it takes. */
    TAKEN,
    /** The caller has gone: it is never done. */
    ABANDONED
  }

  /** Whether the writer may do it: not when its caller has gone. */
  boolean take() {
    return stage.compareAndSet(Stage.WAITS, Stage.TAKEN);
  }

  /** Does the work; its result is not told before {@link #committed()}. */
  void run(Handle db) {
    result = work.apply(db);
  }

  @SuppressWarnings("NullAway") // a work may well give null where its T says so
  void committed() {
    answer.complete(result);
  }

  /** Has no effect on a change that failed already by itself. */
  void failed(Throwable error) {
    answer.completeExceptionally(error);
  }

  boolean isOver() {
    return answer.isDone() || stage.get() == Stage.ABANDONED;
  }

  /**
   * Waits for the commit. Patience ends while the work waits its turn, never while it is being
   * done: work that is done behind its caller's back (a claim, say) would be nobody's.
   */
  T await(Duration patience) {
    try {
      return await(answer, patience);
    } catch (JournalUnavailable e) {
      if (stage.compareAndSet(Stage.WAITS, Stage.ABANDONED)) {
        throw e;
      }
      // It may have been done in this very moment.
      return awaitTaken();
    }
  }

  private T awaitTaken() {
    boolean interrupted = Thread.interrupted();
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Failures.of(e.getCause() == null ? e : e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static <T> T await(Future<T> answer, Duration patience) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Failures.of(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new JournalUnavailable(
          "the journal gave no answer within " + patience + " (is its disk slow or full?)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailable("interrupted while waiting for the journal", e);
    } catch (CancellationException e) {
      throw new JournalUnavailable("the journal was closed", e);
    }
  }
}
