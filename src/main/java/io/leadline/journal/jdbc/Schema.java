package io.leadline.journal.jdbc;

import io.leadline.journal.JournalRefused;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables of the journal, and which version of them a file has. */
final class Schema {
  private static final String HISTORY = "flyway_schema_history";

  private static final String NEWEST =
      """
      select max(cast(version as integer)) from flyway_schema_history
      where success and version is not null
      """;

  private final Dialect dialect;
  private final String journal;

  /**
   * @param journal how messages name it
   */
  Schema(Dialect dialect, String journal) {
    this.dialect = dialect;
    this.journal = journal;
  }

  /**
   * Flyway alone only warns of a newer schema and goes on.
   *
   * @throws JournalRefused when a newer Leadline wrote it
   */
  void refuseNewer(Handle db) {
    int found = version(db);
    if (found > known()) {
      throw new JournalRefused(
          "the journal %s has schema %d and this Leadline knows %d: a newer Leadline wrote it (run that one, or set JOURNAL_URL to another journal)"
              .formatted(journal, found, known()));
    }
  }

  /**
   * @throws JournalRefused when the schema is not the one that this Leadline writes
   */
  void refuseOther(Handle db) {
    refuseNewer(db);
    int found = version(db);
    if (found < known()) {
      throw new JournalRefused(
          "the journal %s has schema %d and this command needs %d (start the server of this version once: it brings the journal up to date)"
              .formatted(journal, found, known()));
    }
  }

  void migrate(DataSource store) {
    migrate(store, StoreWatch.NOBODY);
  }

  void migrate(DataSource store, StoreWatch watch) {
    try {
      Flyway.configure()
          .dataSource(store)
          .table(HISTORY)
          .resourceProvider(new NamedMigrations(dialect))
          .javaMigrationClassProvider(List::of)
          .callbacks(Watching.callbacks(watch))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new JournalRefused(
          "the journal "
              + journal
              + " could not be brought to schema "
              + known()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private int version(Handle db) {
    return hasHistory(db) ? db.createQuery(NEWEST).mapTo(int.class).one() : 0;
  }

  /** In the schema of this journal: a PostgreSQL database may hold others. */
  private static boolean hasHistory(Handle db) {
    return db
        .queryMetadata(m -> m.getTables(null, m.getConnection().getSchema(), HISTORY, null))
        .mapToMap()
        .stream()
        .findAny()
        .isPresent();
  }

  private int known() {
    List<String> files = dialect.migrationFiles();
    String newest = files.get(files.size() - 1);
    return Integer.parseInt(newest.substring(1, newest.indexOf("__")));
  }

  /** Searching the class path of a packed jar takes longer than all else at start. */
  private record NamedMigrations(Dialect dialect) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return dialect.migrationFiles().stream()
          .filter(file -> name.equals(file) || name.endsWith("/" + file))
          .findFirst()
          .map(file -> new Migration(dialect.migrations(), file))
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return dialect.migrationFiles().stream()
          .filter(
              file ->
                  file.startsWith(prefix) && List.of(suffixes).stream().anyMatch(file::endsWith))
          .<LoadableResource>map(file -> new Migration(dialect.migrations(), file))
          .toList();
    }
  }

  private static final class Migration extends LoadableResource {
    private final String folder;
    private final String file;

    Migration(String folder, String file) {
      this.folder = folder;
      this.file = file;
    }

    @Override
    public Reader read() {
      return new InputStreamReader(open(), StandardCharsets.UTF_8);
    }

    private InputStream open() {
      return Optional.ofNullable(Schema.class.getResourceAsStream("/" + getAbsolutePath()))
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "internal error: no " + getAbsolutePath() + " in the jar"));
    }

    @Override
    public String getAbsolutePath() {
      return folder + "/" + file;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return file;
    }

    @Override
    public String getRelativePath() {
      return file;
    }
  }
}
