package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.crm.Connection;
import io.leadline.crm.Diagnosis;
import io.leadline.crm.ForcedError;
import io.leadline.crm.Reply;
import io.leadline.event.ConnectionName;
import io.leadline.event.Happening.ConnectionPaused;
import io.leadline.event.Happening.ConnectionResumed;
import io.leadline.event.Happenings;
import io.leadline.event.Reason;
import io.leadline.journal.Journal;
import io.leadline.journal.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls may be made on a connection now.
 *
 * <p>A <em>hold</em> is short and in memory: the CRM asked to wait, or it does not answer. A
 * <em>pause</em> is for an account at fault: it is kept in the journal, survives restarts, and ends
 * when the documented forced error (which creates nothing) shows that the account is in order
 * again.
 */
public final class ConnectionGate {
  private static final int FAILURES_BEFORE_HOLD = 5;
  private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);
  private static final Duration FIRST_PROBE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PROBE = Duration.ofMinutes(5);

  private final Connection connection;
  private final CrmEndpoint crm;
  private final Journal journal;
  private final LiveMappings mappings;
  private final Happenings happenings;
  private final Clock clock;
  private final AtomicInteger failures = new AtomicInteger();

  /** Held while the CRM is asked; a lock, for a monitor would pin a virtual thread's carrier. */
  private final Lock asking = new ReentrantLock();

  private volatile Instant heldUntil = Instant.MIN;
  private volatile @Nullable Pause pause;
  private Instant nextProbe = Instant.MIN;
  private Duration probeWait = FIRST_PROBE;

  public ConnectionGate(
      Connection connection,
      CrmEndpoint crm,
      Journal journal,
      LiveMappings mappings,
      Happenings happenings,
      Clock clock) {
    this.connection = connection;
    this.crm = crm;
    this.journal = journal;
    this.mappings = mappings;
    this.happenings = happenings;
    this.clock = clock;
    this.pause = journal.pauseOf(connection.name()).orElse(null);
  }

  public ConnectionName name() {
    return connection.name();
  }

  Connection connection() {
    return connection;
  }

  public Optional<Pause> paused() {
    return Optional.ofNullable(pause);
  }

  /** Whether a call may be made now. */
  public boolean isOpen() {
    return pause == null && !clock.instant().isBefore(heldUntil);
  }

  /** When it is worth looking again; now where it is open. */
  public Instant opensAt() {
    Instant now = clock.instant();
    return pause != null ? now.plus(FIRST_PROBE) : later(heldUntil, now);
  }

  /**
   * The CRM asked everybody to wait.
   *
   * @param asked how long; zero where it did not say, and then it is longer the more often in a row
   */
  void limited(Duration asked) {
    int inARow = failures.incrementAndGet();
    hold(asked.isZero() ? holdAfter(inARow) : asked);
  }

  private synchronized void hold(Duration wait) {
    heldUntil = later(heldUntil, clock.instant().plus(wait));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  void succeeded() {
    failures.set(0);
  }

  /**
   * No use was had of the CRM: after some in a row, all lanes wait together instead of failing
   * alone.
   */
  void failed() {
    int inARow = failures.incrementAndGet();
    if (inARow >= FAILURES_BEFORE_HOLD) {
      hold(holdAfter(inARow));
    }
  }

  private static Duration holdAfter(int failuresInARow) {
    int doublings = Math.min(failuresInARow / FAILURES_BEFORE_HOLD, 6);
    Duration wait = SHORTEST_HOLD.multipliedBy(1L << Math.max(doublings - 1, 0));
    return wait.compareTo(LONGEST_HOLD) < 0 ? wait : LONGEST_HOLD;
  }

  /** What the forced error says of an account that a call's refusal put in doubt. */
  enum Verdict {
    /** The account is at fault: the connection is paused now. */
    AT_FAULT,
    /** The account is in order: the refusal was about the call. */
    IN_ORDER,
    /** The CRM could not be asked. */
    UNCLEAR
  }

  /** Asks the CRM by the forced error whether the account is at fault, and pauses if it is. */
  Verdict confirm(Reason suspicion) {
    asking.lock();
    try {
      return pause != null ? Verdict.AT_FAULT : ask(suspicion);
    } finally {
      asking.unlock();
    }
  }

  private Verdict ask(Reason suspicion) {
    Diagnosis diagnosis = diagnose();
    if (diagnosis instanceof Diagnosis.AtFault) {
      return pauseFor(suspicion);
    }
    return diagnosis instanceof Diagnosis.Healthy ? Verdict.IN_ORDER : Verdict.UNCLEAR;
  }

  /** Looks whether a paused connection is in order again; does nothing between probes. */
  public void probe() {
    asking.lock();
    try {
      if (pause != null && !clock.instant().isBefore(nextProbe)) {
        probeNow();
      }
    } finally {
      asking.unlock();
    }
  }

  private void probeNow() {
    if (diagnose() instanceof Diagnosis.Healthy) {
      resume();
    } else {
      probeLater();
    }
  }

  private Diagnosis diagnose() {
    Reply reply = crm.exchange(ForcedError.request(connection));
    Catalogue.fieldMapOf(reply).ifPresent(map -> mappings.learn(connection.name(), map));
    return ForcedError.diagnose(connection, reply);
  }

  private Verdict pauseFor(Reason reason) {
    Instant now = clock.instant();
    journal.pause(connection.name(), reason, now);
    pause = new Pause(reason, now);
    probeWait = FIRST_PROBE;
    nextProbe = now.plus(probeWait);
    happenings.tell(new ConnectionPaused(connection.name(), reason));
    return Verdict.AT_FAULT;
  }

  private void resume() {
    journal.resume(connection.name());
    pause = null;
    failures.set(0);
    happenings.tell(new ConnectionResumed(connection.name()));
  }

  private void probeLater() {
    nextProbe = clock.instant().plus(probeWait);
    Duration doubled = probeWait.multipliedBy(2);
    probeWait = doubled.compareTo(LONGEST_PROBE) < 0 ? doubled : LONGEST_PROBE;
  }
}
