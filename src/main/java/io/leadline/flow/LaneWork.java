package io.leadline.flow;

import io.leadline.deliver.ClaimedLane;
import io.leadline.deliver.ConnectionGate;
import io.leadline.deliver.Elapsing;
import io.leadline.deliver.Turn;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code leadline:lanes}: claimed lanes of the connections that are open, within each one's budget.
 */
public final class LaneWork implements Work<ClaimedLane> {
  static final String NAME = "lanes";

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Journal journal;
  private final List<ConnectionGate> gates;
  private final Clock clock;
  private final Elapsing elapsing;
  private final Map<ConnectionGate, AtomicInteger> inHand = new ConcurrentHashMap<>();
  private final Queue<Claim> abandoned = new ConcurrentLinkedQueue<>();
  private volatile boolean resting;

  public LaneWork(Journal journal, List<ConnectionGate> gates, Clock clock, Elapsing elapsing) {
    this.journal = journal;
    this.gates = List.copyOf(gates);
    this.clock = clock;
    this.elapsing = elapsing;
    gates.forEach(gate -> inHand.put(gate, new AtomicInteger()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int concurrency() {
    return gates.stream().mapToInt(ConnectionGate::concurrency).sum();
  }

  @Override
  public void begin() {
    resting = false;
  }

  /** A lane may hold very many events: it stops after the one in hand. */
  @Override
  public void rest() {
    resting = true;
  }

  @Override
  public List<ClaimedLane> take(int free) {
    releaseAbandoned();
    var taken = new ArrayList<ClaimedLane>();
    try {
      gates.stream().filter(ConnectionGate::isOpen).forEach(gate -> claim(gate, taken));
    } catch (RuntimeException e) {
      taken.forEach(this::giveBack);
      throw e;
    }
    return taken;
  }

  private void giveBack(ClaimedLane lane) {
    failed(lane);
    done(lane);
  }

  /**
   * No more than can make their first call at once: who is claimed and waits stands before live
   * events that come meanwhile.
   */
  private void claim(ConnectionGate gate, List<ClaimedLane> taken) {
    AtomicInteger count = counter(gate);
    int booked = book(gate, gate.lanes() - count.get());
    if (booked == 0) {
      return;
    }
    int claimed = 0;
    try {
      long before = elapsing.nanos();
      for (Claim claim : journal.claim(gate.name(), clock.instant(), booked)) {
        claimed++;
        count.incrementAndGet();
        var turn = new Turn(elapsing, journal.lease(), before);
        taken.add(new ClaimedLane(claim, gate, turn, () -> resting));
      }
    } finally {
      for (int unused = claimed; unused < booked; unused++) {
        gate.cancelCall();
      }
    }
  }

  private static int book(ConnectionGate gate, int wanted) {
    int booked = 0;
    while (booked < wanted && gate.bookNow()) {
      booked++;
    }
    return booked;
  }

  /** Work on it broke off: its claim stands until it is released, or nobody would take it again. */
  @Override
  public void failed(ClaimedLane lane) {
    abandoned.add(lane.claim());
  }

  private void releaseAbandoned() {
    for (Claim claim = abandoned.peek(); claim != null; claim = abandoned.peek()) {
      journal.release(claim, clock.instant().plus(AFTER_FAILURE));
      abandoned.remove(claim);
    }
  }

  @Override
  public void done(ClaimedLane lane) {
    counter(lane.gate()).decrementAndGet();
    if (lane.turn().takeBooked()) {
      lane.gate().cancelCall();
    }
  }

  @Override
  public Duration idle() {
    Instant now = clock.instant();
    return gates.stream()
        .map(gate -> Waiting.until(nextDue(gate), now))
        .min(Duration::compareTo)
        .orElse(Waiting.LONGEST);
  }

  private Optional<Instant> nextDue(ConnectionGate gate) {
    Instant opens = gate.opensAt();
    return journal.nextLaneDue(gate.name()).map(due -> due.isAfter(opens) ? due : opens);
  }

  private AtomicInteger counter(ConnectionGate gate) {
    return inHand.computeIfAbsent(gate, none -> new AtomicInteger());
  }
}
