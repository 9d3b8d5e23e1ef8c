package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadline.event.Happenings;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.jdbc.JournalSettings.QuarantineLimits;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class WriterTest {
  private static final int QUEUE = 60;

  @TempDir Path folder;

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private SqliteFile file;
  private Jdbi store;
  private Writer writer;
  private final CountDownLatch begins = new CountDownLatch(1);
  private final StoreWatch watch =
      new StoreWatch() {
        @Override
        public void before(String sql) {
          if (sql.startsWith("begin")) {
            begins.countDown();
          }
        }
      };

  @BeforeEach
  void start() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("w.db");
    file = SqliteFile.of(url);
    file.create();
    store = Jdbi.create(file::writing);
    store.useHandle(db -> db.execute("create table t (n integer)"));
    var settings =
        new JournalSettings(url, 1, QUEUE, 256, Duration.ofSeconds(60), QuarantineLimits.DEFAULT);
    writer =
        new Writer(
                store,
                new SqliteDialect(),
                settings,
                Surroundings.real(Happenings.NOBODY).watchedBy(watch),
                db -> {})
            .start();
  }

  @AfterEach
  void stop() {
    writer.close();
    callers.shutdownNow();
  }

  @Test
  void sharesOneCommitAmongAllThatWait() throws Exception {
    var gate = new CountDownLatch(1);
    Future<?> first = hold(gate);
    List<Future<?>> others = insertInParallel(50);
    assertThat(writer.commits()).isZero();
    gate.countDown();
    finish(first);
    for (Future<?> other : others) {
      finish(other);
    }

    assertThat(writer.commits()).isEqualTo(2);
    assertThat(rows()).isEqualTo(50);
  }

  @Test
  void undoesAFailingWorkAlone() throws Exception {
    var gate = new CountDownLatch(1);
    Future<?> first = hold(gate);
    List<Future<?>> good = insertInParallel(3);
    Future<?> bad =
        callers.submit(
            () ->
                assertThatThrownBy(() -> writer.write(WriterTest::insertAndFail))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("on purpose"));
    await().until(() -> writer.waiting() == 4);
    gate.countDown();
    finish(first);
    finish(bad);
    for (Future<?> other : good) {
      finish(other);
    }

    assertThat(rows()).isEqualTo(3);
    assertThat(writer.commits()).isEqualTo(2);
  }

  @Test
  void tellsAFailedStatementAsUnavailableWithoutItsValues() {
    assertThatThrownBy(
            () ->
                writer.write(
                    db ->
                        db.createUpdate("insert into missing values (:v)")
                            .bind("v", "ada@acme.example")
                            .execute()))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("no such table")
        .hasStackTraceContaining("no such table")
        .hasCauseInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(e).hasStackTraceContaining("SQLITE_ERROR"))
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("ada@"));
  }

  @Test
  void failsTheWholeBatchWhereTheTransactionIsGoneAndGoesOnAfterwards() {
    assertThatThrownBy(
            () ->
                writer.write(
                    db -> {
                      insert(db);
                      db.execute("rollback");
                      throw new IllegalStateException("the disk was full");
                    }))
        .isInstanceOf(JournalUnavailable.class);

    writer.write(WriterTest::insert);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void refusesAtOnceWhenTooManyWait() throws Exception {
    var gate = new CountDownLatch(1);
    Future<?> first = hold(gate);
    List<Future<?>> others = insertInParallel(QUEUE);

    assertThatThrownBy(() -> writer.write(WriterTest::insert))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("60 changes wait for the journal already");
    gate.countDown();
    finish(first);
    for (Future<?> other : others) {
      finish(other);
    }
    assertThat(rows()).isEqualTo(QUEUE);
  }

  @Test
  void finishesWhatWaitsWhenItIsClosed() throws Exception {
    var gate = new CountDownLatch(1);
    Future<?> first = hold(gate);
    List<Future<?>> others = insertInParallel(5);
    Future<?> closing = callers.submit(writer::close);
    await().until(() -> writer.waiting() == 6);
    gate.countDown();
    finish(closing);
    finish(first);
    for (Future<?> other : others) {
      finish(other);
    }

    assertThat(rows()).isEqualTo(5);
    assertThatThrownBy(() -> writer.write(WriterTest::insert))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessage("the journal is closed");
  }

  @Test
  void waitsWhileSomebodyElseWrites() throws Exception {
    Future<?> inserted;
    try (Handle other = store.open()) {
      other.execute("begin immediate");
      other.execute("insert into t values (2)");
      inserted = callers.submit(() -> writer.write(WriterTest::insert));
      begins.await();
      await().during(Duration.ofMillis(200)).until(() -> !inserted.isDone());
      other.execute("commit");
    }
    finish(inserted);

    assertThat(rows()).isEqualTo(2);
  }

  /** Keeps the writer busy, so that what comes next has to wait. */
  private Future<?> hold(CountDownLatch gate) throws Exception {
    var busy = new CountDownLatch(1);
    Future<?> held =
        callers.submit(
            () ->
                writer.write(
                    db -> {
                      busy.countDown();
                      awaitUninterruptibly(gate);
                      return 0;
                    }));
    busy.await();
    return held;
  }

  private List<Future<?>> insertInParallel(int many) {
    var inserts = new ArrayList<Future<?>>();
    for (int i = 0; i < many; i++) {
      inserts.add(callers.submit(() -> writer.write(WriterTest::insert)));
    }
    await().until(() -> writer.waiting() == many);
    return inserts;
  }

  private static String stackTrace(Throwable e) {
    var text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  private static int insert(Handle db) {
    return db.execute("insert into t values (1)");
  }

  private static int insertAndFail(Handle db) {
    insert(db);
    throw new IllegalStateException("on purpose");
  }

  private static void finish(Future<?> future) throws Exception {
    future.get();
  }

  private int rows() {
    return store.withHandle(db -> db.createQuery("select count(*) from t").mapTo(int.class).one());
  }

  private static void awaitUninterruptibly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
