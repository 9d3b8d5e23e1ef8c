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

  /** One that waits: to be closed when it waits no longer. */
  final class Turn implements AutoCloseable {
    private final Wave mine;

    private Turn(Wave mine) {
      this.mine = mine;
    }

    /** Once released it stays so, also where nobody was waiting at that moment. */
    Passage await(Duration longest) {
      try {
        boolean released = mine.latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        return isDropped(mine) ? Passage.DROPPED : released ? Passage.RELEASED : Passage.TIME_OVER;
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return Passage.DROPPED;
      }
    }

    @Override
    public void close() {
      leave();
    }
  }

  Passage hold(Duration longest) {
    try (Turn turn = enter()) {
      return turn.await(longest);
    }
  }

  /** Counted and bound to a release in one step: who sees it counted can let it go. */
  synchronized Turn enter() {
    waiting++;
    return new Turn(wave);
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
