package io.leadline.journal.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Preparing, which one server at a time does for all that share the journal: so that events of one
 * person are prepared in order of receipt, and a form tool is asked once.
 *
 * <p>A row is held under a token of this process, and every commit of the work asks whether it
 * still is. So whoever was stopped for a while and lost it changes nothing.
 */
final class Duty {
  private static final Duration BETWEEN_ASKING = Duration.ofSeconds(1);

  private static final String TAKE =
      """
      update duty set node = :node, token = :token, lease_until = :until
      where name = 'prepare' and (token is null or token = :token or lease_until < :now)
      """;

  private static final String HOLD =
      "update duty set lease_until = <leaseEnd> where name = 'prepare' and token = :token";

  private static final String FREE =
      "update duty set node = null, token = null, lease_until = null where name = 'prepare'";

  private final Dialect dialect;
  private final String token;
  private final Supplier<String> node;
  private final Clock clock;
  private final Duration lease;
  private final LongSupplier nanos;

  /** Until when nobody else can have it. By time that only goes forward, as {@link #askAgain}. */
  private volatile long sureUntil;

  private volatile long askAgain;

  /**
   * @param token of this process, never used again
   * @param lease how long it stays with a server that is not heard of
   */
  Duty(
      Dialect dialect,
      String token,
      Supplier<String> node,
      Clock clock,
      Duration lease,
      LongSupplier nanos) {
    this.dialect = dialect;
    this.token = token;
    this.node = node;
    this.clock = clock;
    this.lease = lease;
    this.nanos = nanos;
    this.sureUntil = nanos.getAsLong();
    this.askAgain = sureUntil;
  }

  /** Whether it surely is ours now; cheap. */
  boolean isOurs() {
    return sureUntil - nanos.getAsLong() > 0;
  }

  /** Whether it is worth asking the store for it: not at each look. */
  boolean isToBeAskedFor() {
    return nanos.getAsLong() - askAgain >= 0;
  }

  /** Takes it where nobody holds it, or keeps it. */
  boolean take(Handle db) {
    long before = nanos.getAsLong();
    askAgain = before + BETWEEN_ASKING.toNanos();
    var now = dialect.now(db, clock);
    int taken =
        db.createUpdate(TAKE)
            .bind("node", node.get())
            .bind("token", token)
            .bind("until", Columns.millis(now.plus(lease)))
            .bind("now", Columns.millis(now))
            .execute();
    return noted(taken == 1, before);
  }

  /** Whether it is ours until the commit, and prolongs it. */
  boolean hold(Handle db) {
    long before = nanos.getAsLong();
    Update hold = db.createUpdate(HOLD).bind("token", token);
    dialect.setLeaseEnd(hold, clock, lease);
    return noted(hold.execute() == 1, before);
  }

  private boolean noted(boolean ours, long before) {
    sureUntil = ours ? before + lease.toNanos() : before;
    return ours;
  }

  /** Gives it back, where it is ours: another need not wait for the lease. */
  void giveBack(Handle db) {
    db.createUpdate(FREE + " and token = :token").bind("token", token).execute();
    sureUntil = nanos.getAsLong();
  }

  /** Takes it from whoever had it: nobody else serves. */
  void freeAll(Handle db) {
    db.createUpdate(FREE).execute();
  }

  /** Takes it from an earlier process of this node. */
  void freeOwn(Handle db) {
    db.createUpdate(FREE + " and node = :node").bind("node", node.get()).execute();
  }
}
