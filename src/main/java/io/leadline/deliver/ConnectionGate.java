package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.crm.Connection;
import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Whether, and how fast, calls may be made on a connection now. Every call goes through it.
 *
 * <p>A <em>hold</em> is short and in memory: the CRM asked to wait. A <em>pause</em> is kept in the
 * journal and survives restarts: the account is at fault, the CRM is away, or it refuses
 * everything. A pause ends by itself: the documented forced error (which creates nothing) is asked
 * at growing distances; where it cannot tell, one lane is let through on trial.
 */
public final class ConnectionGate {
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
  private final Hold hold;
  private final Rejections rejections;
  private final Pausing pausing;
  private final AccountCheck account;
  private final Map<CallKind, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
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
    this.hold = new Hold(elapsing);
    this.pausing =
        new Pausing(connection.name(), journal, happenings, clock, elapsing, this::countAnew);
    this.account = new AccountCheck(connection, this::exchangeInTime, pausing, hold, this::isIdle);
  }

  public ConnectionName name() {
    return connection.name();
  }

  Connection connection() {
    return connection;
  }

  public Optional<Pause> paused() {
    return pausing.present();
  }

  /** How long the CRM has asked us to wait; zero where it has not. */
  public Duration held() {
    return hold.left();
  }

  /** Whether a call may be made now, but for the budget. */
  public boolean isOpen() {
    return pausing.letsThrough() && hold.isOver();
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
    return pausing.isOnTrial() ? 1 : concurrency();
  }

  /** When it is worth looking again; now where it is open. */
  public Instant opensAt() {
    Duration wait = pausing.letsThrough() ? hold.left() : pausing.opensIn();
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

  /** Lets a booked call wait for those that left just before it; no time at all, as a rule. */
  Pace.Departure keepDistance() {
    Pace.Departure departure = pace.leave();
    if (!departure.delay().isZero()) {
      elapsing.pass(departure.delay());
    }
    return departure;
  }

  /** Makes a call that was booked, and has kept its distance. */
  Reply exchange(CrmRequest request, Pace.Departure departure) {
    underWay.incrementAndGet();
    try {
      Reply reply = crm.exchange(request);
      pace.answered(departure);
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
    hold.limited(asked);
  }

  /** An answer that is no yes: where it says when to come back, everybody waits until then. */
  void heed(Reply reply) {
    if (reply instanceof Reply.Answered answered) {
      answered
          .retryAfter(clock.instant())
          .map(asked -> Probing.shorter(asked, settings.longestRetryAfter()))
          .ifPresent(hold::asked);
    }
  }

  /** The CRM understood such a call, whatever it thought of it: it is there for that kind. */
  void answered(CallKind kind) {
    failures.remove(kind);
    hold.answered();
    if (pausing.isFor(ReasonCode.CRM_UNAVAILABLE, kind)) {
      pausing.resume(ReasonCode.CRM_UNAVAILABLE);
    }
  }

  void accepted(CallKind kind) {
    answered(kind);
    rejections.accepted(kind);
  }

  /**
   * An event was delivered.
   *
   * @param accepted the kinds of call that the CRM accepted just now for it: what was covered, or
   *     accepted before, proves nothing
   */
  void delivered(Set<CallKind> accepted) {
    if (accepted.stream().anyMatch(kind -> pausing.isFor(ReasonCode.REFUSES_EVERYTHING, kind))) {
      pausing.resume(ReasonCode.REFUSES_EVERYTHING);
    }
  }

  /**
   * A call came to nothing: the CRM was not reached, did not answer, or could not do it. After some
   * of its kind in a row the connection pauses, instead of letting every event fail alone.
   */
  void failed(CallKind kind, Reason last) {
    if (pausing.present().isPresent()) {
      pausing.endTrial();
    } else if (failuresOf(kind).incrementAndGet() >= settings.failuresBeforePause()) {
      pausing.pauseFor(away(kind, last), kind);
    }
  }

  private AtomicInteger failuresOf(CallKind kind) {
    return failures.computeIfAbsent(kind, first -> new AtomicInteger());
  }

  private Reason away(CallKind kind, Reason last) {
    return new Reason(
        ReasonCode.CRM_UNAVAILABLE,
        settings.failuresBeforePause()
            + " calls of "
            + kind
            + " in a row came to nothing; the last: "
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
    answered(kind);
    if (settings.rejectionsBeforePause() == 0) {
      // It was switched off during such a pause: what is refused is to die, and to be replayed.
      pausing.resume(ReasonCode.REFUSES_EVERYTHING);
    } else if (pausing.isFor(ReasonCode.REFUSES_EVERYTHING)) {
      pausing.endTrial();
      return true;
    }
    boolean tooMany = rejections.add(kind, event, reason);
    if (tooMany) {
      pausing.pauseFor(refusesEverything(reason), kind);
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
    return pausing.away();
  }

  /** Why no call is made at present. */
  Reason whyClosed() {
    return pausing
        .present()
        .map(Pause::reason)
        .orElseGet(
            () ->
                new Reason(ReasonCode.RATE_LIMITED, "the connection waits: the CRM asked for it"));
  }

  // ── the account ───────────────────────────────────────────────────────────────────────────────

  /**
   * Asks the CRM by the forced error whether the account that this call was made on is at fault,
   * and pauses if it is.
   */
  AccountCheck.Verdict confirm(Call refused, Reason suspicion) {
    return account.confirm(refused, suspicion);
  }

  /** Within the budget, however long that takes. */
  private Reply exchangeInTime(CrmRequest request) {
    pace.book(PATIENCE_OF_A_PROBE).ifPresent(elapsing::pass);
    Reply reply = exchange(request, keepDistance());
    heed(reply);
    return reply;
  }

  private boolean isIdle() {
    return underWay.get() == 0
        && journal
            .nextLaneDue(connection.name())
            .filter(due -> !due.isAfter(clock.instant()))
            .isEmpty();
  }

  private void countAnew() {
    failures.clear();
    hold.answered();
    rejections.forget();
  }

  /**
   * To be called every second or so, and quick: takes over pauses that other nodes and commands
   * made or ended, and how many nodes there are.
   */
  public void refresh() {
    pace.set(connection.budget().perSecond() / Math.max(1, nodes.getAsInt()));
    pausing.takeOver();
  }

  /** Whether it is time to {@link #probe}. */
  public boolean isProbeDue() {
    return account.isProbeDue();
  }

  /**
   * Looks whether a paused connection is in order again, where it is time to. Takes as long as the
   * CRM takes to answer.
   *
   * @throws JournalUnavailable when what came of it cannot be written; it is asked again
   */
  public void probe() {
    account.probe();
  }
}
