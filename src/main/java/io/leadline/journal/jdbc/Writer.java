package io.leadline.journal.jdbc;

import io.leadline.event.Happening;
import io.leadline.journal.JournalUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes all changes that wait, up to a bound, gives each its own
 * savepoint in one transaction, commits once, and only then lets the callers go: the price of
 * putting a commit on disk is shared.
 */
final class Writer implements AutoCloseable {
  private static final int BUSY_TRIES = 3;
  private static final int BEATEN_TRIES = 5;

  private final Jdbi store;
  private final Dialect dialect;
  private final JournalSettings settings;
  private final Surroundings surroundings;
  private final Consumer<Handle> atLast;
  private final BlockingQueue<Pending<?>> queue;
  private final Pending<?> last = new Pending<>(db -> "");
  private final Thread thread;
  private final AtomicLong commits = new AtomicLong();
  private boolean closed;
  private @Nullable Handle handle;

  Writer(
      Jdbi store,
      Dialect dialect,
      JournalSettings settings,
      Surroundings surroundings,
      Consumer<Handle> atLast) {
    this.atLast = atLast;
    this.store = store;
    this.dialect = dialect;
    this.settings = settings;
    this.surroundings = surroundings;
    this.queue = new ArrayBlockingQueue<>(settings.queue());
    this.thread = surroundings.threads().newThread(this::run);
    thread.setName("journal-writer");
  }

  Writer start() {
    thread.start();
    return this;
  }

  /**
   * Returns after the commit. What the work throws undoes this work alone.
   *
   * @throws JournalUnavailable at once when the queue is full or closed
   */
  <T> T write(Function<Handle, T> work) {
    var pending = new Pending<>(work);
    enqueue(pending);
    return pending.await(settings.patience());
  }

  /** How many commits there were. */
  long commits() {
    return commits.get();
  }

  int waiting() {
    return queue.size();
  }

  private synchronized void enqueue(Pending<?> pending) {
    if (closed) {
      throw new JournalUnavailable("the journal is closed");
    }
    if (!queue.offer(pending)) {
      throw new JournalUnavailable(
          "%d changes wait for the journal already (is its disk slow or full?)"
              .formatted(settings.queue()));
    }
  }

  private void run() {
    boolean more = true;
    while (more) {
      List<Pending<?>> batch = nextBatch();
      more = !batch.remove(last);
      commit(batch);
    }
    finish();
  }

  private List<Pending<?>> nextBatch() {
    var batch = new ArrayList<Pending<?>>();
    while (batch.isEmpty()) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        // Look again: only close() ends this thread, and changes may be waiting behind the
        // interrupt.
      }
    }
    queue.drainTo(batch, settings.batch() - 1);
    batch.removeIf(Pending::isOver);
    return batch;
  }

  /** Everything is caught: a writer that dies leaves every later caller waiting. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private void commit(List<Pending<?>> batch) {
    batch.removeIf(pending -> !pending.take());
    if (batch.isEmpty()) {
      return;
    }
    try {
      commitUnlessBeaten(batch);
      commits.incrementAndGet();
      batch.forEach(Pending::committed);
    } catch (Throwable e) {
      drop();
      RuntimeException failure = unavailable(e);
      batch.forEach(pending -> pending.failed(failure));
    }
  }

  /** Where another node won a deadlock all is undone, and done again. */
  private void commitUnlessBeaten(List<Pending<?>> batch) {
    for (int tries = 1; ; tries++) {
      try {
        commitOnce(batch);
        return;
      } catch (RuntimeException e) {
        if (tries == BEATEN_TRIES || !isBeaten(e)) {
          throw e;
        }
        drop();
      }
    }
  }

  /** Each change apart from the others, but for one that is alone. */
  private void commitOnce(List<Pending<?>> batch) {
    Handle db = begin();
    if (batch.size() == 1) {
      alone(db, batch.get(0));
    } else {
      together(db, batch);
    }
  }

  private void alone(Handle db, Pending<?> pending) {
    try {
      pending.run(db);
    } catch (Throwable e) {
      if (isBeaten(e)) {
        throw e;
      }
      db.execute("rollback");
      pending.failed(e);
      return;
    }
    db.execute("commit");
  }

  private void together(Handle db, List<Pending<?>> batch) {
    db.execute("savepoint one");
    for (Pending<?> pending : batch) {
      if (!pending.isOver()) {
        attempt(db, pending);
        dialect.nextChange().forEach(db::execute);
      }
    }
    db.execute("commit");
  }

  private boolean isBeaten(Throwable e) {
    SQLException sql = Failures.sqlCause(e);
    return sql != null && dialect.isBeaten(sql);
  }

  private Handle begin() {
    boolean used = handle != null;
    try {
      return begin(handle());
    } catch (RuntimeException e) {
      if (!used) {
        throw e;
      }
      // The store may have been away since: a connection from before is of no use then.
      drop();
      return begin(handle());
    }
  }

  private Handle begin(Handle db) {
    for (int tries = 1; ; tries++) {
      try {
        db.execute(dialect.begin());
        return db;
      } catch (RuntimeException e) {
        SQLException sql = Failures.sqlCause(e);
        if (sql == null || tries == BUSY_TRIES || !dialect.isBusy(sql)) {
          throw e;
        }
      }
    }
  }

  private void attempt(Handle db, Pending<?> pending) {
    try {
      pending.run(db);
    } catch (Throwable e) {
      if (isBeaten(e)) {
        throw e;
      }
      // Where the store has ended the whole transaction by itself, this throws and all fail.
      db.execute("rollback to savepoint one");
      pending.failed(e);
    }
  }

  private static JournalUnavailable unavailable(Throwable e) {
    SQLException sql = Failures.sqlCause(e);
    return sql != null
        ? Failures.unavailable(sql)
        : new JournalUnavailable("the journal could not commit: " + e.getClass().getSimpleName());
  }

  private Handle handle() {
    if (handle == null) {
      handle = Watching.watched(store.open(), surroundings.watch());
    }
    return handle;
  }

  /** A connection whose transaction failed is not used again: closing it rolls back. */
  private void drop() {
    Handle broken = handle;
    handle = null;
    if (broken != null) {
      closeQuietly(broken);
    }
  }

  private void closeQuietly(Handle broken) {
    try {
      broken.close();
    } catch (RuntimeException e) {
      surroundings.happenings().tell(new Happening.DefectFound("journal writer", Failures.of(e)));
    }
  }

  private void finish() {
    try {
      atLast.accept(handle());
    } catch (RuntimeException e) {
      surroundings.happenings().tell(new Happening.DefectFound("journal close", Failures.of(e)));
    } finally {
      drop();
    }
  }

  /** Finishes what waits; nothing more is taken. */
  @Override
  public void close() {
    if (refuseMore()) {
      queueLast();
    }
    join();
  }

  private synchronized boolean refuseMore() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  private void queueLast() {
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(last);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
