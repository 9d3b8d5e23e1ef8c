package io.leadline.journal.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.sqlite.SQLiteErrorCode;

final class SqliteDialect implements Dialect {

  /** One process serves at a time: its own clock is everybody's. */
  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public Instant now(Handle db, Clock clock) {
    return clock.instant();
  }

  /** Immediate: a transaction that reads first and then writes could not be retried when busy. */
  @Override
  public String begin() {
    return "begin immediate";
  }

  @Override
  public List<String> nextChange() {
    return List.of("release savepoint one", "savepoint one");
  }

  @Override
  public void setLeaseEnd(SqlStatement<?> statement, Clock clock, Duration lease) {
    statement.define("leaseEnd", ":leaseEnd");
    statement.bind("leaseEnd", Columns.millis(clock.instant().plus(lease)));
  }

  @Override
  public String beginReading() {
    return "begin";
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public boolean isBusy(SQLException error) {
    return (error.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  /** One writer at a time: nobody is beaten after having begun. */
  @Override
  public boolean isBeaten(SQLException error) {
    return false;
  }

  @Override
  public void tidy(Handle db) {
    db.createQuery("pragma wal_checkpoint(truncate)").mapToMap().list();
  }

  @Override
  public void configure(Jdbi jdbi) {}

  @Override
  public String migrations() {
    return "db/migration/sqlite";
  }

  @Override
  public List<String> migrationFiles() {
    return List.of(
        "V1__journal.sql",
        "V2__leases.sql",
        "V3__calls.sql",
        "V4__replay_runs.sql",
        "V5__tried_and_delivered.sql",
        "V6__duty_and_doubt.sql",
        "V7__releases.sql",
        "V8__questions.sql",
        "V9__former_titles.sql",
        "V10__mapping_sets.sql");
  }
}
