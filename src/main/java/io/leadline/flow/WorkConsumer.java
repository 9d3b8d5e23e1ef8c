package io.leadline.flow;

import io.leadline.event.Happening;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happenings;
import io.leadline.journal.JournalUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes units of work while there is room, and hands each to the route on a thread of its own. When
 * it stops it takes no more and lets what is in hand finish. Nothing is interrupted on the way: a
 * unit that was taken is handed on, or given back.
 */
final class WorkConsumer<U> extends DefaultConsumer implements Suspendable {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 3;
  private static final Duration TO_FINISH = Duration.ofSeconds(20);

  private final Work<U> work;
  private final WakeUp wakeUp;
  private final Happenings happenings;
  private final Semaphore room;

  /**
   * Units and looks in a row that broke: what cannot be recorded must not be done at full speed.
   */
  private final AtomicInteger failures = new AtomicInteger();

  private volatile boolean taking;
  private volatile CountDownLatch told = new CountDownLatch(0);
  private @Nullable ExecutorService taker;
  private @Nullable ExecutorService handlers;

  WorkConsumer(
      Endpoint endpoint, Processor processor, Work<U> work, WakeUp wakeUp, Happenings happenings) {
    super(endpoint, processor);
    this.work = work;
    this.wakeUp = wakeUp;
    this.happenings = happenings;
    this.room = new Semaphore(work.concurrency());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    handlers = threads().newFixedThreadPool(this, work.name(), work.concurrency());
    beginTaking();
  }

  @Override
  protected void doStop() throws Exception {
    endTaking();
    finish(handlers);
    handlers = null;
    super.doStop();
  }

  @Override
  protected void doSuspend() throws Exception {
    endTaking();
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    beginTaking();
  }

  private ExecutorServiceManager threads() {
    return getEndpoint().getCamelContext().getExecutorServiceManager();
  }

  private void beginTaking() {
    ExecutorService pool = handlers;
    if (pool == null) {
      return;
    }
    work.begin();
    told = new CountDownLatch(1);
    taking = true;
    taker = threads().newSingleThreadExecutor(this, "take-" + work.name());
    taker.execute(() -> takeUntilTold(pool));
  }

  private void endTaking() throws InterruptedException {
    taking = false;
    told.countDown();
    work.rest();
    wakeUp.wake(work.name());
    finish(taker);
    taker = null;
  }

  private void finish(@Nullable ExecutorService pool) throws InterruptedException {
    if (pool == null) {
      return;
    }
    pool.shutdown();
    pool.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS);
    threads().shutdownNow(pool);
  }

  private void takeUntilTold(ExecutorService pool) {
    try {
      while (taking) {
        takeOnce(pool);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeOnce(ExecutorService pool) throws InterruptedException {
    restAfterFailures();
    if (!taking || !room.tryAcquire(Waiting.LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    room.release();
    long calls = wakeUp.callsFor(work.name());
    Duration idle = take(pool);
    if (taking) {
      wakeUp.await(work.name(), calls, idle);
    }
  }

  /** Whoever calls meanwhile has to wait as well: only the stop does not. */
  private void restAfterFailures() throws InterruptedException {
    int before = failures.get();
    if (before > 0) {
      Duration rest = AFTER_FAILURE.multipliedBy(1L << Math.min(before - 1, MOST_DOUBLINGS));
      told.await(rest.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Everything is caught: a taker that dies takes nothing ever again, and nobody sees it.
   *
   * @return how long there is nothing to take
   */
  private Duration take(ExecutorService pool) {
    try {
      List<U> units = work.take(room.availablePermits());
      units.forEach(unit -> hand(unit, pool));
      if (!units.isEmpty()) {
        return Duration.ZERO;
      }
      if (room.availablePermits() == work.concurrency()) {
        failures.set(0);
      }
      return work.idle();
    } catch (Throwable e) {
      failures.incrementAndGet();
      happenings.tell(trouble("taking " + work.name(), e));
      return Duration.ZERO;
    }
  }

  private void hand(U unit, ExecutorService pool) {
    room.acquireUninterruptibly();
    try {
      pool.execute(() -> handle(unit));
    } catch (RuntimeException | Error e) {
      end(unit, e);
    }
  }

  private void handle(U unit) {
    Exchange exchange = null;
    Throwable failure = null;
    try {
      exchange = createExchange(false);
      exchange.getIn().setBody(unit);
      getProcessor().process(exchange);
      failure = exchange.getException();
    } catch (Throwable e) {
      failure = e;
    } finally {
      end(unit, failure);
      if (exchange != null) {
        releaseExchange(exchange, false);
      }
    }
  }

  /** A journal that is away is no defect: its health says so, and one line here and there. */
  private static Happening trouble(String where, Throwable failure) {
    return failure instanceof JournalUnavailable away
        ? new Happening.JournalFailed(where, String.valueOf(away.getMessage()))
        : new DefectFound(where, failure);
  }

  /** Whatever breaks here, the room is free again. */
  private void end(U unit, @Nullable Throwable failure) {
    try {
      if (failure == null) {
        failures.set(0);
      } else {
        failures.incrementAndGet();
        work.failed(unit);
        happenings.tell(trouble("route of leadline:" + work.name(), failure));
      }
    } catch (RuntimeException e) {
      happenings.tell(new DefectFound("giving back " + work.name(), e));
    }
    try {
      work.done(unit);
    } catch (RuntimeException e) {
      happenings.tell(new DefectFound("ending " + work.name(), e));
    } finally {
      room.release();
      // What ended may have left more to do, or due soon: a lane that was given back, a retry.
      wakeUp.wake(work.name());
    }
  }
}
