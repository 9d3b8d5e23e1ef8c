package io.leadline.journal.jdbc;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Reason;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.journal.AsSent;
import io.leadline.journal.Backlog;
import io.leadline.journal.Claim;
import io.leadline.journal.DeadLetter;
import io.leadline.journal.Decided;
import io.leadline.journal.Discarded;
import io.leadline.journal.EventDetail;
import io.leadline.journal.EventQuery;
import io.leadline.journal.EventSummary;
import io.leadline.journal.FormShelf;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.KeptFieldMap;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.MappingShelf;
import io.leadline.journal.PastEvents;
import io.leadline.journal.Pause;
import io.leadline.journal.Preparation;
import io.leadline.journal.QuarantineShelf;
import io.leadline.journal.Ready;
import io.leadline.journal.Receipt;
import io.leadline.journal.Received;
import io.leadline.journal.ReplayFilter;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.ReplayPlan;
import io.leadline.journal.ReplayRun;
import io.leadline.journal.ReplayStep;
import io.leadline.journal.Replayed;
import io.leadline.journal.ReplayedAsWas;
import io.leadline.journal.Sent;
import io.leadline.journal.Settlement;
import io.leadline.journal.Subject;
import io.leadline.journal.jdbc.Appending.Arrival;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The journal on a database: which thread does what; the rest is done by the parts. */
final class JdbcJournal implements Journal {
  private final Dialect dialect;
  private final Writer writer;
  private final Readers readers;
  private final Clock clock;
  private final Seat seat;
  private final Duration lease;
  private final Clock wall;

  private final Ledger ledger = new Ledger();
  private final Appending appending;
  private final Quarantine quarantine;
  private final QuarantineShelf shelf;
  private final FormShelf forms;
  private final PastEvents past;
  private final MappingShelf mappings;
  private final Duty duty;
  private final Preparing preparing;
  private final Lanes lanes;
  private final Sending sending;
  private final ByHand byHand;
  private final ReplayWorking replaying;
  private final InDoubt inDoubt;

  JdbcJournal(
      Dialect dialect,
      Writer writer,
      Readers readers,
      LaneNames names,
      JournalSettings settings,
      Surroundings surroundings,
      Seat seat) {
    var transitions = new Transitions(dialect, ledger);
    this.dialect = dialect;
    this.writer = writer;
    this.readers = readers;
    this.clock = surroundings.clock();
    this.seat = seat;
    this.lease = settings.lease();
    this.wall = surroundings.wall();
    this.appending = new Appending(surroundings.ids(), ledger);
    this.quarantine = new Quarantine(settings.quarantine(), ledger);
    this.shelf = new Shelf(writer, readers, appending, ledger);
    this.forms = new JdbcForms(writer, readers);
    this.past = new JdbcPastEvents(readers);
    this.mappings = new JdbcMappings(writer, readers);
    this.lanes = new Lanes(dialect, surroundings.random(), seat::node, clock, lease);
    this.duty =
        new Duty(
            dialect,
            Tokens.next(surroundings.random()),
            seat::node,
            clock,
            lease,
            System::nanoTime);
    this.preparing = new Preparing(transitions, lanes, names);
    this.sending = new Sending(transitions, lanes);
    var returning = new Returning(transitions, lanes);
    this.byHand = new ByHand(transitions, lanes, returning);
    this.replaying = new ReplayWorking(dialect, transitions, returning, sending);
    this.inDoubt = new InDoubt(transitions, lanes, ledger);
  }

  /**
   * Ends the claims of a process that is no more.
   *
   * @param alone whether nobody else serves, so that nobody else can hold one
   * @return how many there were
   */
  int recover(boolean alone) {
    return writer.write(
        db -> {
          quarantine.trim(db, clock.instant());
          takeDuty(db, alone);
          return alone ? lanes.freeAll(db) : lanes.freeOwn(db);
        });
  }

  private void takeDuty(Handle db, boolean alone) {
    if (alone) {
      duty.freeAll(db);
    } else {
      duty.freeOwn(db);
    }
    duty.take(db);
  }

  // ── receive ────────────────────────────────────────────────────────────────────────────────────

  @Override
  public List<Receipt> append(
      Request request, String source, ConnectionName connection, List<Part> parts, Instant dueAt) {
    var arrival = new Arrival(request, source, connection, dueAt, null);
    return writer.write(db -> appending.append(db, arrival, parts));
  }

  @Override
  public void quarantine(Request request, String why, @Nullable String proof) {
    write(db -> quarantine.keep(db, request, why, proof));
  }

  @Override
  public void countRejected(HookName hook) {
    write(db -> ledger.count(db, hook, Counter.REJECTED, 1));
  }

  // ── prepare ────────────────────────────────────────────────────────────────────────────────────

  @Override
  public List<Received> received(Instant now, int limit) {
    return prepares() ? readers.read(db -> ReceivedEvents.due(db, now, limit)) : List.of();
  }

