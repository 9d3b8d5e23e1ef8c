package io.leadline.journal.jdbc;

import io.leadline.journal.JournalUnavailable;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/**
 * Turns what the store throws into what the journal promises. The exceptions of Jdbi are left out
 * of the chain: they quote the statement and what was bound to it.
 */
final class Failures {
  private Failures() {}

  static RuntimeException of(Throwable error) {
    SQLException sql = sqlCause(error);
    if (sql != null) {
      return unavailable(sql);
    }
    if (error instanceof JdbiException) {
      return new JournalUnavailable("the journal failed: " + error.getClass().getSimpleName());
    }
    if (error instanceof Error serious) {
      throw serious;
    }
    return error instanceof RuntimeException ours
        ? ours
        : new JournalUnavailable("the journal failed", error);
  }

  static JournalUnavailable unavailable(SQLException sql) {
    return new JournalUnavailable("the journal could not do it now: " + sql.getMessage(), sql);
  }

  static @org.jspecify.annotations.Nullable SQLException sqlCause(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
