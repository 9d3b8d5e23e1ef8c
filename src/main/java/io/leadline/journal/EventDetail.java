package io.leadline.journal;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.Event;
import io.leadline.event.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one event.
 *
 * @param mappingSet the hash of the mapping set that made the calls
 */
public record EventDetail(
    EventSummary summary,
    Event event,
    @Nullable Bytes fetched,
    @Nullable String mappingSet,
    List<Call> calls,
    List<Warning> warnings,
    List<Made> made) {

  /**
   * A call that was made, or was on its way.
   *
   * @param result null where the answer was never seen
   */
  public record Made(CallKind kind, @Nullable CallResult result, Instant at) {}
}
