package io.leadline.journal.jdbc;

import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.ReplayFilter;
import io.leadline.journal.ReplayId;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.ReplayOutcome;
import io.leadline.journal.ReplayPlan;
import io.leadline.journal.ReplayRun;
import io.leadline.journal.StaleReplay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Replay runs as people make, see and end them; {@link ReplayWorking} works them. */
final class ReplayRuns {
  private static final String PLAN =
      """
      select e.state, e.reason_code, e.hook, count(*) as events,
             sum(case when %s then 1 else 0 end) as newer,
             sum(case when e.lane is null then 1 else 0 end) as without_lane
      from event e
      where %s
      group by e.state, e.reason_code, e.hook
      order by 4 desc, e.state, e.reason_code, e.hook
      """;

  private static final String INSERT_RUN =
      """
      insert into replay_run (made_at, filter, as_was, stale, rate, state, planned, paced_at)
      values (:now, :filter, :asWas, :stale, :rate, 'RUNNING', 0, :now)
      returning seq
      """;

  private static final String INSERT_ITEMS =
      """
      insert into replay_item (run, event, replays, outcome)
      select :run, e.seq, e.replay, %s
      from event e
      where %s
      order by e.seq
      """;

  private static final String COUNT_ITEMS =
      """
      insert into replay_count (run, outcome, n)
      select run, outcome, count(*) from replay_item
      where run = :run and outcome is not null
      group by run, outcome
      """;

  private static final String SET_PLANNED =
      "update replay_run set planned = :planned where seq = :run";

  private static final String DELETE_RUN = "delete from replay_run where seq = :run";

  private static final String FINISH =
      """
      update replay_run set state = 'FINISHED', ended_at = :now
      where seq = :run and state = 'RUNNING'
        and not exists (select 1 from replay_item i
                        where i.run = :run and i.event > replay_run.reached and i.outcome is null)
      """;

  private static final String CANCEL =
      """
      update replay_run set state = 'CANCELLED', ended_at = :now
      where seq = :run and state = 'RUNNING'
      """;

  private static final String SELECT =
      """
      select seq, made_at, filter, as_was, stale, rate, state, planned, worked_at, ended_at
      from replay_run
      """;

  private static final String COUNTS =
      "select outcome, n from replay_count where run = :run and n > 0";

  private static final String ADD =
      """
      insert into replay_count (run, outcome, n) values (:run, :outcome, :n)
      on conflict (run, outcome) do update set n = replay_count.n + excluded.n
      """;

  private static final String RUNNING =
      "select seq from replay_run where state = 'RUNNING' order by seq";

  private static final String NOW =
      "select state, count(*) as n from event where replay_run = :run group by state";

  private ReplayRuns() {}

  static ReplayPlan plan(Handle db, ReplayFilter filter) {
    String select = PLAN.formatted(ReplayFiltering.HAS_NEWER, ReplayFiltering.conditions(filter));
    return new ReplayPlan(
        ReplayFiltering.bind(db.createQuery(select), filter)
            .map((row, context) -> group(row))
            .list());
  }

  private static ReplayPlan.Group group(ResultSet row) throws SQLException {
    @Nullable String reason = row.getString("reason_code");
    return new ReplayPlan.Group(
        State.valueOf(row.getString("state")),
        reason == null ? null : ReasonCode.of(reason),
        new HookName(row.getString("hook")),
        row.getLong("events"),
        row.getLong("newer"),
        row.getLong("without_lane"));
  }

  static Optional<ReplayRun> start(
      Handle db, ReplayFilter filter, ReplayOptions options, Instant now) {
    ReplayId run = insertRun(db, filter, options, now);
    int planned = insertItems(db, run, filter, options);
    if (planned == 0) {
      db.createUpdate(DELETE_RUN).bind("run", run.number()).execute();
      return Optional.empty();
    }
    db.createUpdate(SET_PLANNED).bind("planned", planned).bind("run", run.number()).execute();
    db.createUpdate(COUNT_ITEMS).bind("run", run.number()).execute();
    finishWhereNothingIsLeft(db, run, now);
    return find(db, run);
  }

