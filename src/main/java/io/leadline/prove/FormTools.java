package io.leadline.prove;

import io.leadline.sandbox.HubspotContacts;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Several form tools that send at the same time. */
final class FormTools implements AutoCloseable {
  private static final int TOOLS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(TOOLS, FormTools::thread);
  private final Acknowledged acknowledged = new Acknowledged();
  private volatile boolean open = true;

  /** Begins to send, until {@link #noMore()}. */
  void send(Address address, HubspotContacts hubspot, Asked asked, Clock clock, IntSupplier start) {
    Duration pause = Duration.ofSeconds(TOOLS).dividedBy(asked.perSecond());
    for (int tool = 0; tool < TOOLS; tool++) {
      var drafts = new Drafts(tool, random(asked, 2L * tool), hubspot);
      threads.execute(
          new FormTool(
              drafts,
              address,
              random(asked, 2L * tool + 1),
              clock,
              start,
              acknowledged,
              pause,
              () -> open));
    }
  }

  private static Random random(Asked asked, long stream) {
    return new Random(asked.seed() * 1_000_003L + stream);
  }

  Acknowledged acknowledged() {
    return acknowledged;
  }

  /** Nothing new from now on; what is under way is sent until it is acknowledged. */
  void noMore() {
    open = false;
    threads.shutdown();
  }

  /** Whether all that was begun is acknowledged by then. */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    return threads.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "form-tool");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    open = false;
    threads.shutdownNow();
  }
}
