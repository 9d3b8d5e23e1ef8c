package io.leadline.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faults in force. They are asked in the order in which they were added: every latency that
 * hits is added up, and of the others the first that hits decides. Thread-safe.
 */
public final class Faults {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Clock clock;
  private final Chance chance;
  private final Gate gate;
  private final List<Active> active = new ArrayList<>();
  private long ids;

  Faults(Clock clock, Chance chance, Gate gate) {
    this.clock = clock;
    this.chance = chance;
    this.gate = gate;
  }

  /** What happens to one call. */
  record Disturbance(Duration latency, @Nullable Fault fault) {}

  /** Puts a fault in force, for calls that arrive from now on, and returns its id. */
  public synchronized long add(Fault fault) {
    active.add(new Active(++ids, fault));
    return ids;
  }

  /** The faults in force, in order. One that has hit its number of times is gone. */
  public synchronized List<ActiveFault> active() {
    return active.stream().map(Active::view).toList();
  }

  /** Lifts one fault; false if there is none of this id. Calls held stay held. */
  public synchronized boolean remove(long id) {
    return active.removeIf(one -> one.id == id);
  }

  /** Lifts every fault and lets all held calls go on. */
  public void clear() {
    synchronized (this) {
      active.clear();
    }
    release();
  }

  /** Lets all calls go on that are held by a hang, a trickle or a latency. */
  public void release() {
    gate.release();
  }

  /** How many calls are being held now; each of them goes on with the next release. */
  public int held() {
    return gate.waiting();
  }

  synchronized Disturbance next(Operation operation) {
    var latency = Duration.ZERO;
    Fault decisive = null;
    for (var one : List.copyOf(active)) {
      boolean isLatency = one.fault.kind() == FaultKind.LATENCY;
      boolean isDue = one.fault.appliesTo(operation) && (isLatency || decisive == null);
      if (!isDue || !one.hits(clock.instant(), chance)) {
        continue;
      }
      if (isLatency) {
        latency = latency.plus(one.fault.delay());
      } else {
        decisive = one.fault;
      }
    }
    active.removeIf(Active::isSpent);
    return new Disturbance(latency, decisive);
  }

  private static final class Active {
    private final long id;
    private final Fault fault;
    private final Deque<Instant> passed = new ArrayDeque<>();
    private int hits;

    Active(long id, Fault fault) {
      this.id = id;
      this.fault = fault;
    }

    boolean hits(Instant now, Chance chance) {
      boolean struck =
          fault.kind() == FaultKind.RATE_LIMIT
              ? isBeyondLimit(now)
              : chance.happens(fault.probability());
      hits += struck ? 1 : 0;
      return struck;
    }

    /** At most so many in any second; those refused do not count. */
    private boolean isBeyondLimit(Instant now) {
      passed.removeIf(then -> !then.plus(A_SECOND).isAfter(now));
      if (passed.size() >= fault.perSecond()) {
        return true;
      }
      passed.addLast(now);
      return false;
    }

    boolean isSpent() {
      var times = fault.times();
      return times != null && hits >= times;
    }

    ActiveFault view() {
      var times = fault.times();
      return new ActiveFault(id, fault, hits, times == null ? null : times - hits);
    }
  }
}
