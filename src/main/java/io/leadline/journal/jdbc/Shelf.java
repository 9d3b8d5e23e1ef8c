package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.journal.QuarantineShelf;
import io.leadline.journal.Quarantined;
import io.leadline.journal.QuarantinedRequest;
import io.leadline.journal.Receipt;
import io.leadline.journal.Release;
import io.leadline.journal.jdbc.Appending.Arrival;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The quarantine as people see it and empty it; {@link Quarantine} fills it. */
final class Shelf implements QuarantineShelf {
  private static final String LINES =
      """
      select seq, hook, received_at, size, why from quarantine %s order by seq
      """;

  private static final String FIND =
      """
      select seq, hook, received_at, size, why, method, uri, headers, body, proof from quarantine
      where seq = :seq
      """;

  private static final String TAKE = "delete from quarantine where seq = :seq";

  private final Writer writer;
  private final Readers readers;
  private final Appending appending;
  private final Ledger ledger;

  Shelf(Writer writer, Readers readers, Appending appending, Ledger ledger) {
    this.writer = writer;
    this.readers = readers;
    this.appending = appending;
    this.ledger = ledger;
  }

  @Override
  public List<Quarantined> lines(@Nullable HookName hook) {
    return readers.read(db -> lines(db, hook));
  }

  private static List<Quarantined> lines(Handle db, @Nullable HookName hook) {
    var select = db.createQuery(LINES.formatted(hook == null ? "" : "where hook = :hook"));
    if (hook != null) {
      select.bind("hook", hook.value());
    }
    return select.map((row, context) -> line(row)).list();
  }

  @Override
  public Optional<QuarantinedRequest> find(long seq) {
    return readers.read(
        db ->
            db.createQuery(FIND)
                .bind("seq", seq)
                .map((row, context) -> new QuarantinedRequest(line(row), request(row), proof(row)))
                .findOne());
  }

  private static Quarantined line(ResultSet row) throws SQLException {
    return new Quarantined(
        row.getLong("seq"),
        new HookName(row.getString("hook")),
        Columns.time(row, "received_at"),
        row.getInt("size"),
        row.getString("why"));
  }

  private static Request request(ResultSet row) throws SQLException {
    return new Request(
        new HookName(row.getString("hook")),
        row.getString("method"),
        row.getString("uri"),
        MaskedHeaders.read(row.getString("headers")),
        Bytes.of(row.getBytes("body")),
        Columns.time(row, "received_at"));
  }

  private static @Nullable String proof(ResultSet row) throws SQLException {
    return row.getString("proof");
  }

  @Override
  public Optional<List<Receipt>> release(Release release, Instant now) {
    return writer.write(db -> isTaken(db, release) ? store(db, release, now) : Optional.empty());
  }

  /** First: of two who release the same, one finds it gone. */
  private static boolean isTaken(Handle db, Release release) {
    return db.createUpdate(TAKE).bind("seq", release.seq()).execute() == 1;
  }

  private Optional<List<Receipt>> store(Handle db, Release release, Instant now) {
    ledger.count(db, release.request().hook(), Counter.RELEASED, 1);
    var arrival =
        new Arrival(
            release.request(), release.source(), release.connection(), release.dueAt(), now);
    return Optional.of(appending.append(db, arrival, release.parts()));
  }
}
