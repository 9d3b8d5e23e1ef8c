package io.leadline.journal.jdbc;

/** A journal on PostgreSQL, which several servers may share. */
final class PostgresJournal {
  private PostgresJournal() {}

  static JdbcJournal serve(
      PostgresDatabase database, JournalSettings settings, Surroundings surroundings) {
    return new Opening(database, settings, surroundings)
        .toServe(false, () -> PostgresSeat.take(database, settings.node()));
  }

  static JdbcJournal beside(
      PostgresDatabase database, JournalSettings settings, Surroundings surroundings) {
    return new Opening(database, settings, surroundings).beside();
  }
}
