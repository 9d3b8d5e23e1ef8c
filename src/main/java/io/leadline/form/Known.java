package io.leadline.form;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question that was seen.
 *
 * @param removedAt when it was first missing in a submission that shows the whole form; null while
 *     it is there
 */
public record Known(
    Question question, Instant firstSeen, Instant lastSeen, @Nullable Instant removedAt) {

  public boolean isThere() {
    return removedAt == null;
  }
}
