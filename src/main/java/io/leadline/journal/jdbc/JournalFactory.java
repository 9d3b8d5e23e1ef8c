package io.leadline.journal.jdbc;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;

/** Opens the journal that a JDBC URL names. */
public final class JournalFactory {
  private JournalFactory() {}

  /**
   * Opens the journal to serve from it: alone (a lock file beside a SQLite file is held until it is
   * closed), making it and bringing its tables up to date where need be. Work that a killed server
   * left in hand is free again, and told as {@link Happening.WorkRecovered}.
   *
   * @throws JournalRefused when another server has it, a newer Leadline wrote it, or the URL is not
   *     one that we know
   */
  public static Journal serve(JournalSettings settings, Surroundings surroundings) {
    if (PostgresDatabase.isNamedBy(settings.url())) {
      return PostgresJournal.serve(PostgresDatabase.of(settings.url()), settings, surroundings);
    }
    return SqliteJournal.serve(fileOf(settings.url()), settings, surroundings);
  }

  /**
   * Opens the journal for a command, beside a server or without one: takes no lock, writes in short
   * transactions, makes and changes no tables.
   *
   * @throws JournalRefused when there is none, or it has not the tables that this version knows
   */
  public static Journal beside(JournalSettings settings, Surroundings surroundings) {
    if (PostgresDatabase.isNamedBy(settings.url())) {
      return PostgresJournal.beside(PostgresDatabase.of(settings.url()), settings, surroundings);
    }
    return SqliteJournal.beside(fileOf(settings.url()), settings, surroundings);
  }

  /**
   * The same, of this URL and with all defaults. Where there is none it says so at once: a default
   * is the host's name, which may have to be asked for over the network.
   *
   * @throws JournalRefused likewise
   */
  public static Journal beside(String url) {
    if (!PostgresDatabase.isNamedBy(url)) {
      SqliteJournal.refuseNone(fileOf(url));
    }
    return beside(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY));
  }

  private static SqliteFile fileOf(String url) {
    if (SqliteFile.isNamedBy(url)) {
      return SqliteFile.of(url);
    }
    throw new JournalRefused(
        "JOURNAL_URL is no journal that is known: it begins with jdbc:sqlite: or jdbc:postgresql:"
            + " (as "
            + JournalSettings.DEFAULT_URL
            + ")");
  }
}
