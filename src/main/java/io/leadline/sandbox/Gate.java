package io.leadline.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where calls are held until they are let go, or their time is over. */
final class Gate {
  private CountDownLatch held = new CountDownLatch(1);
  private int waiting;
  private boolean closed;

  /** How a wait ended. */
  enum Passage {
    RELEASED,
    TIME_OVER,
    /** The sandbox is closing: the call shall have no effect any more. */
    CLOSED
  }

  Passage hold(Duration longest) {
    var latch = enter();
    try {
      boolean released = latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
      return isClosed() ? Passage.CLOSED : released ? Passage.RELEASED : Passage.TIME_OVER;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Passage.CLOSED;
    } finally {
      leave();
    }
  }

  /** Counted and bound to a release in one step: who sees it counted can let it go. */
  private synchronized CountDownLatch enter() {
    waiting++;
    return held;
  }

  private synchronized void leave() {
    waiting--;
  }

  synchronized int waiting() {
    return waiting;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Lets all go that are held now; those that come later are held again. */
  synchronized void release() {
    held.countDown();
    if (!closed) {
      held = new CountDownLatch(1);
    }
  }

  /** Lets all go for good. */
  synchronized void close() {
    closed = true;
    held.countDown();
  }
}
