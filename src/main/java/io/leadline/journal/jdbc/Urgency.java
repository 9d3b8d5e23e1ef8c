package io.leadline.journal.jdbc;

import java.util.List;

/** Which events go first. The numbers are stored. */
enum Urgency {
  LIVE(0),
  RETRY(1),
  REPLAY(2);

  private final int stored;

  Urgency(int stored) {
    this.stored = stored;
  }

  int stored() {
    return stored;
  }

  static final List<Urgency> ALL = List.of(values());
}
