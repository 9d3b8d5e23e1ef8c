package io.leadline.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The stores that a journal can lie on, for tests that run on each. */
public enum TestStore {
  SQLITE {
    @Override
    public String freshUrl(Path folder) {
      return "jdbc:sqlite:" + folder.resolve("leadline.db");
    }
  },

  /** A real server, one for all tests of this process; it ends with it. */
  POSTGRES {
    @Override
    public String freshUrl(Path folder) {
      return PostgresServer.newSchema();
    }
  };

  /** The URL of a journal that does not exist yet. */
  public abstract String freshUrl(Path folder);

  private static final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setCleanDataDirectory(true)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String newSchema() {
      String name = "journal_" + SCHEMAS.incrementAndGet();
      try (var connection = SERVER.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create schema " + name);
      } catch (SQLException e) {
        throw new IllegalStateException("the test's PostgreSQL makes no schema", e);
      }
      return SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }
  }
}
