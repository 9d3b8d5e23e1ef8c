package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.event.Warning;
import io.leadline.journal.Preparation;
import io.leadline.journal.Preparation.IsDead;
import io.leadline.journal.Preparation.IsIgnored;
import io.leadline.journal.Preparation.IsPutOff;
import io.leadline.journal.Preparation.IsReady;
import io.leadline.journal.jdbc.Transitions.Located;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes events out of RECEIVED: what is to be done with them is frozen. */
final class Preparing {
  private static final String FREEZE =
      """
      update event
      set lane = :lane, mapping = :mapping, mapping_set = :mappingSet, warnings = :warnings,
          attempts = case when :lane is null then attempts else 0 end,
          first_try_at = case when :lane is null then first_try_at else null end
      where seq = :seq
      """;

  private static final String FREEZE_PAYLOAD =
      """
      update payload
      set calls = :calls, warnings = :warnings, fetched = coalesce(:fetched, fetched)
      where event = :seq
      """;

  private static final String PUT_OFF =
      """
      update event
      set due_at = :due, attempts = attempts + :tries,
          first_try_at = case when :tries = 1 then coalesce(first_try_at, :at) else first_try_at end,
          reason_code = :code, reason = :reason
      where seq = :seq and state = 'RECEIVED'
      """;

  private final Transitions transitions;
  private final Lanes lanes;
  private final LaneNames names;

  Preparing(Transitions transitions, Lanes lanes, LaneNames names) {
    this.transitions = transitions;
    this.lanes = lanes;
    this.names = names;
  }

  private record Step(Preparation preparation, Located event) {}

  private record LaneToOpen(ConnectionName connection, String lane, int urgency, Instant due) {}

  Set<EventId> prepare(Handle db, List<Preparation> preparations) {
    List<Step> steps = locate(db, preparations);
    openLanes(db, steps);
    var changed = new LinkedHashSet<EventId>();
    for (Step step : steps) {
      if (isStillTrue(step.preparation(), changed) && apply(db, step.preparation(), step.event())) {
        changed.add(step.preparation().event());
      }
    }
    return changed;
  }

  /** What covers an event must be made: it may have been discarded since, or replayed. */
  private static boolean isStillTrue(Preparation preparation, Set<EventId> changed) {
    return !(preparation instanceof IsIgnored ignored)
        || ignored.coveredBy() == null
        || changed.contains(ignored.coveredBy());
  }

  private List<Step> locate(Handle db, List<Preparation> preparations) {
    var steps = new ArrayList<Step>();
    for (Preparation preparation : preparations) {
      transitions
          .locate(db, preparation.event())
          .filter(event -> event.state() == State.RECEIVED)
          .ifPresent(event -> steps.add(new Step(preparation, event)));
    }
    return steps;
  }

  /** Lanes before events, and all in one order: else two that prepare could wait for each other. */
  private void openLanes(Handle db, List<Step> steps) {
    var opening = new ArrayList<LaneToOpen>();
    for (Step step : steps) {
      if (step.preparation() instanceof IsReady ready) {
        Located event = step.event();
        String lane = names.of(ready.person());
        opening.add(new LaneToOpen(event.connection(), lane, event.urgency(), ready.at()));
      }
    }
    opening.sort(Comparator.comparing(LaneToOpen::lane));
    opening.forEach(
        lane -> lanes.open(db, lane.connection(), lane.lane(), lane.urgency(), lane.due()));
  }

  private boolean apply(Handle db, Preparation preparation, Located event) {
    if (preparation instanceof IsReady ready) {
      return ready(db, event, ready);
    }
    if (preparation instanceof IsIgnored ignored) {
      return ignored(db, event, ignored);
    }
    if (preparation instanceof IsDead dead) {
      return dead(db, event, dead);
    }
    return putOff(db, event, (IsPutOff) preparation);
  }

  private boolean ready(Handle db, Located event, IsReady ready) {
    if (!transitions.move(db, event, State.READY, ready.at(), null)) {
      return false;
    }
    String lane = names.of(ready.person());
    freeze(db, event, lane, ready.mapping(), ready.mappingSet(), ready.warnings().size());
    freezePayload(db, event, Columns.callsJson(ready.calls()), ready.warnings(), ready.fetched());
    lanes.rank(db, event.connection(), lane);
    return true;
  }

  private boolean ignored(Handle db, Located event, IsIgnored ignored) {
    if (!transitions.move(db, event, State.IGNORED, ignored.at(), ignored.reason())) {
      return false;
    }
    freeze(db, event, null, ignored.mapping(), ignored.mappingSet(), 0);
    freezePayload(db, event, null, List.of(), null);
    return true;
  }

  private boolean dead(Handle db, Located event, IsDead dead) {
    if (!transitions.move(db, event, State.DEAD, dead.at(), dead.reason())) {
      return false;
    }
    freeze(db, event, null, dead.mapping(), dead.mappingSet(), dead.warnings().size());
    freezePayload(db, event, null, dead.warnings(), null);
    return true;
  }

  private static boolean putOff(Handle db, Located event, IsPutOff putOff) {
    return db.createUpdate(PUT_OFF)
            .bind("due", Columns.millis(putOff.due()))
            .bind("tries", putOff.counts() ? 1 : 0)
            .bind("at", Columns.millis(putOff.at()))
            .bind("code", Columns.code(putOff.reason()))
            .bind("reason", Columns.sentence(putOff.reason()))
            .bind("seq", event.seq())
            .execute()
        == 1;
  }

  /** Tries of the CRM are counted anew: those so far were of the sender's API. */
  private static void freeze(
      Handle db,
      Located event,
      @Nullable String lane,
      @Nullable String mapping,
      @Nullable String mappingSet,
      int warnings) {
    db.createUpdate(FREEZE)
        .bind("lane", lane)
        .bind("mapping", mapping)
        .bind("mappingSet", mappingSet)
        .bind("warnings", warnings)
        .bind("seq", event.seq())
        .execute();
  }

  private static void freezePayload(
      Handle db,
      Located event,
      @Nullable String calls,
      List<Warning> warnings,
      @Nullable Bytes fetched) {
    db.createUpdate(FREEZE_PAYLOAD)
        .bind("calls", calls)
        .bind("warnings", warnings.isEmpty() ? null : Columns.warningsJson(warnings))
        .bind("fetched", fetched == null ? null : fetched.array())
        .bind("seq", event.seq())
        .execute();
  }
}
