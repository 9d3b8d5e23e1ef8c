package io.leadline.journal;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Reason;
import io.leadline.event.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of every event: queue, history and dedupe are the same rows.
 *
 * <p>Every method that changes something returns after its commit is on disk; what it did is then
 * true after a crash, a kill or a power loss. Every method may be called from any thread and throws
 * {@link JournalUnavailable} when the store cannot do it: nothing was changed then, or (a commit
 * whose answer was lost) the very change was made, and repeating the call is safe.
 *
 * <p>A transition is one conditional update: an event that is not where it should be is refused, by
 * the return value said at the method.
 */
public interface Journal extends AutoCloseable {

  // ── receive ────────────────────────────────────────────────────────────────────────────────────

  /**
   * Stores a verified request and its events, all or none. The unique (hook, key) is the dedupe: a
   * known key with the same fingerprint stores nothing and gives the first event's id; with another
   * fingerprint it becomes a new event, keyed by key and fingerprint.
   *
   * @param dueAt when the events may be prepared at the earliest
   * @return one receipt a part, in order
   */
  List<Receipt> append(
      Request request, String source, ConnectionName connection, List<Part> parts, Instant dueAt);

  /**
   * Keeps a request that did not verify, so that a wrong secret can be put right. Bounded: the
   * oldest go when there are too many, and when they are older than the limit.
   *
   * @param proof of the secret that came with it; null where none did
   */
  void quarantine(Request request, String why, @Nullable String proof);

  /** Counts a request that was refused and not kept (too large, no secret set). */
  void countRejected(HookName hook);

  // ── prepare ────────────────────────────────────────────────────────────────────────────────────

  // One server at a time prepares for all that share the journal. To the others these methods say
  // that there is nothing to do, until it has stopped or was not heard of for as long as lease().

  /**
   * RECEIVED events about no subject that are due, in order of receipt. Fewer than asked for where
   * their bodies together would be too many bytes.
   */
  List<Received> received(Instant now, int limit);

  /**
   * Subjects with RECEIVED events that are due, each once, in order of receipt.
   *
   * @param except hooks that are left out
   * @param lookAt how many events are looked at
   */
  List<Subject> subjectsReceived(Instant now, Set<HookName> except, int lookAt);

  /**
   * RECEIVED events about one subject, due or not, in order of receipt; bounded as {@link
   * #received}, the rest comes when these are prepared.
   */
  List<Received> receivedAbout(Subject subject, int limit);

  /** When the next RECEIVED event is due; nothing when there is none. */
  Optional<Instant> nextReceivedDue();

  /**
   * Takes events out of RECEIVED (or puts them off), all in one commit: calls, mapping, lane and
   * warnings are frozen together.
   *
   * @return the events that were changed; an event that was not RECEIVED any more, or that is
   *     covered by one that was not, is left alone, and so are all where another server prepares
   */
  Set<EventId> prepare(List<Preparation> preparations);

  // ── send ───────────────────────────────────────────────────────────────────────────────────────

  /**
   * Claims lanes with due work: live events that came just now, then those that have waited for a
   * while and retries by due time, then replays; but one lane of ten goes to the lower ones first,
   * so that they are never held up for ever. A lane is claimed by one at a time, and its claim is
   * never used again.
   */
  List<Claim> claim(ConnectionName connection, Instant now, int lanes);

  /** When the next unclaimed lane of the connection is due; nothing when there is none. */
  Optional<Instant> nextLaneDue(ConnectionName connection);

  /** The READY events of a claimed lane, in order of receipt. */
  List<Ready> ready(Claim claim, int limit);

  /**
   * Records that a call is about to be made, so that one which was on its way at a crash is known.
   *
   * @return false when the claim is lost (or the call was accepted before): the call must not be
   *     made
   */
  boolean starting(Claim claim, EventId event, Call call, Instant at);

  /**
   * Records an accepted call; in the same commit that the next one starts, where there is one.
   *
   * @return false when the claim is lost: stop
   */
  boolean accepted(
      Claim claim, EventId event, Call call, CallResult result, @Nullable Call next, Instant at);

  /** The same, and remembers what was sent for what comes next of this person. */
  boolean accepted(
      Claim claim,
      EventId event,
      Call call,
      CallResult result,
      AsSent sent,
      @Nullable Call next,
      Instant at);

