package io.leadline.journal;

import static java.util.Comparator.comparing;

import io.leadline.event.Happenings;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The stores that a journal can lie on, for tests that run on each. */
public enum TestStore {
  SQLITE {
    @Override
    public String unmadeUrl(Path folder) {
      return "jdbc:sqlite:" + folder.resolve("leadline.db");
    }

    @Override
    public String freshUrl(Path folder) {
      return unmadeUrl(folder);
    }
  },

  /** A real server, one for all tests of this process; it ends with it. */
  POSTGRES {
    @Override
    public String unmadeUrl(Path folder) {
      return PostgresServer.newSchema(List.of());
    }

    @Override
    public String freshUrl(Path folder) {
      return PostgresServer.newSchema(PostgresServer.MADE_BEFORE);
    }
  };

  /** The URL of a journal that does not exist yet. */
  public abstract String unmadeUrl(Path folder);

  /** The same, or of one that holds nothing yet, where that is sooner had. */
  public abstract String freshUrl(Path folder);

  private static final class PostgresServer {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration/postgresql");
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    /**
     * What a schema is made of as the migrations make it. Here they run as one transaction: ten
     * times as fast as one by one under Flyway, whose word of it is copied from a journal that it
     * has made.
     */
    private static final List<String> MADE_BEFORE = statements();

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

    private static List<String> statements() {
      String model = newSchema(List.of());
      JournalFactory.serve(JournalSettings.of(model), Surroundings.real(Happenings.NOBODY)).close();
      String history =
          model.substring(model.indexOf("currentSchema=") + 14) + ".flyway_schema_history";
      var statements = new ArrayList<>(migrations());
      statements.add("create table flyway_schema_history (like " + history + " including all)");
      statements.add("insert into flyway_schema_history select * from " + history);
      return statements;
    }

    private static List<String> migrations() {
      try (Stream<Path> files = Files.list(MIGRATIONS)) {
        var texts = new ArrayList<String>();
        for (Path file : files.sorted(comparing(PostgresServer::version)).toList()) {
          texts.add(Files.readString(file));
        }
        return texts;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static int version(Path migration) {
      String name = migration.getFileName().toString();
      return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static String newSchema(List<String> statements) {
      String name = "journal_" + SCHEMAS.incrementAndGet();
      try (Connection connection = SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("create schema " + name);
        statement.execute("set local search_path = " + name);
        for (String each : statements) {
          statement.execute(each);
        }
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException("the test's PostgreSQL makes no schema", e);
      }
      return SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }
  }
}
