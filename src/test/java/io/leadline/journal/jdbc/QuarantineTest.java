package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.journal.jdbc.JournalSettings.QuarantineLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class QuarantineTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");

  @TempDir Path folder;

  private Handle db;

  @BeforeEach
  void open() throws Exception {
    SqliteFile file = SqliteFile.of("jdbc:sqlite:" + folder.resolve("q.db"));
    file.create();
    new Schema(new SqliteDialect(), "q.db").migrate(new StoreDataSource(file));
    db = Jdbi.create(file::writing).open();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void keepsTheNewestUpToANumber() {
    var quarantine = quarantine(3, 1_000_000, Duration.ofDays(7));
    for (int i = 0; i < 5; i++) {
      quarantine.keep(db, request("/" + i, 10, NOW), "signature mismatch", null);
    }

    assertThat(kept()).containsExactly("/2", "/3", "/4");
    assertThat(counted()).isEqualTo(5);
  }

  @Test
  void keepsTheNewestUpToASize() {
    var quarantine = quarantine(100, 2500, Duration.ofDays(7));
    for (int i = 0; i < 5; i++) {
      quarantine.keep(db, request("/" + i, 1000, NOW), "signature mismatch", null);
    }

    assertThat(kept()).containsExactly("/3", "/4");
  }

  @Test
  void keepsNothingThatIsTooOld() {
    var quarantine = quarantine(100, 1_000_000, Duration.ofDays(7));
    quarantine.keep(db, request("/old", 10, NOW), "signature mismatch", null);
    quarantine.keep(
        db, request("/new", 10, NOW.plus(Duration.ofDays(8))), "signature mismatch", null);

    assertThat(kept()).containsExactly("/new");
  }

  private static Quarantine quarantine(int requests, long bytes, Duration age) {
    return new Quarantine(new QuarantineLimits(requests, bytes, age), new Ledger());
  }

  private static Request request(String uri, int size, Instant at) {
    return new Request(new HookName("h"), "POST", uri, Headers.NONE, Bytes.of(new byte[size]), at);
  }

  private List<String> kept() {
    return db.createQuery("select uri from quarantine order by seq").mapTo(String.class).list();
  }

  private long counted() {
    return db.createQuery("select n from ledger where counter = 'quarantined'")
        .mapTo(long.class)
        .one();
  }
}