  /** What the CRM took last of the lane's person: of this mapping, kind and place. */
  Optional<Sent> lastSent(Claim claim, String mapping, CallKind kind, int place);

  /**
   * Records that a call is not sent, because the CRM took the same just before.
   *
   * @return false when the claim is lost: stop
   */
  boolean covered(Claim claim, EventId event, Call call, Sent by, Instant at);

  /**
   * Keeps an accepted profile as one of the contact that it was added to, so that it can be made
   * for another one.
   *
   * @return false when the claim is lost: stop
   */
  boolean setAside(Claim claim, EventId event, Call call);

  /**
   * Ends the work on one event of a claimed lane. After {@link Settlement.Later} the lane waits and
   * the claim is over; after any other the claim goes on.
   *
   * @return false when the claim is lost or the event is not READY any more
   */
  boolean settle(Claim claim, EventId event, Settlement settlement, Instant at);

  /**
   * Ends a claim; the lane goes away when it holds nothing, else it is due again at {@code due}.
   */
  void release(Claim claim, Instant due);

  /**
   * How long a claim stands without being prolonged. Each of {@link #starting}, {@link #accepted},
   * {@link #settle} and {@link #renew} prolongs it, from the moment of its commit.
   */
  Duration lease();

  /**
   * Prolongs a claim.
   *
   * @return false when it is lost: nothing more may be sent under it
   */
  boolean renew(Claim claim);

  /**
   * Ends the claims that were not prolonged in time, and keeps this process's place among those
   * that share the journal; to be called every few seconds.
   *
   * @return how many lanes are free again
   */
  int freeExpired();

  /** How many processes serve from this journal now, as of the last {@link #freeExpired}. */
  int nodes();

  /** Whether an earlier event of this lane has a createContact that the CRM accepted. */
  boolean createdBefore(Claim claim);

  // ── connections ────────────────────────────────────────────────────────────────────────────────

  /** Notes that a connection is paused; it stays so over a restart. */
  void pause(ConnectionName connection, Reason reason, Instant at);

  /**
   * Ends a pause. The time that the CRM was away is taken out of the time in which the connection's
   * events were tried: nothing is given up for an outage.
   *
   * @param away how much of the pause does not count
   * @return false when it was not paused: somebody else has ended it
   */
  boolean resume(ConnectionName connection, Duration away);

  Optional<Pause> pauseOf(ConnectionName connection);

  /** Keeps the newest field map of a connection, as the CRM sent it (a JSON object). */
  void keepFieldMap(ConnectionName connection, String fieldMap, Instant at);

  /** The field map that was kept last; nothing where the CRM never sent one. */
  Optional<KeptFieldMap> fieldMap(ConnectionName connection);

  // ── time ───────────────────────────────────────────────────────────────────────────────────────

  /**
   * The clock that counts for what is stored: the machine's own, or the database's where several
   * nodes share it.
   */
  Instant now();

  /**
   * The clock that counts has jumped: moves every time that is compared with it, so that what waits
   * waits as long as it was to. Where several nodes share the store nothing is moved, for none can
   * tell the database's jump from a pause of its own: {@link #clampDue} must do.
   */
  void clockMoved(Duration by);

  /** Nothing waits longer than this from now: what does was stored by a clock that was wrong. */
  void clampDue(Instant now, Duration longest);

  // ── dead letters ───────────────────────────────────────────────────────────────────────────────

  /**
   * Takes DEAD events whose message to the dead-letter endpoint is due and not yet sent; for so
   * long nobody else gets them. What is neither sent nor failed until then is due again.
   */
  List<DeadLetter> takeDeadLetters(Instant now, Duration forSoLong, int limit);

  Optional<Instant> nextDeadLetterDue();

  /** Nothing is changed where the event was replayed, or its message taken by another, since. */
  void deadLetterSent(DeadLetter letter);

  /** The same. */
  void deadLetterFailed(DeadLetter letter, Instant due);

  // ── what people ask ────────────────────────────────────────────────────────────────────────────

  /** Newest first. */
  List<EventSummary> search(EventQuery query);

  Optional<EventDetail> find(EventId event);

  /** The requests that did not verify. Closed with the journal. */
  QuarantineShelf quarantineShelf();

  /** The questions of the forms that were seen. Closed with the journal. */
  FormShelf forms();

  /** Stored events with what they hold. Closed with the journal. */
  PastEvents past();

