package io.leadline.receive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether webhooks are let in, and how many are in. Closed until it is opened: the port listens
 * before the routes run, and after they have stopped, and what is answered in between (404) makes
 * Typeform switch a webhook off for good (sources.md §1).
 */
public final class Gate {
  private boolean open;
  private int inside;

  public synchronized void open() {
    open = true;
  }

  /** Nobody is let in any more; who is in stays in. */
  public synchronized void close() {
    open = false;
  }

  public synchronized boolean isOpen() {
    return open;
  }

  /**
   * Lets one in, where it is open; each one that is in leaves once.
   *
   * @return whether it is in
   */
  synchronized boolean enter() {
    if (open) {
      inside++;
    }
    return open;
  }

  synchronized void leave() {
    inside--;
    notifyAll();
  }

  /**
   * Waits until everybody has left.
   *
   * @return whether they have, within this time
   */
  public synchronized boolean awaitEmpty(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (inside > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
