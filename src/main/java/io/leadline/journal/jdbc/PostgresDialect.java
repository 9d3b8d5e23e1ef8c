package io.leadline.journal.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatement;

final class PostgresDialect implements Dialect {
  private static final String CLOCK = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

  /** In one go: the database may be far away. The lock ends with the transaction. */
  private static final String BEGIN_ALONE =
      "begin; select pg_advisory_xact_lock("
          + "hashtextextended('leadline writes ' || current_schema(), 0))";

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Instant now(Handle db, Clock clock) {
    return Instant.ofEpochMilli(db.createQuery("select " + CLOCK).mapTo(long.class).one());
  }

  @Override
  public String begin() {
    return BEGIN_ALONE;
  }

  @Override
  public List<String> nextChange() {
    return List.of("release savepoint one; savepoint one");
  }

  @Override
  public void setLeaseEnd(SqlStatement<?> statement, Clock clock, Duration lease) {
    statement.define("leaseEnd", CLOCK + " + " + lease.toMillis());
  }

  @Override
  public String beginReading() {
    return "begin isolation level repeatable read read only";
  }

  @Override
  public String forUpdate() {
    return " for update";
  }

  @Override
  public boolean isBusy(SQLException error) {
    return false;
  }

  @Override
  public boolean isBeaten(SQLException error) {
    return List.of(SERIALIZATION_FAILURE, DEADLOCK).contains(String.valueOf(error.getSQLState()));
  }

  @Override
  public void configure(Jdbi jdbi) {
    jdbi.registerArgument(new StorableText());
  }

  @Override
  public void tidy(Handle db) {}

  @Override
  public String migrations() {
    return "db/migration/postgresql";
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

  /**
   * Text that came from outside may hold what a text column cannot: NUL, and halves of surrogate
   * pairs. Each is stored as U+FFFD, always the same, so that a key stays the key of its event.
   */
  private static final class StorableText extends AbstractArgumentFactory<String> {
    StorableText() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
      String storable = storable(value);
      return (position, statement, context) -> statement.setString(position, storable);
    }
  }

  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == 0 || Character.isSurrogate(one)) {
        return text.codePoints()
            .map(point -> isStorable(point) ? point : '\uFFFD')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  private static boolean isStorable(int point) {
    return point != 0 && (point > Character.MAX_VALUE || !Character.isSurrogate((char) point));
  }
}
