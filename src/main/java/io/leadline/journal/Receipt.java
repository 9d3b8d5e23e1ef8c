package io.leadline.journal;

import io.leadline.event.EventId;

/** What came of one part: a new event, a known one, or an edit under a known key. */
public record Receipt(EventId event, Kind kind) {
  public enum Kind {
    NEW,
    DUPLICATE,
    /** New, under a key that was known with other content. */
    EDIT
  }

  public boolean isNew() {
    return kind != Kind.DUPLICATE;
  }
}
