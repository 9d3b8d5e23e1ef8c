package io.leadline.journal.jdbc;

import io.leadline.journal.JournalRefused;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of a journal on PostgreSQL, and connections to it that durability can rest on. */
final class PostgresDatabase implements Store {
  private static final String PREFIX = "jdbc:postgresql:";

  private static final String DURABLE = "set synchronous_commit = on;";
  private static final String READ_ONLY = "set default_transaction_read_only = on;";

  private static final String IMPATIENT =
      "set statement_timeout = '25s'; set idle_in_transaction_session_timeout = '10s';";

  private static final String PATIENT =
      "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;";

  /** So that the locks of a server whose machine lost power do not stay for two hours. */
  private static final String NOTICES_THE_DEAD =
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

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
    // Of a row that was refused it would quote the whole: somebody's data, in a log.
    source.setLogServerErrorDetail(false);
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

  /**
   * A 2xx must mean that the commit is on disk, whatever the server's default is. And a server that
   * stands still in the middle of a transaction must not keep the others from writing for long.
   */
  @Override
  public Connection writing() throws SQLException {
    return configured(DURABLE + IMPATIENT);
  }

  /** The index of a large table takes its time, and the connection with the lock stands idle. */
  @Override
  public Connection migrating() throws SQLException {
    Connection connection = configured(DURABLE + PATIENT);
    connection.setNetworkTimeout(Runnable::run, 0);
    return connection;
  }

  @Override
  public Connection reading() throws SQLException {
    return configured(READ_ONLY + IMPATIENT);
  }

  private Connection configured(String settings) throws SQLException {
    Connection connection = source.getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute(settings + NOTICES_THE_DEAD);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
