package io.leadline.prove;

import io.leadline.event.EventId;
import java.time.Instant;
import java.util.List;

/**
 * What a form tool sent, and was told that it is safe.
 *
 * @param events the ids in the answer
 * @param start which start of the server answered, counted from 1
 * @param tries how often it was sent until there was an answer
 */
record Submission(Draft draft, List<EventId> events, Instant acknowledgedAt, int start, int tries) {

  Kind kind() {
    return draft.kind();
  }

  String marker() {
    return draft.marker();
  }

  String person() {
    return draft.person();
  }

  @Override
  public String toString() {
    return "%s (%s, acknowledged %s by start %d after %d tries, events %s)"
        .formatted(marker(), kind().words(), acknowledgedAt, start, tries, events);
  }
}
