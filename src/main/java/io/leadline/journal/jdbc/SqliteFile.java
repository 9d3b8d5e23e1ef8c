package io.leadline.journal.jdbc;

import io.leadline.journal.JournalRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The file of a journal on SQLite, and connections to it with the settings that durability needs.
 */
final class SqliteFile implements Store {
  private static final String PREFIX = "jdbc:sqlite:";
  private static final Duration BUSY = Duration.ofSeconds(5);

  private final Path path;

  private SqliteFile(Path path) {
    this.path = path;
  }

  static boolean isNamedBy(String url) {
    return url.startsWith(PREFIX);
  }

  /**
   * @throws JournalRefused when the URL names no file
   */
  static SqliteFile of(String url) {
    String name = url.substring(PREFIX.length());
    if (name.isBlank() || name.startsWith(":") || name.startsWith("file:") || name.contains("?")) {
      throw new JournalRefused(
          "JOURNAL_URL is '"
              + url
              + "': after "
              + PREFIX
              + " comes the path of a file, nothing else"
              + " (as "
              + JournalSettings.DEFAULT_URL
              + ")");
    }
    return new SqliteFile(Path.of(name));
  }

  Path path() {
    return path;
  }

  @Override
  public Dialect dialect() {
    return new SqliteDialect();
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public String hint() {
    return "is it a SQLite file that this user may write, on a local disk with room?";
  }

  /** What this user may still write to its disk. */
  long usableSpace() {
    return path.toAbsolutePath().resolveSibling(".").toFile().getUsableSpace();
  }

  boolean exists() {
    return Files.exists(path);
  }

  void makeFolder() {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new JournalRefused(
          "the folder of the journal "
              + path
              + " cannot be made: "
              + e.getMessage()
              + " (make it, or set JOURNAL_URL to another place)",
          e);
    }
  }

  /**
   * Makes the file where there is none. What can only be chosen on an empty file is chosen here: as
   * properties of later connections these pragmas come too late and stay off without a word.
   */
  void create() throws SQLException {
    if (!exists() || isEmpty()) {
      makeReadableByOwnerOnly();
      try (Connection first = DriverManager.getConnection(PREFIX + path)) {
        run(first, "pragma secure_delete = on");
        run(first, "pragma auto_vacuum = incremental");
        run(first, "pragma journal_mode = wal");
      }
    }
  }

  @Override
  public Connection writing() throws SQLException {
    return configured(false);
  }

  @Override
  public Connection migrating() throws SQLException {
    return writing();
  }

  @Override
  public Connection reading() throws SQLException {
    return configured(true);
  }

  private Connection configured(boolean readOnly) throws SQLException {
    Connection connection = DriverManager.getConnection(PREFIX + path);
    try {
      run(connection, "pragma busy_timeout = " + BUSY.toMillis());
      run(connection, "pragma journal_mode = wal");
      run(connection, "pragma synchronous = full");
      run(connection, "pragma secure_delete = on");
      run(connection, "pragma foreign_keys = on");
      run(connection, "pragma query_only = " + readOnly);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private boolean isEmpty() {
    try {
      return Files.size(path) == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The journal is full of personal data; SQLite gives its side files the rights of this one. */
  private void makeReadableByOwnerOnly() {
    try {
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw new JournalRefused(
          "the journal "
              + path
              + " cannot be made: "
              + e
              + " (give this user the right to write there, or set JOURNAL_URL)",
          e);
    }
  }

  private static void run(Connection connection, String pragma) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(pragma);
    }
  }
}
