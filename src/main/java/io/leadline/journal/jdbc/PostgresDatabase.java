package io.leadline.journal.jdbc;

import io.leadline.journal.JournalRefused;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of a journal on PostgreSQL, and connections to it that durability can rest on. */
final class PostgresDatabase implements Store {
  private static final String PREFIX = "jdbc:postgresql:";

  private final PGSimpleDataSource source;

  private PostgresDatabase(PGSimpleDataSource source) {
    this.source = source;
  }

  static boolean isNamedBy(String url) {
    return url.startsWith(PREFIX);
  }

  /**
   * @throws JournalRefused when the URL is none
   */
  static PostgresDatabase of(String url) {
    var source = new PGSimpleDataSource();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new JournalRefused(
          "JOURNAL_URL begins with "
              + PREFIX
              + " and is no address of a database"
              + " (as jdbc:postgresql://HOST:5432/DATABASE?user=USER&password=PASSWORD)");
    }
    orIfNotGiven(source);
    return new PostgresDatabase(source);
  }

  /** A connection that hangs must not hang the journal; what the URL says goes first. */
  private static void orIfNotGiven(PGSimpleDataSource source) {
    if (source.getConnectTimeout() == 10 || source.getConnectTimeout() == 0) {
      source.setConnectTimeout(5);
    }
    if (source.getSocketTimeout() == 0) {
      source.setSocketTimeout(30);
    }
    source.setTcpKeepAlive(true);
    if (PGProperty.APPLICATION_NAME.getDefaultValue().equals(source.getApplicationName())) {
      source.setApplicationName("leadline");
    }
  }

  @Override
  public Dialect dialect() {
    return new PostgresDialect();
  }

  @Override
  public String name() {
    return "on PostgreSQL %s/%s"
        .formatted(String.join(",", source.getServerNames()), source.getDatabaseName());
  }

  @Override
  public String hint() {
    return "is the database there, and may this user create tables in it?";
  }

  @Override
  public Connection writing() throws SQLException {
    return configured(false);
  }

  @Override
  public Connection reading() throws SQLException {
    return configured(true);
  }

  /**
   * A 2xx must mean that the commit is on disk, whatever the server's default is. And a server that
   * stands still in the middle of a transaction must not keep the others from writing for long.
   */
  private Connection configured(boolean readOnly) throws SQLException {
    Connection connection = source.getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = on");
      statement.execute("set default_transaction_read_only = " + (readOnly ? "on" : "off"));
      statement.execute("set statement_timeout = '25s'");
      statement.execute("set idle_in_transaction_session_timeout = '10s'");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