  @Override
  public List<Subject> subjectsReceived(Instant now, Set<HookName> except, int lookAt) {
    return prepares()
        ? readers.read(db -> ReceivedEvents.subjects(db, now, except, lookAt))
        : List.of();
  }

  @Override
  public List<Received> receivedAbout(Subject subject, int limit) {
    return prepares()
        ? readers.read(db -> ReceivedEvents.about(db, subject, clock.instant(), limit))
        : List.of();
  }

  @Override
  public Optional<Instant> nextReceivedDue() {
    return prepares() ? readers.read(ReceivedEvents::nextDue) : Optional.empty();
  }

  /** Whether this is the one of all servers that prepares. */
  private boolean prepares() {
    return duty.isOurs() || (duty.isToBeAskedFor() && writer.write(duty::take));
  }

  @Override
  public Set<EventId> prepare(List<Preparation> preparations) {
    return writer.write(
        db -> duty.hold(db) ? preparing.prepare(db, preparations) : Set.<EventId>of());
  }

  // ── send ───────────────────────────────────────────────────────────────────────────────────────

  @Override
  public List<Claim> claim(ConnectionName connection, Instant now, int wanted) {
    return writer.write(db -> lanes.claim(db, connection, now, wanted));
  }

  @Override
  public Optional<Instant> nextLaneDue(ConnectionName connection) {
    return readers.read(db -> lanes.nextDue(db, connection));
  }

  @Override
  public List<Ready> ready(Claim claim, int limit) {
    return readers.read(db -> ReadyEvents.of(db, claim, limit));
  }

  @Override
  public boolean starting(Claim claim, EventId event, Call call, Instant at) {
    return writer.write(db -> sending.starting(db, claim, event, call, at));
  }

  @Override
  public boolean accepted(
      Claim claim, EventId event, Call call, CallResult result, @Nullable Call next, Instant at) {
    return writer.write(db -> sending.accepted(db, claim, event, call, result, null, next, at));
  }

  @Override
  public boolean accepted(
      Claim claim,
      EventId event,
      Call call,
      CallResult result,
      AsSent sent,
      @Nullable Call next,
      Instant at) {
    return writer.write(db -> sending.accepted(db, claim, event, call, result, sent, next, at));
  }

  @Override
  public Optional<Sent> lastSent(Claim claim, String mapping, CallKind kind, int place) {
    return readers.read(db -> LastSent.of(db, claim, mapping, kind, place));
  }

  @Override
  public boolean covered(Claim claim, EventId event, Call call, Sent by, Instant at) {
    return writer.write(db -> sending.covered(db, claim, event, call, by, at));
  }

  @Override
  public boolean setAside(Claim claim, EventId event, Call call) {
    return writer.write(db -> sending.setAside(db, claim, event, call));
  }

  @Override
  public boolean settle(Claim claim, EventId event, Settlement settlement, Instant at) {
    return writer.write(db -> sending.settle(db, claim, event, settlement, at));
  }

  @Override
  public void release(Claim claim, Instant due) {
    write(db -> sending.release(db, claim, due));
  }

  @Override
  public Duration lease() {
    return lease;
  }

  @Override
  public boolean renew(Claim claim) {
    return writer.write(db -> lanes.hold(db, claim));
  }

  @Override
  public int freeExpired() {
    seat.keep();
    return writer.write(
        db -> {
          if (duty.isOurs()) {
            duty.hold(db);
          }
          return lanes.freeExpired(db);
        });
  }

  @Override
  public int nodes() {
    return seat.nodes();
  }

  @Override
  public boolean createdBefore(Claim claim) {
    return readers.read(db -> Sending.createdBefore(db, claim));
  }

  // ── connections ────────────────────────────────────────────────────────────────────────────────

  @Override
  public void pause(ConnectionName connection, Reason reason, Instant at) {
    write(db -> Connections.pause(db, connection, reason, at));
  }

  @Override
  public boolean resume(ConnectionName connection, Duration away) {
    return writer.write(db -> Connections.resume(db, connection, away, clock.instant()));
  }

  @Override
  public Optional<Pause> pauseOf(ConnectionName connection) {
    return readers.read(db -> Connections.pauseOf(db, connection));
  }

  @Override
  public void keepFieldMap(ConnectionName connection, String fieldMap, Instant at) {
    write(db -> Connections.keepFields(db, connection, fieldMap, at));
  }

  @Override
  public Optional<KeptFieldMap> fieldMap(ConnectionName connection) {
    return readers.read(db -> Connections.fields(db, connection));
  }

  // ── time ───────────────────────────────────────────────────────────────────────────────────────

  @Override
  public Instant now() {
    return dialect.isShared() ? readers.read(db -> dialect.now(db, wall)) : wall.instant();
  }

  @Override
  public void clockMoved(Duration by) {
    if (!dialect.isShared()) {
      write(db -> StoredTimes.move(db, by));
    }
  }

