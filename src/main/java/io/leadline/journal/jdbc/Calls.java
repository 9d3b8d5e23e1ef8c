package io.leadline.journal.jdbc;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.EventId;
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.EventDetail.Made;
import io.leadline.journal.Sent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were made. A call is {@code started} while it is on its way, {@code cut} once its
 * answer was lost, {@code accepted} for ever after the CRM took it. A cut call becomes {@code
 * repeat} ({@code repeating} while it is on its way) or {@code confirmed} by a person's word.
 */
final class Calls {
  private static final Map<String, Came> SETTLED =
      Map.of("accepted", Came.ACCEPTED, "confirmed", Came.CONFIRMED, "covered", Came.COVERED);
  private static final String REPEAT = "repeat";

  /** A mark that is there already was left by a try that was cut: that must not be forgotten. */
  private static final String START =
      """
      insert into call (event, kind, body_sha, outcome, at)
      values (:event, :kind, :sha, 'started', :at)
      on conflict (event, kind, body_sha) do update
      set outcome = case call.outcome when 'repeat' then 'repeating' when 'covered' then 'started'
                                      else 'cut' end,
          covered_by = null, at = excluded.at
      where call.outcome not in ('accepted', 'confirmed')
      """;

  private static final String ACCEPT =
      """
      insert into call (event, kind, body_sha, outcome, contact_id, entity_id, profile_id, reply, at)
      values (:event, :kind, :sha, 'accepted', :contactId, :entityId, :profileId, :reply, :at)
      on conflict (event, kind, body_sha) do update
      set outcome = excluded.outcome, contact_id = excluded.contact_id,
          entity_id = excluded.entity_id, profile_id = excluded.profile_id,
          reply = excluded.reply, covered_by = null, at = excluded.at,
          maybe_twice = case when call.outcome in ('cut', 'repeating') then 1 else call.maybe_twice end
      """;

  private static final String COVER =
      """
      insert into call (event, kind, body_sha, outcome, contact_id, entity_id, covered_by, at)
      values (:event, :kind, :sha, 'covered', :contactId, :entityId, :coveredBy, :at)
      on conflict (event, kind, body_sha) do update
      set outcome = excluded.outcome, contact_id = excluded.contact_id,
          entity_id = excluded.entity_id, covered_by = excluded.covered_by, at = excluded.at
      where call.outcome not in ('accepted', 'confirmed')
      """;

  /** A new try decides anew whether a call is covered. */
  private static final String FORGET_COVERED =
      "delete from call where event = :event and outcome = 'covered'";

  /**
   * Under a key that no call has. A call that was set aside before for this contact is the same.
   */
  private static final String SET_ASIDE =
      """
      insert into call (event, kind, body_sha, outcome, contact_id, entity_id, profile_id, reply, at,
                        maybe_twice)
      select event, kind, body_sha || '@' || contact_id, outcome, contact_id, entity_id, profile_id,
             reply, at, maybe_twice
      from call where event = :event and kind = :kind and body_sha = :sha
      on conflict (event, kind, body_sha) do nothing
      """;

  private static final String REMOVE =
      "delete from call where event = :event and kind = :kind and body_sha = :sha";

  private static final String DECIDE =
      """
      update call set outcome = :outcome, at = :at
      where event = :event and kind = :kind and body_sha = :sha
      """;

  private static final String ALL_COVERED =
      """
      select max(covered_by) as covered_by from call
      where event = :event
      having min(case outcome when 'covered' then 1 else 0 end) = 1
      """;

  private static final String CREATED =
      """
      insert into created (connection, lane, at) values (:connection, :lane, :at)
      on conflict (connection, lane) do nothing
      """;

  private static final String KEEP_MARK =
      """
      update call set outcome = 'cut' where event = :event and outcome in ('started', 'repeating')
      """;

  private static final String STILL_TO_REPEAT =
      "update call set outcome = 'repeat' where event = :event and outcome = 'repeating'";

  private static final String FORGET_MARK =
      "delete from call where event = :event and outcome = 'started'";

  private static final String OF_EVENT =
      """
      select kind, body_sha, outcome, contact_id, entity_id, profile_id, reply, covered_by, at,
             maybe_twice
      from call where event = :event
      order by at, kind desc
      """;

  private Calls() {}

  /**
   * A call of one event as it is stored.
   *
   * @param repeat whether a person said to make it again
   * @param maybeTwice whether an answer to it was lost before it was accepted
   */
  record Stored(
      CallKind kind,
      String sha,
      Came came,
      boolean repeat,
      @Nullable CallResult result,
      @Nullable EventId coveredBy,
      Instant at,
      boolean maybeTwice) {
    /** As {@link io.leadline.journal.Ready#keyOf} has it. */
    String key() {
      return kind.wireName() + ":" + sha;
    }

    Made made() {
      return new Made(kind, came, result, coveredBy, at, maybeTwice);
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

  static void cover(Handle db, long event, Call call, Sent by, Instant at) {
    db.createUpdate(COVER)
        .bind("event", event)
        .bind("kind", call.kind().wireName())
        .bind("sha", call.sha())
        .bind("contactId", by.contactId())
        .bind("entityId", by.entityId())
        .bind("coveredBy", by.event().value())
        .bind("at", Columns.millis(at))
        .execute();
  }

  static void forgetCovered(Handle db, long event) {
    db.createUpdate(FORGET_COVERED).bind("event", event).execute();
  }

  /** An event that covers all calls of this one; nothing where one was made, or there are none. */
  static Optional<EventId> allCoveredBy(Handle db, long event) {
    return db.createQuery(ALL_COVERED)
        .bind("event", event)
        .map((row, context) -> coveredBy(row))
        .findOne();
  }

  static void setAside(Handle db, long event, Call call) {
    for (String statement : List.of(SET_ASIDE, REMOVE)) {
      db.createUpdate(statement)
          .bind("event", event)
          .bind("kind", call.kind().wireName())
          .bind("sha", call.sha())
          .execute();
    }
  }

  static void confirm(Handle db, long event, Stored call, Instant at) {
    decide(db, event, call, "confirmed", at);
  }

  static void repeat(Handle db, long event, Stored call, Instant at) {
    decide(db, event, call, REPEAT, at);
  }

  private static void decide(Handle db, long event, Stored call, String outcome, Instant at) {
    db.createUpdate(DECIDE)
        .bind("outcome", outcome)
        .bind("at", Columns.millis(at))
        .bind("event", event)
        .bind("kind", call.kind().wireName())
        .bind("sha", call.sha())
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
    db.createUpdate(STILL_TO_REPEAT).bind("event", event).execute();
  }

  static List<Stored> of(Handle db, long event) {
    return db.createQuery(OF_EVENT).bind("event", event).map((row, context) -> stored(row)).list();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    @Nullable Came settled = SETTLED.get(outcome);
    return new Stored(
        CallKind.of(row.getString("kind")),
        row.getString("body_sha"),
        settled == null ? Came.UNKNOWN : settled,
        REPEAT.equals(outcome),
        settled == null ? null : result(row),
        coveredBy(row),
        Columns.time(row, "at"),
        row.getInt("maybe_twice") == 1);
  }

  private static @Nullable EventId coveredBy(ResultSet row) throws SQLException {
    @Nullable String event = row.getString("covered_by");
    return event == null ? null : new EventId(event);
  }

  private static CallResult result(ResultSet row) throws SQLException {
    return new CallResult(
        row.getString("contact_id"),
        row.getString("entity_id"),
        row.getString("profile_id"),
        row.getString("reply"));
  }
}