  private static ReplayId insertRun(
      Handle db, ReplayFilter filter, ReplayOptions options, Instant now) {
    return db.createQuery(INSERT_RUN)
        .bind("now", Columns.millis(now))
        .bind("filter", filter.words())
        .bind("asWas", options.asWas() ? 1 : 0)
        .bind("stale", options.stale().name())
        .bind("rate", options.rate())
        .map((row, context) -> new ReplayId(row.getLong("seq")))
        .one();
  }

  private static int insertItems(
      Handle db, ReplayId run, ReplayFilter filter, ReplayOptions options) {
    String insert =
        INSERT_ITEMS.formatted(knownOutcome(options), ReplayFiltering.conditions(filter));
    return ReplayFiltering.bind(db.createUpdate(insert), filter)
        .bind("run", run.number())
        .execute();
  }

  /** What needs no step to be known. */
  private static String knownOutcome(ReplayOptions options) {
    String withoutCalls =
        options.asWas()
            ? " when e.lane is null then '" + ReplayOutcome.WITHOUT_CALLS.word() + "'"
            : "";
    String stale =
        options.stale() == StaleReplay.SKIP
            ? " when " + ReplayFiltering.HAS_NEWER + " then '" + ReplayOutcome.STALE.word() + "'"
            : "";
    String cases = withoutCalls + stale;
    return cases.isEmpty() ? "null" : "case" + cases + " end";
  }

  /** Whether it is at its end now. */
  static boolean finishWhereNothingIsLeft(Handle db, ReplayId run, Instant now) {
    return endedBy(db, FINISH, run, now);
  }

  static Optional<ReplayRun> cancel(Handle db, ReplayId run, Instant now) {
    endedBy(db, CANCEL, run, now);
    return find(db, run);
  }

  private static boolean endedBy(Handle db, String update, ReplayId run, Instant now) {
    return db.createUpdate(update)
            .bind("now", Columns.millis(now))
            .bind("run", run.number())
            .execute()
        == 1;
  }

  static List<ReplayRun> newest(Handle db, int limit) {
    return db.createQuery(SELECT + " order by seq desc limit :limit")
        .bind("limit", limit)
        .map((row, context) -> run(db, row))
        .list();
  }

  static Optional<ReplayRun> find(Handle db, ReplayId run) {
    return db.createQuery(SELECT + " where seq = :run")
        .bind("run", run.number())
        .map((row, context) -> run(db, row))
        .findOne();
  }

  private static ReplayRun run(Handle db, ResultSet row) throws SQLException {
    var id = new ReplayId(row.getLong("seq"));
    return new ReplayRun(
        id,
        Columns.time(row, "made_at"),
        row.getString("filter"),
        options(row),
        ReplayRun.Status.valueOf(row.getString("state")),
        row.getLong("planned"),
        counts(db, id),
        Columns.timeOrNull(row, "worked_at"),
        Columns.timeOrNull(row, "ended_at"));
  }

  /** From the columns as_was, stale and rate. */
  static ReplayOptions options(ResultSet row) throws SQLException {
    int rate = row.getInt("rate");
    return new ReplayOptions(
        row.getInt("as_was") == 1,
        StaleReplay.valueOf(row.getString("stale")),
        rate == 0 ? null : rate);
  }

  private static Map<ReplayOutcome, Long> counts(Handle db, ReplayId run) {
    var counts = new EnumMap<ReplayOutcome, Long>(ReplayOutcome.class);
    db.createQuery(COUNTS)
        .bind("run", run.number())
        .map(
            (row, context) ->
                counts.put(ReplayOutcome.of(row.getString("outcome")), row.getLong("n")))
        .list();
    return Map.copyOf(counts);
  }

  static void count(Handle db, ReplayId run, ReplayOutcome outcome, long n) {
    db.createUpdate(ADD)
        .bind("run", run.number())
        .bind("outcome", outcome.word())
        .bind("n", n)
        .execute();
  }

  static List<ReplayId> running(Handle db) {
    return db.createQuery(RUNNING).map((row, context) -> new ReplayId(row.getLong("seq"))).list();
  }

  static Map<State, Long> replayedNow(Handle db, ReplayId run) {
    var now = new EnumMap<State, Long>(State.class);
    db.createQuery(NOW)
        .bind("run", run.number())
        .map((row, context) -> now.put(State.valueOf(row.getString("state")), row.getLong("n")))
        .list();
    return now;
  }
}