  /** The texts of mappings: of the sets that were in use, and published ones. Closed as well. */
  MappingShelf mappings();

  /**
   * DEAD or IGNORED becomes RECEIVED, due at once, and is prepared again with the mappings of then.
   * Calls that succeeded stay recorded and are not made again where they come out the same.
   *
   * @return the state it was in; nothing was changed unless that is DEAD or IGNORED. Empty: no such
   *     event
   */
  Optional<io.leadline.event.State> replay(EventId event, Instant now);

  /**
   * DEAD or IGNORED becomes READY, due at once, in the lane that it had and with the calls that
   * were frozen then. Calls that succeeded stay recorded and are not made again.
   *
   * @return what came of it; empty: no such event
   */
  Optional<ReplayedAsWas> replayAsWas(EventId event, Instant now);

  /**
   * A person says that the call in doubt of a HELD or DEAD event happened: it counts as made. What
   * is left of the event is made next (READY); where nothing is, it is DELIVERED.
   *
   * @return what came of it; empty: no such event
   */
  Optional<Decided> confirm(EventId event, Instant now);

  /**
   * A person says that the call in doubt of a HELD event shall be made again: HELD becomes READY.
   *
   * @return what came of it; empty: no such event
   */
  Optional<Decided> repeat(EventId event, Instant now);

  /**
   * Gives an event up: DEAD, IGNORED, HELD, RECEIVED, or READY while nobody is working on it.
   *
   * @return what came of it; empty: no such event
   */
  Optional<Discarded> discard(EventId event, String why, Instant now);

  // ── replay runs ────────────────────────────────────────────────────────────────────────────────

  /** What a replay with this filter would be about. Changes nothing. */
  ReplayPlan planReplay(ReplayFilter filter);

  /**
   * Freezes the events that the filter finds now into a run, in one commit: exactly these are
   * replayed, each once. What is known to be stale already, or has no calls to be made as they
   * were, is counted as skipped at once.
   *
   * @return empty when the filter finds nothing: there is no run then
   */
  Optional<ReplayRun> startReplay(ReplayFilter filter, ReplayOptions options, Instant now);

  /** Newest first. */
  List<ReplayRun> replays(int limit);

  Optional<ReplayRun> findReplay(ReplayId run);

  /**
   * Where the events are now that the run replayed, and nobody has replayed again since.
   *
   * @return how many, by state
   */
  Map<io.leadline.event.State, Long> replayedNow(ReplayId run);

  /** The runs that are not at their end, oldest first. Cheap. */
  List<ReplayId> runningReplays();

  /**
   * Ends a run: what it has not come to stays where it is.
   *
   * @return the run as it is then; unchanged where it was at its end already. Empty: no such run
   */
  Optional<ReplayRun> cancelReplay(ReplayId run, Instant now);

  /**
   * Sends the next events of a run back, in order of receipt: as many as its rate gives since the
   * step before, and only while fewer than {@code mostWaiting} of its events wait. Moving them and
   * marking them is one commit, so that a step that is made twice does nothing twice. An event that
   * is not as it was planned is passed over.
   *
   * @param usualRate events a second, for a run without a rate of its own
   */
  ReplayStep replayStep(ReplayId run, int usualRate, int mostWaiting, Instant now);

  /** What a replayed event of a claimed lane must heed. Asked just before it is sent. */
  Replayed replayed(Claim claim, EventId event);

  /**
   * Puts a READY event that a run replayed back where the run took it from: same state, same
   * reason, nothing more to be told of it; the run counts it as stale.
   *
   * @return false when the claim is lost, or no run replayed it
   */
  boolean leaveOut(Claim claim, EventId event, Instant at);

  // ── counts ─────────────────────────────────────────────────────────────────────────────────────

  /** The counters, from the rows kept in the same transactions as what they count. */
  List<LedgerLine> ledger();

  /** The same, by counting events. Slow; what {@link #ledger()} is checked against. */
  List<LedgerLine> countedLedger();

  /** How much waits. */
  Backlog backlog(Instant now);

  /** Where the disk is nearly full, so that nothing is taken in and no work is given out. Cheap. */
  default Optional<LowSpace> lowSpace() {
    return Optional.empty();
  }

  /** Cheap: whether the store answers and can be written. */
  void probe();

  @Override
  void close();
}
