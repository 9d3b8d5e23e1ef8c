package io.leadline.journal.jdbc;

import io.leadline.journal.JournalUnavailable;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One change that waits for its commit, and the caller that waits for it. */
final class Pending<T> {
  private final Function<Handle, T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;

  Pending(Function<Handle, T> work) {
    this.work = work;
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
    return answer.isDone();
  }

  T await(Duration patience) {
    return await(answer, patience);
  }

  static <T> T await(Future<T> answer, Duration patience) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Failures.of(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(false);
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
