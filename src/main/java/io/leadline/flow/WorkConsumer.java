package io.leadline.flow;

import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happenings;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes units of work while there is room, and hands each to the route on a thread of its own. When
 * it stops it takes no more and lets what is in hand finish.
 */
final class WorkConsumer<U> extends DefaultConsumer implements Suspendable {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration TO_FINISH = Duration.ofSeconds(20);

  private final Work<U> work;
  private final WakeUp wakeUp;
  private final Happenings happenings;
  private final Semaphore room;
  private @Nullable ExecutorService taking;
  private @Nullable ExecutorService handling;

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
    var threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    handling = threads.newFixedThreadPool(this, work.name(), work.concurrency());
    beginTaking();
  }

  @Override
  protected void doStop() throws Exception {
    endTaking();
    letFinish();
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

  private void beginTaking() {
    var threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    taking = threads.newSingleThreadExecutor(this, "take-" + work.name());
    taking.execute(this::takeUntilInterrupted);
  }

  private void endTaking() {
    if (taking != null) {
      taking.shutdownNow();
      taking = null;
    }
  }

  private void letFinish() throws InterruptedException {
    if (handling != null) {
      handling.shutdown();
      if (!handling.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
        handling.shutdownNow();
      }
      handling = null;
    }
  }

  private void takeUntilInterrupted() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        takeOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeOnce() throws InterruptedException {
    room.acquire();
    room.release();
    long calls = wakeUp.callsFor(work.name());
    Duration idle = AFTER_FAILURE;
    try {
      var units = work.take(room.availablePermits());
      for (U unit : units) {
        hand(unit);
      }
      idle = units.isEmpty() ? work.idle() : Duration.ZERO;
    } catch (RuntimeException e) {
      happenings.tell(new DefectFound("taking " + work.name(), e));
    }
    wakeUp.await(work.name(), calls, idle);
  }

  private void hand(U unit) throws InterruptedException {
    ExecutorService handlers = handling;
    room.acquire();
    if (handlers == null) {
      room.release();
      work.done(unit);
      return;
    }
    handlers.execute(() -> handle(unit));
  }

  private void handle(U unit) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getIn().setBody(unit);
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    } finally {
      end(unit, exchange.getException());
      releaseExchange(exchange, false);
    }
  }

  private void end(U unit, @Nullable Exception failure) {
    if (failure != null) {
      work.failed(unit);
      happenings.tell(new DefectFound("route of leadline:" + work.name(), failure));
    }
    work.done(unit);
    room.release();
  }
}
