package io.leadline.journal.jdbc;

import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.State;
import io.leadline.journal.Claim;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.ReplayOutcome;
import io.leadline.journal.ReplayStep;
import io.leadline.journal.Replayed;
import io.leadline.journal.StaleReplay;
import io.leadline.journal.jdbc.Transitions.Located;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Works replay runs: each event is moved and marked in one commit. */
final class ReplayWorking {
  /** So that one step does not hold up what else is to be written. */
  private static final int MOST_A_STEP = 200;

  /** How often a run that can do nothing is marked as worked, for those who look. */
  private static final Duration MARK_EVERY = Duration.ofSeconds(2);

  private static final String LOCK =
      """
      select as_was, stale, rate, reached, paced_at, worked_at from replay_run
      where seq = :run and state = 'RUNNING'
      """;

  private static final String WAITING =
      "select count(*) from event where replay_run = :run and state in ('RECEIVED', 'READY')";

  private static final String NEXT =
      """
      select i.event, i.replays, e.id, coalesce(e.lane, '') as lane
      from replay_item i left join event e on e.seq = i.event
      where i.run = :run and i.event > :reached and i.outcome is null
      order by i.event
      limit :limit
      """;

  private static final String NOW =
      "select e.replay, case when "
          + ReplayFiltering.HAS_NEWER
          + " then 1 else 0 end as newer from event e where e.seq = :seq";

  private static final String KEEP =
      """
      update replay_item
      set was_state = e.state, was_code = e.reason_code, was_reason = e.reason,
          was_settled_at = e.settled_at, was_dead_letter_due = e.dead_letter_due
      from event e
      where replay_item.run = :run and replay_item.event = :seq and e.seq = :seq
      """;

  private static final String MARK =
      "update replay_item set outcome = :outcome where run = :run and event = :seq";

  /** From here the next step looks on, and not through all that is done. */
  private static final String REACHED =
      "update replay_run set reached = :reached where seq = :run and reached < :reached";

  private static final String WORKED =
      "update replay_run set paced_at = :paced, worked_at = :now where seq = :run";

  private static final String OF_EVENT =
      """
      select e.as_was, coalesce(r.stale, 'SEND') as stale,
             case when %s then 1 else 0 end as newer,
             (select c.contact_id from event n join call c on c.event = n.seq
              where n.connection = e.connection and n.lane = e.lane and n.seq > e.seq
                and n.state = 'DELIVERED' and c.contact_id is not null
              order by n.seq desc limit 1) as contact_id
      from event e left join replay_run r on r.seq = e.replay_run
      where e.id = :id and e.connection = :connection and e.lane = :lane
      """
          .formatted(ReplayFiltering.HAS_NEWER);

  private static final String WAS =
      """
      select i.run, i.was_state, i.was_code, i.was_reason
      from event e join replay_item i on i.run = e.replay_run and i.event = e.seq
      where e.seq = :seq and i.outcome = 'replayed'
      """;

  /** Nothing new happened to it: what was told of it is not told again, nor what was not yet. */
  private static final String AS_BEFORE =
      """
      update event
      set settled_at = i.was_settled_at, dead_letter_due = i.was_dead_letter_due, replay_run = null
      from replay_item i
      where event.seq = :seq and i.run = :run and i.event = :seq
      """;

  private final Dialect dialect;
  private final Transitions transitions;
  private final Returning returning;
  private final Sending sending;

  ReplayWorking(Dialect dialect, Transitions transitions, Returning returning, Sending sending) {
    this.dialect = dialect;
    this.transitions = transitions;
    this.returning = returning;
    this.sending = sending;
  }

  /** A run while a step is made. */
  private record Run(
      ReplayId id,
      ReplayOptions options,
      long reached,
      Instant pacedAt,
      @Nullable Instant workedAt) {}

  /**
   * An event that the run comes to.
   *
   * @param id null where the event is no more
   */
  private record Item(long event, int replays, @Nullable EventId id, String lane) {}

