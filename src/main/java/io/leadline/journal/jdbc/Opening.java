package io.leadline.journal.jdbc;

import io.leadline.event.Happening;
import io.leadline.journal.JournalRefused;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts a journal on a store together. */
final class Opening {
  private final Store store;
  private final JournalSettings settings;
  private final Surroundings surroundings;

  Opening(Store store, JournalSettings settings, Surroundings surroundings) {
    this.store = store;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /**
   * @param alone whether nobody else can serve from it
   * @param seat taken when the tables are up to date
   */
  JdbcJournal toServe(boolean alone, Supplier<Seat> seat) {
    bringUpToDate();
    JdbcJournal journal = open(seat.get(), store.dialect()::tidy);
    try {
      recover(journal, alone);
      return journal;
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  JdbcJournal beside() {
    once(schema()::refuseOther);
    // Tidying takes the writer's lock, which the server beside us needs.
    return open(Seat.alone(settings.node(), () -> {}), db -> {});
  }

  private void bringUpToDate() {
    once(schema()::refuseNewer);
    schema().migrate(new StoreDataSource(store), surroundings.watch());
    once(db -> Meta.makeOnce(db, surroundings.random()));
  }

  private void recover(JdbcJournal journal, boolean alone) {
    int lanes = journal.recover(alone);
    if (lanes > 0) {
      surroundings.happenings().tell(new Happening.WorkRecovered(lanes));
    }
  }

  /**
   * @param atLast what the writer does before it lets go of the store
   */
  private JdbcJournal open(Seat seat, Consumer<Handle> atLast) {
    LaneNames names = laneNames();
    Dialect dialect = store.dialect();
    return new JdbcJournal(
        dialect,
        new Writer(jdbi(store::writing), dialect, settings, surroundings, atLast).start(),
        new Readers(jdbi(store::reading), dialect, settings, surroundings),
        names,
        settings,
        surroundings,
        seat);
  }

  private Jdbi jdbi(org.jdbi.v3.core.ConnectionFactory connections) {
    Jdbi jdbi = Jdbi.create(connections);
    store.dialect().configure(jdbi);
    return jdbi;
  }

  private LaneNames laneNames() {
    try (Handle db = jdbi(store::writing).open()) {
      return Meta.laneNames(db);
    }
  }

  private Schema schema() {
    return new Schema(store.dialect(), store.name());
  }

  private void once(Consumer<Handle> deed) {
    try (Handle db = jdbi(store::writing).open()) {
      deed.accept(db);
    } catch (RuntimeException e) {
      SQLException sql = Failures.sqlCause(e);
      throw sql == null ? e : unusable(sql);
    }
  }

  private JournalRefused unusable(SQLException e) {
    return new JournalRefused(
        "the journal %s cannot be opened: %s (%s)"
            .formatted(store.name(), e.getMessage(), store.hint()),
        e);
  }
}
