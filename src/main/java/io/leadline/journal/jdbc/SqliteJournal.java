package io.leadline.journal.jdbc;

import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.NoJournal;
import java.sql.SQLException;

/** A journal on a SQLite file: one server at a time. */
final class SqliteJournal {
  private SqliteJournal() {}

  static Journal serve(SqliteFile file, JournalSettings settings, Surroundings surroundings) {
    file.makeFolder();
    ServingLock lock = ServingLock.take(file.path());
    try {
      create(file);
      Journal journal =
          new Opening(file, settings, surroundings)
              .toServe(true, () -> Seat.alone(settings.node(), lock::close));
      return WhileThereIsRoom.of(
          journal, new DiskRoom(file::usableSpace, settings.reserve(), surroundings.happenings()));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static JdbcJournal beside(SqliteFile file, JournalSettings settings, Surroundings surroundings) {
    refuseNone(file);
    return new Opening(file, settings, surroundings).beside();
  }

  static void refuseNone(SqliteFile file) {
    if (!file.exists()) {
      throw new NoJournal(
          "there is no journal "
              + file.path()
              + " (start the server once, or set JOURNAL_URL to the one that you mean)");
    }
  }

  private static void create(SqliteFile file) {
    try {
      file.create();
    } catch (SQLException e) {
      throw new JournalRefused(
          "the journal %s cannot be opened: %s (%s)"
              .formatted(file.name(), e.getMessage(), file.hint()),
          e);
    }
  }
}