  private record Was(ReplayId run, State state, @Nullable Reason reason) {}

  ReplayStep step(Handle db, ReplayId id, int usualRate, int mostWaiting, Instant now) {
    return lock(db, id)
        .map(run -> step(db, run, usualRate, mostWaiting, now))
        .orElse(ReplayStep.NOTHING);
  }

  private ReplayStep step(Handle db, Run run, int usualRate, int mostWaiting, Instant now) {
    Integer own = run.options().rate();
    int room = Math.min(MOST_A_STEP, mostWaiting - waiting(db, run));
    var pace = ReplayPace.of(run.pacedAt(), now, own == null ? usualRate : own, Math.max(0, room));
    if (pace.atOnce() == 0) {
      markIdle(db, run, pace, now);
      return ReplayStep.NOTHING;
    }
    Map<ReplayOutcome, Integer> outcomes = takeUp(db, run, pace.atOnce(), now);
    outcomes.forEach((outcome, n) -> ReplayRuns.count(db, run.id(), outcome, n));
    worked(db, run, pace.usedUpTo(), now);
    return new ReplayStep(outcomes, ReplayRuns.finishWhereNothingIsLeft(db, run.id(), now));
  }

  private Optional<Run> lock(Handle db, ReplayId run) {
    return db.createQuery(LOCK + dialect.forUpdate())
        .bind("run", run.number())
        .map(
            (row, context) ->
                new Run(
                    run,
                    ReplayRuns.options(row),
                    row.getLong("reached"),
                    Columns.time(row, "paced_at"),
                    Columns.timeOrNull(row, "worked_at")))
        .findOne();
  }

  private static int waiting(Handle db, Run run) {
    return db.createQuery(WAITING).bind("run", run.id().number()).mapTo(int.class).one();
  }

  /** A run that waits keeps its place in time, but for what it could never catch up with. */
  private static void markIdle(Handle db, Run run, ReplayPace pace, Instant now) {
    Instant last = run.workedAt();
    if (last == null || Duration.between(last, now).abs().compareTo(MARK_EVERY) > 0) {
      worked(db, run, pace.usedUpTo(), now);
    }
  }

  private static void worked(Handle db, Run run, Instant pacedAt, Instant now) {
    db.createUpdate(WORKED)
        .bind("paced", Columns.millis(pacedAt))
        .bind("now", Columns.millis(now))
        .bind("run", run.id().number())
        .execute();
  }

  /** In order of lanes, as all who lock several of them. */
  private Map<ReplayOutcome, Integer> takeUp(Handle db, Run run, int limit, Instant now) {
    var outcomes = new EnumMap<ReplayOutcome, Integer>(ReplayOutcome.class);
    List<Item> items = next(db, run, limit);
    items.stream()
        .sorted(Comparator.comparing(Item::lane).thenComparing(Item::event))
        .forEach(item -> outcomes.merge(takeUp(db, run, item, now), 1, Integer::sum));
    if (!items.isEmpty()) {
      reached(db, run, items.get(items.size() - 1).event());
    }
    return Map.copyOf(outcomes);
  }

  private static void reached(Handle db, Run run, long event) {
    db.createUpdate(REACHED).bind("reached", event).bind("run", run.id().number()).execute();
  }

  private static List<Item> next(Handle db, Run run, int limit) {
    return db.createQuery(NEXT)
        .bind("run", run.id().number())
        .bind("reached", run.reached())
        .bind("limit", limit)
        .map((row, context) -> item(row))
        .list();
  }

  private static Item item(ResultSet row) throws SQLException {
    @Nullable String id = row.getString("id");
    return new Item(
        row.getLong("event"),
        row.getInt("replays"),
        id == null ? null : new EventId(id),
        row.getString("lane"));
  }

