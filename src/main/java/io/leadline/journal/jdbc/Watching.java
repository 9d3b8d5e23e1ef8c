package io.leadline.journal.jdbc;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Lets a {@link StoreWatch} see what Jdbi and Flyway do. */
final class Watching {
  private Watching() {}

  static Handle watched(Handle db, StoreWatch watch) {
    if (watch != StoreWatch.NOBODY) {
      db.getConfig(SqlStatements.class).setSqlLogger(new Statements(watch));
    }
    return db;
  }

  static Callback[] callbacks(StoreWatch watch) {
    return watch == StoreWatch.NOBODY
        ? new Callback[0]
        : new Callback[] {new MigrationStatements(watch)};
  }

  private record Statements(StoreWatch watch) implements SqlLogger {
    @Override
    public void logBeforeExecution(StatementContext context) {
      watch.before(context.getRawSql());
    }
  }

  private record MigrationStatements(StoreWatch watch) implements Callback {
    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_EACH_MIGRATE_STATEMENT;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public void handle(Event event, Context context) {
      watch.migrated();
    }

    @Override
    public String getCallbackName() {
      return "store watch";
    }
  }
}
