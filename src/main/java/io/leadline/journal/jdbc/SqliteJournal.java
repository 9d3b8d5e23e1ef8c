package io.leadline.journal.jdbc;

import io.leadline.event.Happening;
import io.leadline.journal.JournalRefused;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts a journal on a SQLite file together. */
final class SqliteJournal {
  private SqliteJournal() {}

  static JdbcJournal serve(SqliteFile file, JournalSettings settings, Surroundings surroundings) {
    file.makeFolder();
    ServingLock lock = ServingLock.take(file.path());
    try {
      return servingUnder(lock, file, settings, surroundings);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static JdbcJournal servingUnder(
      ServingLock lock, SqliteFile file, JournalSettings settings, Surroundings surroundings) {
    bringUpToDate(file, surroundings);
    JdbcJournal journal = open(file, settings, surroundings, lock::close);
    try {
      recover(journal, surroundings);
      return journal;
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static void recover(JdbcJournal journal, Surroundings surroundings) {
    int lanes = journal.recover();
    if (lanes > 0) {
      surroundings.happenings().tell(new Happening.WorkRecovered(lanes));
    }
  }

  static JdbcJournal beside(SqliteFile file, JournalSettings settings, Surroundings surroundings) {
    if (!file.exists()) {
      throw new JournalRefused(
          "there is no journal "
              + file.path()
              + " (start the server once, or set JOURNAL_URL to the one that you mean)");
    }
    once(file, db -> schema(file).refuseOther(db));
    return open(file, settings, surroundings, () -> {});
  }

  private static void bringUpToDate(SqliteFile file, Surroundings surroundings) {
    try {
      file.create();
    } catch (SQLException e) {
      throw unusable(file, e);
    }
    once(file, db -> schema(file).refuseNewer(db));
    schema(file).migrate(new SqliteDataSource(file));
    once(file, db -> Meta.makeOnce(db, surroundings.random()));
  }

  private static JdbcJournal open(
      SqliteFile file, JournalSettings settings, Surroundings surroundings, Runnable atLast) {
    var dialect = new SqliteDialect();
    LaneNames names = laneNames(file);
    return new JdbcJournal(
        dialect,
        new Writer(Jdbi.create(file::writing), dialect, settings, surroundings).start(),
        new Readers(Jdbi.create(file::reading), dialect, settings, surroundings),
        names,
        settings,
        surroundings,
        atLast);
  }

  private static LaneNames laneNames(SqliteFile file) {
    try (Handle db = Jdbi.create(file::writing).open()) {
      return Meta.laneNames(db);
    }
  }

  private static void once(SqliteFile file, Consumer<Handle> deed) {
    try (Handle db = Jdbi.create(file::writing).open()) {
      deed.accept(db);
    } catch (RuntimeException e) {
      SQLException sql = Failures.sqlCause(e);
      throw sql == null ? e : unusable(file, sql);
    }
  }

  private static Schema schema(SqliteFile file) {
    return new Schema(new SqliteDialect(), file.path().toString());
  }

  private static JournalRefused unusable(SqliteFile file, SQLException e) {
    return new JournalRefused(
        "the journal "
            + file.path()
            + " cannot be opened: "
            + e.getMessage()
            + " (is it a SQLite file that this user may write, on a local disk?)",
        e);
  }
}
