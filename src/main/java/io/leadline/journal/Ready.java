package io.leadline.journal;

import io.leadline.event.Call;
import io.leadline.event.CallResult;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event whose calls are frozen.
 *
 * @param done results of the calls that were accepted, by {@link #keyOf(Call)}
 * @param cut keys of the calls that were on their way when the process ended or the answer was lost
 * @param repeat those of {@code cut} that a person said to make again
 * @param attempts tries that came to nothing so far
 * @param firstTryAt the first of those tries; {@link Instant#MAX} where there was none
 */
public record Ready(
    EventId id,
    HookName hook,
    String mapping,
    List<Call> calls,
    Map<String, CallResult> done,
    Set<String> cut,
    Set<String> repeat,
    Instant receivedAt,
    int attempts,
    Instant firstTryAt,
    int replay) {

  /** What tells a call from the others of its event. */
  public static String keyOf(Call call) {
    return call.kind().wireName() + ":" + call.sha();
  }
}