  @Override
  public void clampDue(Instant now, Duration longest) {
    write(db -> StoredTimes.clamp(db, now, longest));
  }

  // ── dead letters ───────────────────────────────────────────────────────────────────────────────

  @Override
  public List<DeadLetter> takeDeadLetters(Instant now, Duration forSoLong, int limit) {
    return writer.write(db -> DeadLetters.take(db, now, forSoLong, limit));
  }

  @Override
  public Optional<Instant> nextDeadLetterDue() {
    return readers.read(DeadLetters::nextDue);
  }

  @Override
  public void deadLetterSent(DeadLetter letter) {
    write(db -> DeadLetters.sent(db, letter));
  }

  @Override
  public void deadLetterFailed(DeadLetter letter, Instant due) {
    write(db -> DeadLetters.failed(db, letter, due));
  }

  // ── what people ask ────────────────────────────────────────────────────────────────────────────

  @Override
  public List<EventSummary> search(EventQuery query) {
    return readers.read(db -> Searching.search(db, query));
  }

  @Override
  public Optional<EventDetail> find(EventId event) {
    return readers.read(db -> Finding.find(db, event));
  }

  @Override
  public QuarantineShelf quarantineShelf() {
    return shelf;
  }

  @Override
  public FormShelf forms() {
    return forms;
  }

  @Override
  public PastEvents past() {
    return past;
  }

  @Override
  public MappingShelf mappings() {
    return mappings;
  }

  @Override
  public Optional<State> replay(EventId event, Instant now) {
    return writer.write(db -> byHand.replay(db, event, now));
  }

  @Override
  public Optional<Decided> confirm(EventId event, Instant now) {
    return writer.write(db -> inDoubt.confirm(db, event, now));
  }

  @Override
  public Optional<Decided> repeat(EventId event, Instant now) {
    return writer.write(db -> inDoubt.repeat(db, event, now));
  }

  @Override
  public Optional<Discarded> discard(EventId event, String why, Instant now) {
    return writer.write(db -> byHand.discard(db, event, why, now));
  }

  @Override
  public Optional<ReplayedAsWas> replayAsWas(EventId event, Instant now) {
    return writer.write(db -> byHand.replayAsWas(db, event, now));
  }

  // ── replay runs ────────────────────────────────────────────────────────────────────────────────

  @Override
  public ReplayPlan planReplay(ReplayFilter filter) {
    return readers.read(db -> ReplayRuns.plan(db, filter));
  }

  @Override
  public Optional<ReplayRun> startReplay(ReplayFilter filter, ReplayOptions options, Instant now) {
    return writer.write(db -> ReplayRuns.start(db, filter, options, now));
  }

  @Override
  public List<ReplayRun> replays(int limit) {
    return readers.read(db -> ReplayRuns.newest(db, limit));
  }

  @Override
  public Optional<ReplayRun> findReplay(ReplayId run) {
    return readers.read(db -> ReplayRuns.find(db, run));
  }

  @Override
  public Map<State, Long> replayedNow(ReplayId run) {
    return readers.read(db -> ReplayRuns.replayedNow(db, run));
  }

  @Override
  public List<ReplayId> runningReplays() {
    return readers.read(ReplayRuns::running);
  }

  @Override
  public Optional<ReplayRun> cancelReplay(ReplayId run, Instant now) {
    return writer.write(db -> ReplayRuns.cancel(db, run, now));
  }

  @Override
  public ReplayStep replayStep(ReplayId run, int usualRate, int mostWaiting, Instant now) {
    return writer.write(db -> replaying.step(db, run, usualRate, mostWaiting, now));
  }

  @Override
  public Replayed replayed(Claim claim, EventId event) {
    return readers.read(db -> ReplayWorking.replayed(db, claim, event));
  }

  @Override
  public boolean leaveOut(Claim claim, EventId event, Instant at) {
    return writer.write(db -> replaying.leaveOut(db, claim, event, at));
  }

  // ── counts ─────────────────────────────────────────────────────────────────────────────────────

  @Override
  public List<LedgerLine> ledger() {
    return readers.read(ledger::kept);
  }

  @Override
  public List<LedgerLine> countedLedger() {
    return readers.read(ledger::counted);
  }

  @Override
  public Backlog backlog(Instant now) {
    return readers.read(db -> Waiting.backlog(db, now));
  }

  @Override
  public void probe() {
    write(db -> Meta.probed(db, clock.instant()));
  }

  @Override
  public void close() {
    giveDutyBack();
    readers.close();
    writer.close();
    seat.close();
  }

  private void giveDutyBack() {
    if (!duty.isOurs()) {
      return;
    }
    try {
      write(duty::giveBack);
    } catch (JournalUnavailable e) {
      // Then another waits for the lease.
    }
  }

  private void write(Consumer<Handle> work) {
    writer.write(
        db -> {
          work.accept(db);
          return true;
        });
  }
}
