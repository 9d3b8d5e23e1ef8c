package io.leadline.journal;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.EventId;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a RECEIVED event. */
public sealed interface Preparation {
  EventId event();

  /**
   * RECEIVED → READY, in the lane of the person.
   *
   * @param mapping the mapping's name
   * @param mappingSet the hash of the set that made the calls
   * @param fetched what the sender was asked for, kept beside the raw bytes
   */
  record IsReady(
      EventId event,
      String mapping,
      String mappingSet,
      Person person,
      List<Call> calls,
      List<Warning> warnings,
      @Nullable Bytes fetched,
      Instant at)
      implements Preparation {}

  /**
   * RECEIVED → IGNORED.
   *
   * @param coveredBy the event that makes the same calls, which stands before this one in the same
   *     list: where that one does not become READY, this one stays RECEIVED
   */
  record IsIgnored(
      EventId event,
      @Nullable String mapping,
      @Nullable String mappingSet,
      Reason reason,
      @Nullable EventId coveredBy,
      Instant at)
      implements Preparation {
    /** By a mapping's word. */
    public IsIgnored(
        EventId event,
        @Nullable String mapping,
        @Nullable String mappingSet,
        Reason reason,
        Instant at) {
      this(event, mapping, mappingSet, reason, null, at);
    }
  }

  /** RECEIVED → DEAD; a message to the dead-letter endpoint becomes due. */
  record IsDead(
      EventId event,
      @Nullable String mapping,
      @Nullable String mappingSet,
      Reason reason,
      List<Warning> warnings,
      Instant at)
      implements Preparation {}

  /**
   * Stays RECEIVED until it is due.
   *
   * @param counts whether it was a try: what waits for something else (a token, a limit) never runs
   *     out of tries
   */
  record IsPutOff(EventId event, Reason reason, Instant due, boolean counts, Instant at)
      implements Preparation {}
}
