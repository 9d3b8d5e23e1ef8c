package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.crm.Connection;
import io.leadline.crm.CrmRequest;
import io.leadline.crm.Diagnosis;
import io.leadline.crm.ForcedError;
import io.leadline.crm.Reply;
import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happening.ConnectionPaused;
import io.leadline.event.Happening.ConnectionResumed;
import io.leadline.event.Happening.RetryAfterOdd;
import io.leadline.event.Happenings;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether, and how fast, calls may be made on a connection now. Every call goes through it.
 *
 * <p>A <em>hold</em> is short and in memory: the CRM asked to wait. A <em>pause</em> is kept in the
 * journal and survives restarts: the account is at fault, the CRM is away, or it refuses
 * everything. A pause ends by itself: the documented forced error (which creates nothing) is asked
 * at growing distances; where it cannot tell, one lane is let through on trial.
 */
public final class ConnectionGate {
  private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

  /** A lane that must wait longer for its next call goes back. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration PATIENCE_OF_A_PROBE = Duration.ofMinutes(2);

  private final Connection connection;
  private final CrmEndpoint crm;
  private final Journal journal;
  private final LiveMappings mappings;
  private final DeliverSettings settings;
  private final Happenings happenings;
  private final Clock clock;
  private final Elapsing elapsing;
  private final IntSupplier nodes;
  private final Pace pace;
  private final Rejections rejections;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger limits = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();

  /** Held while the CRM is asked; a lock, for a monitor would pin a virtual thread's carrier. */
  private final Lock asking = new ReentrantLock();

  /** Held while a pause begins or ends: the journal and what we know of it change together. */
  private final Lock pausing = new ReentrantLock();

  private volatile long heldUntil;
  private volatile @Nullable Pause pause;
  private volatile boolean onTrial;

  /** Since when the CRM answers the forced error during this pause. */
  private volatile @Nullable Instant answersSince;

  private volatile Probing probing;
  private volatile boolean oddWasTold;

