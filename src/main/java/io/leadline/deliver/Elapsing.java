package io.leadline.deliver;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time as it passes in this process, whatever is done to the wall clock. */
public interface Elapsing {
  /** As {@link System#nanoTime}: only differences mean something. */
  long nanos();

  /** Lets this time pass, or less where the thread is interrupted. */
  void pass(Duration time);

  /** The machine's own. */
  Elapsing REAL =
      new Elapsing() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pass(Duration time) {
          long end = nanos() + time.toNanos();
          for (long left = end - nanos();
              left > 0 && !Thread.currentThread().isInterrupted();
              left = end - nanos()) {
            LockSupport.parkNanos(left);
          }
        }
      };
}