  private ReplayOutcome takeUp(Handle db, Run run, Item item, Instant now) {
    ReplayOutcome outcome =
        Optional.ofNullable(item.id())
            .flatMap(id -> transitions.locate(db, id))
            .map(event -> replay(db, run, item, event, now))
            .orElse(ReplayOutcome.CHANGED);
    mark(db, run.id(), item.event(), outcome);
    return outcome;
  }

  private ReplayOutcome replay(Handle db, Run run, Item item, Located event, Instant now) {
    if (!Returning.mayReturn(event) || replaysOf(db, event) != item.replays()) {
      return ReplayOutcome.CHANGED;
    }
    if (run.options().asWas() && !Returning.mayReturnAsItWas(event)) {
      return ReplayOutcome.WITHOUT_CALLS;
    }
    if (run.options().stale() == StaleReplay.SKIP && hasNewer(db, event)) {
      return ReplayOutcome.STALE;
    }
    keepAsItIs(db, run, event);
    boolean moved =
        run.options().asWas()
            ? returning.sendAsItWas(db, event, run.id(), now)
            : returning.prepareAnew(db, event, run.id(), now);
    return moved ? ReplayOutcome.REPLAYED : ReplayOutcome.CHANGED;
  }

  private static int replaysOf(Handle db, Located event) {
    return db.createQuery(NOW)
        .bind("seq", event.seq())
        .map((row, context) -> row.getInt("replay"))
        .one();
  }

  private static boolean hasNewer(Handle db, Located event) {
    return db.createQuery(NOW)
        .bind("seq", event.seq())
        .map((row, context) -> row.getInt("newer") == 1)
        .one();
  }

  private static void keepAsItIs(Handle db, Run run, Located event) {
    db.createUpdate(KEEP).bind("run", run.id().number()).bind("seq", event.seq()).execute();
  }

  private static void mark(Handle db, ReplayId run, long event, ReplayOutcome outcome) {
    db.createUpdate(MARK)
        .bind("outcome", outcome.word())
        .bind("run", run.number())
        .bind("seq", event)
        .execute();
  }

  // ── at the send ────────────────────────────────────────────────────────────────────────────────

  static Replayed replayed(Handle db, Claim claim, EventId event) {
    return db.createQuery(OF_EVENT)
        .bind("id", event.value())
        .bind("connection", claim.connection().value())
        .bind("lane", claim.lane())
        .map((row, context) -> replayed(row))
        .findOne()
        .orElse(new Replayed(false, StaleReplay.SEND, false, null));
  }

  private static Replayed replayed(ResultSet row) throws SQLException {
    return new Replayed(
        row.getInt("as_was") == 1,
        StaleReplay.valueOf(row.getString("stale")),
        row.getInt("newer") == 1,
        row.getString("contact_id"));
  }

  boolean leaveOut(Handle db, Claim claim, EventId id, Instant at) {
    return sending
        .held(db, claim, id)
        .flatMap(event -> was(db, event).map(was -> leaveOut(db, event, was, at)))
        .orElse(false);
  }

  private boolean leaveOut(Handle db, Located event, Was was, Instant at) {
    if (!transitions.move(db, event, was.state(), at, was.reason())) {
      return false;
    }
    db.createUpdate(AS_BEFORE).bind("seq", event.seq()).bind("run", was.run().number()).execute();
    mark(db, was.run(), event.seq(), ReplayOutcome.STALE);
    ReplayRuns.count(db, was.run(), ReplayOutcome.REPLAYED, -1);
    ReplayRuns.count(db, was.run(), ReplayOutcome.STALE, 1);
    return true;
  }

  private static Optional<Was> was(Handle db, Located event) {
    return db.createQuery(WAS)
        .bind("seq", event.seq())
        .map(
            (row, context) ->
                new Was(
                    new ReplayId(row.getLong("run")),
                    State.valueOf(row.getString("was_state")),
                    Columns.reason(row, "was_code", "was_reason")))
        .findOne();
  }
}
