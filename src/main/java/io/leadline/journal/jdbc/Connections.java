package io.leadline.journal.jdbc;

import io.leadline.event.ConnectionName;
import io.leadline.event.Reason;
import io.leadline.journal.KeptFieldMap;
import io.leadline.journal.Pause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is remembered of a connection over a restart. */
final class Connections {
  private static final String PAUSE =
      """
      insert into connection (name, paused_code, paused_why, paused_at)
      values (:name, :code, :why, :at)
      on conflict (name) do update
      set paused_code = excluded.paused_code, paused_why = excluded.paused_why,
          paused_at = coalesce(connection.paused_at, excluded.paused_at)
      """;

  private static final String RESUME =
      """
      update connection set paused_code = null, paused_why = null, paused_at = null
      where name = :name and paused_code is not null
      """;

  /** What was tried before the pause was tried so much later, as it were; never in the future. */
  private static final String WITHOUT_THE_PAUSE =
      """
      update event
      set first_try_at = case when first_try_at + :away < :now then first_try_at + :away else :now end
      where connection = :name and state = 'READY' and first_try_at is not null
      """;

  private static final String PAUSED =
      """
      select paused_code, paused_why, paused_at from connection
      where name = :name and paused_code is not null
      """;

  private static final String KEEP_FIELDS =
      """
      insert into connection (name, field_map, field_map_at) values (:name, :fields, :at)
      on conflict (name) do update
      set field_map = excluded.field_map, field_map_at = excluded.field_map_at
      """;

  private static final String FIELDS =
      """
      select field_map, field_map_at from connection
      where name = :name and field_map is not null
      """;

  private Connections() {}

  static void pause(Handle db, ConnectionName connection, Reason reason, Instant at) {
    db.createUpdate(PAUSE)
        .bind("name", connection.value())
        .bind("code", Columns.code(reason))
        .bind("why", Columns.sentence(reason))
        .bind("at", Columns.millis(at))
        .execute();
  }

  static boolean resume(Handle db, ConnectionName connection, Duration away, Instant now) {
    boolean was = db.createUpdate(RESUME).bind("name", connection.value()).execute() == 1;
    if (was && !away.isZero()) {
      db.createUpdate(WITHOUT_THE_PAUSE)
          .bind("name", connection.value())
          .bind("away", away.toMillis())
          .bind("now", Columns.millis(now))
          .execute();
    }
    return was;
  }

  static Optional<Pause> pauseOf(Handle db, ConnectionName connection) {
    return db.createQuery(PAUSED)
        .bind("name", connection.value())
        .map((row, context) -> pause(row))
        .findOne();
  }

  private static Pause pause(ResultSet row) throws SQLException {
    Reason reason = Columns.reason(row, "paused_code", "paused_why");
    if (reason == null) {
      throw new IllegalStateException("internal error: a pause without a reason");
    }
    return new Pause(reason, Columns.time(row, "paused_at"));
  }

  static void keepFields(Handle db, ConnectionName connection, String fields, Instant at) {
    db.createUpdate(KEEP_FIELDS)
        .bind("name", connection.value())
        .bind("fields", fields)
        .bind("at", Columns.millis(at))
        .execute();
  }

  static Optional<KeptFieldMap> fields(Handle db, ConnectionName connection) {
    return db.createQuery(FIELDS)
        .bind("name", connection.value())
        .map(
            (row, context) ->
                new KeptFieldMap(row.getString("field_map"), Columns.time(row, "field_map_at")))
        .findOne();
  }
}
