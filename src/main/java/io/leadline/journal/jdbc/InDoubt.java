package io.leadline.journal.jdbc;

import io.leadline.event.Call;
import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Decided;
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.Ready;
import io.leadline.journal.jdbc.Calls.Stored;
import io.leadline.journal.jdbc.Transitions.Located;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What people decide about calls that may have happened. */
final class InDoubt {
  private static final Reason CONFIRMED =
      new Reason(ReasonCode.CONFIRMED_BY_HAND, "a person says that the call in doubt happened");

  private static final String FROZEN = "select calls from payload where event = :event";

  /**
   * Tries are counted anew: the time for those so far may be over. The replay that it came from, if
   * any, has no say in it any more: what is stale to it is what a person wants.
   */
  private static final String ANEW =
      """
      update event set attempts = 0, first_try_at = null, replay_run = null where seq = :seq
      """;

  private final Transitions transitions;
  private final Lanes lanes;
  private final Ledger ledger;

  InDoubt(Transitions transitions, Lanes lanes, Ledger ledger) {
    this.transitions = transitions;
    this.lanes = lanes;
    this.ledger = ledger;
  }

  /** The frozen calls of an event, and what was recorded of them. */
  private record Work(List<Call> calls, Map<String, Stored> made) {
    static Work of(Handle db, Located event) {
      List<Call> calls =
          Columns.calls(
              db.createQuery(FROZEN)
                  .bind("event", event.seq())
                  .mapTo(String.class)
                  .findOne()
                  .orElse(null));
      Map<String, Stored> made =
          Calls.of(db, event.seq()).stream()
              .collect(Collectors.toMap(Stored::key, Function.identity()));
      return new Work(calls, made);
    }

    List<Stored> inDoubt() {
      return calls.stream()
          .map(Ready::keyOf)
          .distinct()
          .flatMap(key -> Optional.ofNullable(made.get(key)).stream())
          .filter(call -> call.came() == Came.UNKNOWN)
          .toList();
    }

    /** Whether calls are left that nobody has even begun. */
    boolean hasMore() {
      return calls.stream().anyMatch(call -> !made.containsKey(Ready.keyOf(call)));
    }
  }

  Optional<Decided> confirm(Handle db, EventId id, Instant now) {
    return transitions
        .locate(db, id)
        .map(event -> new Decided(event.state(), confirm(db, event, now)));
  }

  private @Nullable State confirm(Handle db, Located event, Instant now) {
    if (event.state() != State.HELD && event.state() != State.DEAD) {
      return null;
    }
    Work work = Work.of(db, event);
    List<Stored> inDoubt = work.inDoubt();
    if (inDoubt.isEmpty()) {
      return null;
    }
    inDoubt.forEach(call -> Calls.confirm(db, event.seq(), call, now));
    ledger.count(db, event.hook(), Counter.CONFIRMED, inDoubt.size());
    return work.hasMore() ? goesOn(db, event, now) : isDone(db, event, now);
  }

  Optional<Decided> repeat(Handle db, EventId id, Instant now) {
    return transitions
        .locate(db, id)
        .map(event -> new Decided(event.state(), repeat(db, event, now)));
  }

  private @Nullable State repeat(Handle db, Located event, Instant now) {
    if (event.state() != State.HELD) {
      return null;
    }
    Work.of(db, event).inDoubt().forEach(call -> Calls.repeat(db, event.seq(), call, now));
    return goesOn(db, event, now);
  }

  private @Nullable State isDone(Handle db, Located event, Instant now) {
    return transitions.move(db, event, State.DELIVERED, now, CONFIRMED) ? State.DELIVERED : null;
  }

  /** Lane before event, as all do. */
  private @Nullable State goesOn(Handle db, Located event, Instant now) {
    String lane = event.lane();
    if (lane == null) {
      return null;
    }
    lanes.open(db, event.connection(), lane, event.urgency(), now);
    if (!transitions.move(db, event, State.READY, now, null)) {
      return null;
    }
    db.createUpdate(ANEW).bind("seq", event.seq()).execute();
    lanes.rank(db, event.connection(), lane);
    return State.READY;
  }
}
