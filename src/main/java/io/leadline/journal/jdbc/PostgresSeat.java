package io.leadline.journal.jdbc;

import io.leadline.journal.JournalUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A place held by an advisory lock of a database session: it is free again at once when the process
 * dies, and the same name is never held by two. So a process that starts under the name of one that
 * was killed knows that nobody works any more on what that one had claimed.
 */
final class PostgresSeat implements Seat {
  /** Apart from the locks of others in the same database. */
  private static final String OURS = "hashtext('leadline ' || current_schema())";

  private static final String TAKE = "select pg_try_advisory_lock(" + OURS + ", hashtext(?))";

  private static final String COUNT =
      """
      select count(*) from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())
        and classid = (hashtext('leadline ' || current_schema())::bigint & 4294967295)::oid
      """;

  private static final int MOST_ON_ONE_HOST = 100;

  private final PostgresDatabase database;
  private final String wanted;
  private volatile String node;
  private volatile int nodes = 1;
  private @Nullable Connection session;

  private PostgresSeat(PostgresDatabase database, String wanted) {
    this.database = database;
    this.wanted = wanted;
    this.node = wanted;
  }

  /**
   * @throws JournalUnavailable when the database cannot be asked
   */
  static PostgresSeat take(PostgresDatabase database, String wanted) {
    var seat = new PostgresSeat(database, wanted);
    seat.keep();
    return seat;
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public int nodes() {
    return nodes;
  }

  /** A session that was lost took the lock with it: another is taken, and maybe another name. */
  @Override
  public synchronized void keep() {
    try {
      Connection held = session;
      if (held == null) {
        held = database.writing();
        session = held;
        node = takeName(held);
      }
      nodes = Math.max(1, count(held));
    } catch (SQLException e) {
      drop();
      throw Failures.unavailable(e);
    }
  }

  private String takeName(Connection session) throws SQLException {
    for (int number = 1; number <= MOST_ON_ONE_HOST; number++) {
      String name = number == 1 ? wanted : wanted + "-" + number;
      if (take(session, name)) {
        return name;
      }
    }
    throw new JournalUnavailable(
        "%d processes serve already under the name %s (give each a NODE_NAME of its own)"
            .formatted(MOST_ON_ONE_HOST, wanted));
  }

  private static boolean take(Connection session, String name) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(TAKE)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static int count(Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(COUNT);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private void drop() {
    Connection lost = session;
    session = null;
    if (lost != null) {
      try {
        lost.close();
      } catch (SQLException e) {
        // It was lost already; the lock goes with the session.
      }
    }
  }

  @Override
  public synchronized void close() {
    drop();
  }
}