  /**
   * @param nodes how many share the connection's rate
   */
  public ConnectionGate(
      Connection connection,
      CrmEndpoint crm,
      Journal journal,
      LiveMappings mappings,
      DeliverSettings settings,
      Happenings happenings,
      Clock clock,
      Elapsing elapsing,
      IntSupplier nodes) {
    this.connection = connection;
    this.crm = crm;
    this.journal = journal;
    this.mappings = mappings;
    this.settings = settings;
    this.happenings = happenings;
    this.clock = clock;
    this.elapsing = elapsing;
    this.nodes = nodes;
    this.pace = new Pace(elapsing, connection.budget().perSecond());
    this.rejections = new Rejections(settings.rejectionsBeforePause());
    this.heldUntil = elapsing.nanos();
    this.pause = journal.pauseOf(connection.name()).orElse(null);
    this.probing = Probing.of(pause, elapsing.nanos());
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

  /** How long the CRM has asked us to wait; zero where it has not. */
  public Duration held() {
    return Duration.ofNanos(Math.max(0, heldUntil - elapsing.nanos()));
  }

  /** Whether a call may be made now, but for the budget. */
  public boolean isOpen() {
    return (pause == null || onTrial) && held().isZero();
  }

  /** How many lanes may be in hand at once, at most. */
  public int concurrency() {
    return connection.budget().concurrency();
  }

  /** How many lanes may be in hand at once now. */
  public int lanes() {
    if (!isOpen()) {
      return 0;
    }
    return onTrial ? 1 : concurrency();
  }

  /** When it is worth looking again; now where it is open. */
  public Instant opensAt() {
    Duration wait = pause != null && !onTrial ? probing.first() : held();
    Duration paced = pace.untilNext();
    return clock.instant().plus(wait.compareTo(paced) > 0 ? wait : paced);
  }

  // ── the budget ────────────────────────────────────────────────────────────────────────────────

  /** Books a call that may be made at once; false where the rate is used up. */
  public boolean bookNow() {
    return isOpen() && pace.book(Duration.ZERO).isPresent();
  }

  /** A booked call is not made. */
  public void cancelCall() {
    pace.cancel();
  }

  /** Waits for the next call; false where it is far away, or the gate has closed meanwhile. */
  boolean awaitCall() {
    if (!isOpen()) {
      return false;
    }
    Optional<Duration> wait = pace.book(PATIENCE);
    wait.ifPresent(elapsing::pass);
    return wait.isPresent() && isOpen();
  }

  /** Makes a call that was booked. */
  Reply exchange(CrmRequest request) {
    underWay.incrementAndGet();
    try {
      Reply reply = crm.exchange(request);
      Catalogue.fieldMapOf(reply).ifPresent(map -> mappings.learn(connection.name(), map));
      noteOddRetryAfter(reply);
      return reply;
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Told once, until it says something sensible again. */
  private void noteOddRetryAfter(Reply reply) {
    if (!(reply instanceof Reply.Answered answered) || answered.saidRetryAfter().isEmpty()) {
      return;
    }
    Optional<String> odd = answered.oddRetryAfter(clock.instant(), settings.longestRetryAfter());
    if (odd.isPresent() && !oddWasTold) {
      happenings.tell(new RetryAfterOdd(connection.name(), odd.get()));
    }
    oddWasTold = odd.isPresent();
  }

  // ── what came of a call ───────────────────────────────────────────────────────────────────────

  /**
   * The CRM asked everybody to wait.
   *
   * @param asked how long; zero where it did not say, and then it is longer the more often in a row
   */
  void limited(Duration asked) {
    if (!asked.isZero()) {
      hold(asked);
    } else if (held().isZero()) {
      hold(growing(limits.getAndIncrement()));
    }
  }

  private synchronized void hold(Duration wait) {
    long until = elapsing.nanos() + wait.toNanos();
    if (until - heldUntil > 0) {
      heldUntil = until;
    }
  }

  private static Duration growing(int before) {
    return Probing.shorter(SHORTEST_HOLD.multipliedBy(1L << Math.min(before, 6)), LONGEST_HOLD);
  }

  /** The CRM understood a call, whatever it thought of it: it is there. */
  void answered() {
    failures.set(0);
    limits.set(0);
    if (isPausedFor(ReasonCode.CRM_UNAVAILABLE)) {
      resume();
    }
  }

  void accepted(CallKind kind) {
    answered();
    rejections.accepted(kind);
  }

  /** Every call of an event was accepted. */
  void delivered() {
    if (isPausedFor(ReasonCode.REFUSES_EVERYTHING)) {
      resume();
    }
  }

  /**
   * A call came to nothing: the CRM was not reached, did not answer, or could not do it. After some
   * in a row the connection pauses, instead of letting every event fail alone.
   */
  void failed(Reason last) {
    if (pause != null) {
      endTrial();
    } else if (failures.incrementAndGet() >= settings.failuresBeforePause()) {
      pauseFor(away(last));
    }
  }

  private Reason away(Reason last) {
    return new Reason(
        ReasonCode.CRM_UNAVAILABLE,
        settings.failuresBeforePause()
            + " calls in a row came to nothing; the last: "
            + last.sentence()
            + " Leadline looks by itself whether the CRM is back, and goes on then.");
  }

  /**
   * A call was refused. The same refusal of many events in a row says nothing of these events: the
   * connection pauses before it kills all that come.
   *
   * @return whether the event is to wait instead of dying
   */
  boolean refused(CallKind kind, EventId event, Reason reason) {
    answered();
    if (isPausedFor(ReasonCode.REFUSES_EVERYTHING)) {
      endTrial();
      return true;
    }
    boolean tooMany = rejections.add(kind, event, reason);
    if (tooMany) {
      pauseFor(refusesEverything(reason));
    }
    return tooMany;
  }

  private Reason refusesEverything(Reason last) {
    return new Reason(
        ReasonCode.REFUSES_EVERYTHING,
        "the CRM refuses everything: "
            + settings.rejectionsBeforePause()
            + " events in a row with the same words; the last: "
            + last.sentence()
            + " Events wait; one is tried now and then, and when it is accepted all go on."
            + " Those that died of it before can be replayed.");
  }

  /** How much of the present pause is not to be counted as time in which an event was tried. */
  Duration away() {
    Pause present = pause;
    if (present == null) {
      return Duration.ZERO;
    }
    Instant since = answersSince;
    Duration away = Duration.between(present.since(), since == null ? clock.instant() : since);
    return away.isNegative() ? Duration.ZERO : away;
  }

  /** Why no call is made at present. */
  Reason whyClosed() {
    Pause present = pause;
    return present != null
        ? present.reason()
        : new Reason(ReasonCode.RATE_LIMITED, "the connection waits: the CRM asked for it");
  }

  // ── the account in doubt ──────────────────────────────────────────────────────────────────────

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
    return alone(
        asking,
        () -> isPausedFor(ReasonCode.CONNECTION_AT_FAULT) ? Verdict.AT_FAULT : ask(suspicion));
  }

  private Verdict ask(Reason suspicion) {
    Diagnosis diagnosis = diagnose();
    if (diagnosis instanceof Diagnosis.AtFault) {
      pauseFor(suspicion);
      return Verdict.AT_FAULT;
    }
    return diagnosis instanceof Diagnosis.Healthy ? Verdict.IN_ORDER : Verdict.UNCLEAR;
  }

  private Diagnosis diagnose() {
    pace.book(PATIENCE_OF_A_PROBE).ifPresent(elapsing::pass);
    return ForcedError.diagnose(connection, exchange(ForcedError.request(connection)));
  }

  // ── the pause's end ───────────────────────────────────────────────────────────────────────────

  /**
   * To be called every second or so: takes over what other nodes and commands did, and looks
   * whether a paused connection is in order again.
   */
  public void probe() {
    refresh();
    alone(
        asking,
        () -> {
          Pause present = pause;
          if (present != null && probing.isDue(elapsing.nanos()) && held().isZero()) {
            probe(present.reason().code());
          }
          return present;
        });
  }

  private void probe(ReasonCode why) {
    if (why == ReasonCode.PAUSED_BY_HAND) {
      return;
    }
    Diagnosis diagnosis = diagnose();
    probing = probing.later(elapsing.nanos());
    if (diagnosis instanceof Diagnosis.AtFault atFault) {
      onTrial = false;
      if (why != ReasonCode.CONNECTION_AT_FAULT) {
        pauseFor(atFault.reason());
      }
    } else if (answers(diagnosis)) {
      answersAgain(why);
    }
  }

  /** An answer that says nothing of the account still says that the CRM is there. */
  private static boolean answers(Diagnosis diagnosis) {
    if (!(diagnosis instanceof Diagnosis.Unclear unclear)) {
      return diagnosis instanceof Diagnosis.Healthy;
    }
    return switch (unclear.reason().code()) {
      case CRM_UNAVAILABLE, ANSWER_LOST, RATE_LIMITED -> false;
      default -> true;
    };
  }

  private void answersAgain(ReasonCode why) {
    if (answersSince == null) {
      answersSince = clock.instant();
    }
    if (why == ReasonCode.CONNECTION_AT_FAULT || (isIdle() && why == ReasonCode.CRM_UNAVAILABLE)) {
      resume();
    } else {
      onTrial = true;
    }
  }

  /** On trial, and there was nothing to try. */
  private boolean isIdle() {
    return onTrial
        && underWay.get() == 0
        && journal
            .nextLaneDue(connection.name())
            .filter(due -> !due.isAfter(clock.instant()))
            .isEmpty();
  }

  private void endTrial() {
    if (onTrial) {
      onTrial = false;
      probing = probing.again(elapsing.nanos());
    }
  }

  /**
   * Takes over pauses that other nodes and commands made or ended, and how many nodes there are.
   */
  void refresh() {
    pace.set(connection.budget().perSecond() / Math.max(1, nodes.getAsInt()));
    alone(
        pausing,
        () -> {
          try {
            takeOver(journal.pauseOf(connection.name()).orElse(null));
          } catch (JournalUnavailable e) {
            // What is known stays true until the journal says otherwise.
          }
          return pause;
        });
  }

  private void takeOver(@Nullable Pause stored) {
    Pause known = pause;
    if (stored == null) {
      if (known != null) {
        opened();
      }
    } else if (known == null || known.reason().code() != stored.reason().code()) {
      closed(stored);
    }
  }

  private void pauseFor(Reason reason) {
    boolean told =
        alone(
            pausing,
            () -> {
              Pause known = pause;
              if (known != null && known.reason().code() == reason.code()) {
                return false;
              }
              Instant now = clock.instant();
              journal.pause(connection.name(), reason, now);
              closed(new Pause(reason, known == null ? now : known.since()));
              return true;
            });
    if (told) {
      happenings.tell(new ConnectionPaused(connection.name(), reason));
    }
  }

  private void resume() {
    boolean told =
        alone(
            pausing,
            () -> {
              if (pause == null) {
                return false;
              }
              boolean ours = journal.resume(connection.name(), away());
              opened();
              return ours;
            });
    if (told) {
      happenings.tell(new ConnectionResumed(connection.name()));
    }
  }

  private void closed(Pause begun) {
    onTrial = false;
    answersSince = null;
    probing = Probing.after(begun, elapsing.nanos());
    pause = begun;
  }

  private void opened() {
    pause = null;
    onTrial = false;
    answersSince = null;
    failures.set(0);
    limits.set(0);
    rejections.forget();
  }

  private boolean isPausedFor(ReasonCode code) {
    Pause present = pause;
    return present != null && present.reason().code() == code;
  }

  private static <T extends @Nullable Object> T alone(Lock lock, Supplier<T> deed) {
    lock.lock();
    try {
      return deed.get();
    } finally {
      lock.unlock();
    }
  }
}
