package io.leadline.journal.jdbc;

import io.leadline.event.ConnectionName;
import io.leadline.journal.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The queues of persons: rows that are claimed. A lane is as urgent as its oldest event. */
final class Lanes {
  private static final String OPEN =
      """
      insert into lane (connection, lane, class, due_at) values (:connection, :lane, :class, :due)
      on conflict (connection, lane) do nothing
      """;

  /**
   * The first of one class within a span of due times, or of two classes by due time: each part is
   * found by the index. Whoever writes is alone, so nothing needs to be passed over.
   */
  private static final String CLAIM =
      """
      with due as materialized (
        select lane, due_at from (
          select * from (
            select lane, due_at from lane
            where connection = :connection and class = :class and claim is null
              and due_at > :after and due_at <= :upTo
            order by due_at limit :limit) as one
          union all
          select * from (
            select lane, due_at from lane
            where connection = :connection and class = :orClass and claim is null
              and due_at <= :now
            order by due_at limit :limit) as other) as both_of_them
        order by due_at limit :limit
      )
      update lane set node = :node, claim = :claim, lease_until = <leaseEnd>
      from due
      where lane.connection = :connection and lane.lane = due.lane
      returning lane.lane, lane.due_at
      """;

  /** Locks the row as well: until the commit nobody can take the lane away. */
  private static final String HOLD =
      """
      update lane set lease_until = <leaseEnd>
      where connection = :connection and lane = :lane and claim = :claim
      """;

  private static final String CLAIMED =
      """
      select 1 from lane
      where connection = :connection and lane = :lane and claim is not null
      """;

  private static final String FREE =
      """
      update lane set node = null, claim = null, lease_until = null, due_at = :due
      where connection = :connection and lane = :lane
      """;

  // The three below say it so that PostgreSQL does not take the index of all that waits for it,
  // which
  // it does for as long as it knows nothing of a table that was empty: a row is found by its name.

  private static final String CLOSE_EMPTY =
      """
      delete from lane
      where connection = :connection and lane = :lane and coalesce(claim, '') = ''
        and not exists (select 1 from event e
                        where e.connection = lane.connection and e.lane = lane.lane
                          and e.state = 'READY')
      """;

  private static final String RANK =
      """
      update lane
      set class = coalesce((select e.class from event e
                            where e.connection = lane.connection and e.lane = lane.lane
                              and e.state = 'READY'
                            order by e.seq limit 1), class)
      where connection = :connection and lane = :lane and coalesce(claim, '') = ''
      """;

  private static final String DUE_WITH_OLDEST =
      """
      update lane
      set due_at = coalesce((select e.due_at from event e
                             where e.connection = lane.connection and e.lane = lane.lane
                               and e.state = 'READY'
                             order by e.seq limit 1), due_at)
      where connection = :connection and lane = :lane and coalesce(claim, '') = ''
      """;

  private static final String NEXT_DUE =
      """
      select min(due_at) as due from lane
      where connection = :connection and class = :class and claim is null
      """;

  private static final String FREE_OF_NODE =
      """
      update lane set node = null, claim = null, lease_until = null
      where claim is not null and node = :node
      """;

  private static final String FREE_ALL =
      """
      update lane set node = null, claim = null, lease_until = null where claim is not null
      """;

  private static final String FREE_EXPIRED =
      """
      update lane set node = null, claim = null, lease_until = null
      where claim is not null and lease_until < :now
      """;

  private final Dialect dialect;
  private final RandomGenerator random;
  private final Supplier<String> node;
  private final Clock clock;
  private final Duration lease;
  private long turn;

  /**
   * @param node who claims
   * @param lease how long a claim stands without being prolonged
   */
  Lanes(
      Dialect dialect, RandomGenerator random, Supplier<String> node, Clock clock, Duration lease) {
    this.dialect = dialect;
    this.random = random;
    this.node = node;
    this.clock = clock;
    this.lease = lease;
  }

  private record Taken(String lane, long due) {}

  /** Makes the lane where there is none. One that waits keeps its time: order counts within it. */
  void open(Handle db, ConnectionName connection, String lane, int urgency, Instant due) {
    db.createUpdate(OPEN)
        .bind("connection", connection.value())
        .bind("lane", lane)
        .bind("class", urgency)
        .bind("due", Columns.millis(due))
        .execute();
  }

  List<Claim> claim(Handle db, ConnectionName connection, Instant now, int wanted) {
    String token = Tokens.next(random);
    var claims = new ArrayList<Claim>();
    for (int more = wanted; more > 0; more = wanted - claims.size()) {
      int run = runOfOneOrder(more);
      List<Taken> taken = take(db, connection, now, run, Precedence.orderOf(turn), token);
      taken.forEach(lane -> claims.add(new Claim(connection, lane.lane(), token)));
      turn += taken.size();
      if (taken.size() < run) {
        break;
      }
    }
    return claims;
  }

  /** How many of the next lanes are claimed in the same order of classes. */
  private int runOfOneOrder(int atMost) {
    int run = 1;
    while (run < atMost && Precedence.orderOf(turn + run).equals(Precedence.orderOf(turn))) {
      run++;
    }
    return run;
  }

