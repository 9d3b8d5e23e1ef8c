package io.leadline.journal;

import io.leadline.event.ConnectionName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import java.time.Instant;
import java.util.List;

/**
 * A request that verifies now, on its way out of the quarantine.
 *
 * @param seq its number there
 * @param request as it is stored from now on, received when it was
 * @param dueAt when its events may be prepared at the earliest
 */
public record Release(
    long seq,
    Request request,
    String source,
    ConnectionName connection,
    List<Part> parts,
    Instant dueAt) {

  public Release {
    parts = List.copyOf(parts);
  }
}
