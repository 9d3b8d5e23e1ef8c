package io.leadline.journal.jdbc;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.journal.EventDetail.Made;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were made. A call is {@code started} while it is on its way, {@code cut} once its
 * answer was lost, {@code accepted} for ever after the CRM took it.
 */
final class Calls {
  private static final String ACCEPTED = "accepted";

  /** A mark that is there already was left by a try that was cut: that must not be forgotten. */
  private static final String START =
      """
      insert into call (event, kind, body_sha, outcome, at)
      values (:event, :kind, :sha, 'started', :at)
      on conflict (event, kind, body_sha) do update set outcome = 'cut', at = excluded.at
      where call.outcome <> 'accepted'
      """;

  private static final String ACCEPT =
      """
      insert into call (event, kind, body_sha, outcome, contact_id, entity_id, profile_id, reply, at)
      values (:event, :kind, :sha, 'accepted', :contactId, :entityId, :profileId, :reply, :at)
      on conflict (event, kind, body_sha) do update
      set outcome = excluded.outcome, contact_id = excluded.contact_id,
          entity_id = excluded.entity_id, profile_id = excluded.profile_id,
          reply = excluded.reply, at = excluded.at
      """;

  private static final String CREATED =
      """
      insert into created (connection, lane, at) values (:connection, :lane, :at)
      on conflict (connection, lane) do nothing
      """;

  private static final String KEEP_MARK =
      "update call set outcome = 'cut' where event = :event and outcome = 'started'";

  private static final String FORGET_MARK =
      "delete from call where event = :event and outcome = 'started'";

  private static final String OF_EVENT =
      """
      select kind, body_sha, outcome, contact_id, entity_id, profile_id, reply, at
      from call where event = :event
      order by at, kind desc
      """;

  private Calls() {}

  /** A call of one event as it is stored. */
  record Stored(CallKind kind, String sha, @Nullable CallResult result, Instant at) {
    /** As {@link io.leadline.journal.Ready#keyOf} has it. */
    String key() {
      return kind.wireName() + ":" + sha;
    }

    Made made() {
      return new Made(kind, result, at);
    }
  }

  /**
   * Marks a call as under way.
   *
   * @return false when the call was accepted before, and so must not be made again
   */
  static boolean start(Handle db, long event, Call call, Instant at) {
    return db.createUpdate(START)
            .bind("event", event)
            .bind("kind", call.kind().wireName())
            .bind("sha", call.sha())
            .bind("at", Columns.millis(at))
            .execute()
        == 1;
  }

  static void accept(Handle db, long event, Call call, CallResult result, Instant at) {
    db.createUpdate(ACCEPT)
        .bind("event", event)
        .bind("kind", call.kind().wireName())
        .bind("sha", call.sha())
        .bind("contactId", result.contactId())
        .bind("entityId", result.entityId())
        .bind("profileId", result.profileId())
        .bind("reply", result.log())
        .bind("at", Columns.millis(at))
        .execute();
  }

  static void created(Handle db, String connection, String lane, Instant at) {
    db.createUpdate(CREATED)
        .bind("connection", connection)
        .bind("lane", lane)
        .bind("at", Columns.millis(at))
        .execute();
  }

  static void endOfTry(Handle db, long event, boolean mayHaveHappened) {
    db.createUpdate(mayHaveHappened ? KEEP_MARK : FORGET_MARK).bind("event", event).execute();
  }

  static List<Stored> of(Handle db, long event) {
    return db.createQuery(OF_EVENT).bind("event", event).map((row, context) -> stored(row)).list();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        CallKind.of(row.getString("kind")),
        row.getString("body_sha"),
        ACCEPTED.equals(row.getString("outcome")) ? result(row) : null,
        Columns.time(row, "at"));
  }

  private static CallResult result(ResultSet row) throws SQLException {
    return new CallResult(
        row.getString("contact_id"),
        row.getString("entity_id"),
        row.getString("profile_id"),
        row.getString("reply"));
  }
}
