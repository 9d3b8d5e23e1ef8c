package io.leadline.receive;

/**
 * Whether webhooks are let in. Closed until it is opened: the port listens before the routes run,
 * and after they have stopped, and what is answered in between (404) makes Typeform switch a
 * webhook off for good (sources.md §1).
 */
public final class Gate {
  private volatile boolean open;

  public void open() {
    open = true;
  }

  public void close() {
    open = false;
  }

  public boolean isOpen() {
    return open;
  }
}
