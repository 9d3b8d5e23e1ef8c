package io.leadline.journal;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one event.
 *
 * @param releasedAt when a person released its request from the quarantine; null where it was let
 *     in as it came
 * @param mappingSet the hash of the mapping set that made the calls
 */
public record EventDetail(
    EventSummary summary,
    Event event,
    @Nullable Instant releasedAt,
    @Nullable Bytes fetched,
    @Nullable String mappingSet,
    List<Call> calls,
    List<Warning> warnings,
    List<Made> made) {

  /**
   * A call that was made, or was on its way.
   *
   * @param result null where the answer was never seen
   * @param coveredBy the event that had the same accepted, where it was not sent for that
   * @param maybeTwice whether it was made again after an answer was lost, and then accepted
   */
  public record Made(
      CallKind kind,
      Came came,
      @Nullable CallResult result,
      @Nullable EventId coveredBy,
      Instant at,
      boolean maybeTwice) {}

  /** What came of a call. */
  public enum Came {
    /** The CRM took it. */
    ACCEPTED,
    /** A person says that it happened. */
    CONFIRMED,
    /** Not sent: the CRM took the same just before. */
    COVERED,
    /** It may have happened. */
    UNKNOWN
  }
}