  private List<Taken> take(
      Handle db,
      ConnectionName connection,
      Instant now,
      int wanted,
      List<Precedence> order,
      String token) {
    var taken = new ArrayList<Taken>();
    for (Precedence precedence : order) {
      if (taken.size() < wanted) {
        taken.addAll(
            take(db, connection, now, wanted - taken.size(), Span.of(precedence, now), token));
      }
    }
    return taken;
  }

  /**
   * Which lanes: of one class, due within a span of time; or of another, due at all.
   *
   * @param orClass a number that no class has, for none
   */
  private record Span(int urgency, long after, long upTo, int orClass) {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final long EVER = Long.MIN_VALUE;
    private static final int NONE = -1;

    static Span of(Precedence precedence, Instant now) {
      long due = Columns.millis(now);
      long fresh = Columns.millis(now.minus(FRESH));
      return switch (precedence) {
        case FRESH -> new Span(Urgency.LIVE.stored(), fresh, due, NONE);
        case BACKLOG -> new Span(Urgency.LIVE.stored(), EVER, fresh, Urgency.RETRY.stored());
        case REPLAY -> new Span(Urgency.REPLAY.stored(), EVER, due, NONE);
      };
    }
  }

  private List<Taken> take(
      Handle db, ConnectionName connection, Instant now, int limit, Span span, String token) {
    Query claim =
        db.createQuery(CLAIM)
            .bind("connection", connection.value())
            .bind("class", span.urgency())
            .bind("after", span.after())
            .bind("upTo", span.upTo())
            .bind("orClass", span.orClass())
            .bind("now", Columns.millis(now))
            .bind("limit", limit)
            .bind("node", node.get())
            .bind("claim", token);
    dialect.setLeaseEnd(claim, clock, lease);
    return claim
        .map((row, context) -> new Taken(row.getString("lane"), row.getLong("due_at")))
        .list()
        .stream()
        .sorted(Comparator.comparingLong(Taken::due))
        .toList();
  }

  /** Prolongs the claim, and tells whether it still stands. */
  boolean hold(Handle db, Claim claim) {
    Update hold =
        db.createUpdate(HOLD)
            .bind("connection", claim.connection().value())
            .bind("lane", claim.lane())
            .bind("claim", claim.token());
    dialect.setLeaseEnd(hold, clock, lease);
    return hold.execute() == 1;
  }

  boolean isClaimed(Handle db, ConnectionName connection, String lane) {
    return db.createQuery(CLAIMED + dialect.forUpdate())
        .bind("connection", connection.value())
        .bind("lane", lane)
        .mapTo(int.class)
        .findOne()
        .isPresent();
  }

  /** Ends the claim; in the same commit an empty lane goes, so that no event can be stranded. */
  void free(Handle db, Claim claim, Instant due) {
    db.createUpdate(FREE)
        .bind("connection", claim.connection().value())
        .bind("lane", claim.lane())
        .bind("due", Columns.millis(due))
        .execute();
    on(db, CLOSE_EMPTY, claim.connection(), claim.lane());
    rank(db, claim.connection(), claim.lane());
  }

  /** Gives an unclaimed lane the class of its oldest event. */
  void rank(Handle db, ConnectionName connection, String lane) {
    on(db, RANK, connection, lane);
  }

  /** After an event left an unclaimed lane from outside: what waited for it waits no longer. */
  void tidy(Handle db, ConnectionName connection, String lane) {
    on(db, CLOSE_EMPTY, connection, lane);
    on(db, RANK, connection, lane);
    on(db, DUE_WITH_OLDEST, connection, lane);
  }

  Optional<Instant> nextDue(Handle db, ConnectionName connection) {
    return Urgency.ALL.stream()
        .flatMap(urgency -> nextDue(db, connection, urgency).stream())
        .min(Comparator.naturalOrder());
  }

  private static Optional<Instant> nextDue(Handle db, ConnectionName connection, Urgency urgency) {
    return db.createQuery(NEXT_DUE)
        .bind("connection", connection.value())
        .bind("class", urgency.stored())
        .map(Columns.maybeTime("due"))
        .one();
  }

  /** Frees every lane, and gives how many were claimed. */
  int freeAll(Handle db) {
    return db.createUpdate(FREE_ALL).execute();
  }

  /** Frees what an earlier process of this node had in hand, and gives how many lanes that were. */
  int freeOwn(Handle db) {
    return db.createUpdate(FREE_OF_NODE).bind("node", node.get()).execute();
  }

  /** Ends the claims that nobody prolonged, and gives how many there were. */
  int freeExpired(Handle db) {
    return db.createUpdate(FREE_EXPIRED)
        .bind("now", Columns.millis(dialect.now(db, clock)))
        .execute();
  }

  private static void on(Handle db, String statement, ConnectionName connection, String lane) {
    db.createUpdate(statement).bind("connection", connection.value()).bind("lane", lane).execute();
  }
}
