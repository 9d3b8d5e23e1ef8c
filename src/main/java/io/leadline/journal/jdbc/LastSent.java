package io.leadline.journal.jdbc;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.EventId;
import io.leadline.journal.AsSent;
import io.leadline.journal.Claim;
import io.leadline.journal.Sent;
import io.leadline.journal.jdbc.Transitions.Located;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the CRM took last of each person. */
final class LastSent {
  private static final String KEEP =
      """
      insert into sent (connection, lane, mapping, kind, place, sha, contact_id, entity_id, event, at)
      values (:connection, :lane, :mapping, :kind, :place, :sha, :contactId, :entityId, :event, :at)
      on conflict (connection, lane, mapping, kind, place) do update
      set sha = excluded.sha, contact_id = excluded.contact_id, entity_id = excluded.entity_id,
          event = excluded.event, at = excluded.at
      """;

  /** A contact holds what came last, whichever mapping it came from. */
  private static final String FORGET_OTHER_MAPPINGS =
      """
      delete from sent
      where connection = :connection and lane = :lane and kind = :kind and mapping <> :mapping
      """;

  /** Marks are of profiles: that of a call which may have happened stays. */
  private static final String FORGET =
      """
      delete from sent
      where connection = :connection and lane = :lane
        and (kind = :contact
             or exists (select 1 from call
                        where event = :event
                          and outcome in ('started', 'cut', 'repeat', 'repeating')))
      """;

  private static final String LAST =
      """
      select sha, contact_id, entity_id, event, at from sent
      where connection = :connection and lane = :lane and mapping = :mapping and kind = :kind
        and place = :place
      """;

  private LastSent() {}

  static void keep(
      Handle db,
      Claim claim,
      EventId event,
      Call call,
      CallResult result,
      AsSent sent,
      Instant at) {
    if (call.kind() == CallKind.CREATE_CONTACT) {
      db.createUpdate(FORGET_OTHER_MAPPINGS)
          .bind("connection", claim.connection().value())
          .bind("lane", claim.lane())
          .bind("kind", call.kind().wireName())
          .bind("mapping", sent.mapping())
          .execute();
    }
    db.createUpdate(KEEP)
        .bind("connection", claim.connection().value())
        .bind("lane", claim.lane())
        .bind("mapping", sent.mapping())
        .bind("kind", call.kind().wireName())
        .bind("place", sent.place())
        .bind("sha", sent.sha())
        .bind("contactId", result.contactId())
        .bind("entityId", result.entityId())
        .bind("event", event.value())
        .bind("at", Columns.millis(at))
        .execute();
  }

  /**
   * What the CRM holds of a person is not what was sent last, or nobody knows, for this event ended
   * without it: its contact may hold something else, and where a profile of it is in doubt, that
   * may be the latest. What was sent before covers nothing any more.
   */
  static void forget(Handle db, Located event, String lane) {
    db.createUpdate(FORGET)
        .bind("connection", event.connection().value())
        .bind("lane", lane)
        .bind("contact", CallKind.CREATE_CONTACT.wireName())
        .bind("event", event.seq())
        .execute();
  }

  static Optional<Sent> of(Handle db, Claim claim, String mapping, CallKind kind, int place) {
    return db.createQuery(LAST)
        .bind("connection", claim.connection().value())
        .bind("lane", claim.lane())
        .bind("mapping", mapping)
        .bind("kind", kind.wireName())
        .bind("place", place)
        .map(
            (row, context) ->
                new Sent(
                    row.getString("sha"),
                    row.getString("contact_id"),
                    row.getString("entity_id"),
                    new EventId(row.getString("event")),
                    Columns.time(row, "at")))
        .findOne();
  }
}
