package io.leadline.flow;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the consumers that wait for work. A wake-up that is lost costs time and nothing else:
 * whoever waits looks again by itself.
 */
public final class WakeUp implements Happenings {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Map<String, Long> calls = new HashMap<>();

  @Override
  public void tell(Happening happening) {
    if (happening instanceof Happening.WebhookAccepted) {
      wake(ReceivedWork.NAME);
      wake(BurstWork.NAME);
    } else if (happening instanceof Happening.EventPrepared
        || happening instanceof Happening.ConnectionResumed) {
      wake(LaneWork.NAME);
    } else if (happening instanceof Happening.EventDied) {
      wake(DeadLetterWork.NAME);
    } else if (happening instanceof Happening.MappingsLoaded) {
      wake(ReceivedWork.NAME);
      wake(BurstWork.NAME);
    } else if (happening instanceof Happening.ReplayStepped) {
      wake(ReceivedWork.NAME);
      wake(BurstWork.NAME);
      wake(LaneWork.NAME);
    }
  }

  /** Calls whoever waits for this work. */
  void wake(String work) {
    lock.lock();
    try {
      calls.merge(work, 1L, Long::sum);
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often somebody called so far: ask before looking for work, so that no call is missed. */
  long callsFor(String work) {
    lock.lock();
    try {
      return calls.getOrDefault(work, 0L);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until somebody calls again, or the time is over. */
  void await(String work, long callsSeen, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (left > 0 && calls.getOrDefault(work, 0L) == callsSeen) {
        left = woken.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
