package io.leadline.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where calls are held until they are let go, or dropped, or their time is over. */
final class Gate {
  private Wave wave = new Wave();
  private int waiting;
  private boolean closed;

  /** How a wait ended. */
  enum Passage {
    RELEASED,
    TIME_OVER,
    /** The call shall have no effect any more: all is forgotten, or the sandbox closes. */
    DROPPED
  }

  /** Those that came between two releases. */
  private static final class Wave {
    private final CountDownLatch latch = new CountDownLatch(1);
    private boolean dropped;
  }

  Passage hold(Duration longest) {
    var mine = enter();
    try {
      boolean released = mine.latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
      return isDropped(mine) ? Passage.DROPPED : released ? Passage.RELEASED : Passage.TIME_OVER;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Passage.DROPPED;
    } finally {
      leave();
    }
  }

  /** Counted and bound to a release in one step: who sees it counted can let it go. */
  private synchronized Wave enter() {
    waiting++;
    return wave;
  }

  private synchronized void leave() {
    waiting--;
  }

  synchronized int waiting() {
    return waiting;
  }

  private synchronized boolean isDropped(Wave one) {
    return one.dropped;
  }

  /** Lets all go that are held now; those that come later are held again. */
  synchronized void release() {
    wave.latch.countDown();
    if (!closed) {
      wave = new Wave();
    }
  }

  /** Ends all that are held now, without effect. */
  synchronized void drop() {
    wave.dropped = true;
    release();
  }

  /** Ends all that are held, now and later, without effect. */
  synchronized void close() {
    closed = true;
    drop();
  }
}
