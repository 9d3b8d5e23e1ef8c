package io.leadline.flow;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The longest that a request and its whole reply may take. An HTTP client's own timeouts are for
 * each read alone: an answer that drips would hold a person's lane for as long as it likes.
 */
final class TimeLimit {
  private final Duration limit;
  private final ScheduledThreadPoolExecutor timer;

  TimeLimit(Duration limit) {
    this.limit = limit;
    this.timer = new ScheduledThreadPoolExecutor(1, TimeLimit::thread);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "call-time-limit");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @param hangUp ends the exchange, from another thread
   */
  Running start(Runnable hangUp) {
    return new Running(hangUp);
  }

  /** One exchange on its way. */
  final class Running {
    private final Future<?> cut;
    private volatile boolean past;

    private Running(Runnable hangUp) {
      this.cut = timer.schedule(() -> cut(hangUp), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void cut(Runnable hangUp) {
      past = true;
      hangUp.run();
    }

    void end() {
      cut.cancel(false);
    }

    /** What broke the exchange, said for what it was. */
    IOException why(IOException broken) {
      return past ? tooLong(broken) : broken;
    }

    private IOException tooLong(IOException broken) {
      var tooLong = new SocketTimeoutException("no whole answer within " + limit);
      tooLong.initCause(broken);
      return tooLong;
    }
  }
}
