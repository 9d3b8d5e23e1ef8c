package io.leadline.journal.jdbc;

import io.leadline.journal.JournalUnavailable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The few threads that read, each question on one unchanging state of the store. */
final class Readers implements AutoCloseable {
  private final Jdbi store;
  private final Dialect dialect;
  private final JournalSettings settings;
  private final ThreadPoolExecutor threads;
  private final ConcurrentLinkedQueue<Handle> idle = new ConcurrentLinkedQueue<>();

  Readers(Jdbi store, Dialect dialect, JournalSettings settings, Surroundings surroundings) {
    this.store = store;
    this.dialect = dialect;
    this.settings = settings;
    var number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            settings.readers(),
            settings.readers(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.queue()),
            task -> {
              Thread thread = surroundings.threads().newThread(task);
              thread.setName("journal-reader-" + number.incrementAndGet());
              return thread;
            });
  }

  /**
   * @throws JournalUnavailable at once when too many wait or the journal is closed
   */
  <T> T read(Function<Handle, T> question) {
    Future<T> answer = submit(question);
    try {
      return Pending.await(answer, settings.patience());
    } catch (JournalUnavailable e) {
      answer.cancel(false);
      throw e;
    }
  }

  private <T> Future<T> submit(Function<Handle, T> question) {
    try {
      return threads.submit(() -> answer(question));
    } catch (RejectedExecutionException e) {
      throw new JournalUnavailable(
          threads.isShutdown()
              ? "the journal is closed"
              : "%d questions wait for the journal already".formatted(settings.queue()),
          e);
    }
  }

  private <T> T answer(Function<Handle, T> question) {
    Handle db = begun();
    boolean sound = false;
    try {
      T answer = question.apply(db);
      db.execute("commit");
      sound = true;
      return answer;
    } finally {
      giveBack(db, sound);
    }
  }

  private Handle begun() {
    Handle used = idle.poll();
    while (used != null) {
      try {
        return begin(used);
      } catch (RuntimeException e) {
        // The store may have been away since: what was opened before is of no use then.
        used = idle.poll();
      }
    }
    return begin(store.open());
  }

  private Handle begin(Handle db) {
    try {
      db.execute(dialect.beginReading());
      return db;
    } catch (RuntimeException e) {
      db.close();
      throw e;
    }
  }

  /** A connection with an unfinished transaction would keep the WAL from shrinking. */
  private void giveBack(Handle db, boolean sound) {
    if (sound) {
      idle.add(db);
    } else {
      db.close();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    idle.forEach(Handle::close);
    idle.clear();
  }
}
