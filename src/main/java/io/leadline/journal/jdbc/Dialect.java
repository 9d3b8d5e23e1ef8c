package io.leadline.journal.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** What the databases do not share; all other SQL is one text for all. */
interface Dialect {

  /** The time that leases are measured with: the same for all that share the store. */
  Instant now(Handle db, Clock clock);

  /** Gives a statement {@code <leaseEnd>}, when a lease from now on ends, by that same time. */
  void setLeaseEnd(SqlStatement<?> statement, Clock clock, Duration lease);

  /** Whether several processes may serve from the store, each with a clock of its own. */
  boolean isShared();

  /** Starts a transaction that writes, and keeps all others from writing until it ends. */
  String begin();

  /** Ends one change in a transaction that goes on, and starts the next: {@code savepoint one}. */
  List<String> nextChange();

  /** Starts a transaction that reads one unchanging state. */
  String beginReading();

  /** Ends a select whose row must not change before the commit. */
  String forUpdate();

  /** Whether somebody else is writing and asking again helps. */
  boolean isBusy(SQLException error);

  /** Whether the whole transaction was undone for the sake of another, and doing it again helps. */
  boolean isBeaten(SQLException error);

  /** What values need on their way into this store. */
  void configure(Jdbi jdbi);

  /** Leaves the store tidy before its last connection closes. */
  void tidy(Handle db);

  /** The folder of the migrations on the class path. */
  String migrations();

  /** Their file names, oldest first: named, so that nothing has to be searched for at start. */
  List<String> migrationFiles();
}
