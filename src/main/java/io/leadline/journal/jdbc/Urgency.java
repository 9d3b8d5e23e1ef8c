package io.leadline.journal.jdbc;

import java.util.List;

/** Which lanes go first. The numbers are stored. */
enum Urgency {
  LIVE(0),
  RETRY(1),
  REPLAY(2);

  static final List<Urgency> USUAL = List.of(LIVE, RETRY, REPLAY);
  private static final List<Urgency> RETRY_FIRST = List.of(RETRY, REPLAY, LIVE);
  private static final List<Urgency> REPLAY_FIRST = List.of(REPLAY, RETRY, LIVE);
  private static final int SHARE = 10;

  private final int stored;

  Urgency(int stored) {
    this.stored = stored;
  }

  int stored() {
    return stored;
  }

  /**
   * The order for the n-th lane that is claimed: one of ten is kept for the lower classes, in
   * turns, so that a steady stream of live events cannot hold them up for ever.
   */
  static List<Urgency> orderOf(long turn) {
    if (turn % SHARE != SHARE - 1) {
      return USUAL;
    }
    return turn / SHARE % 2 == 0 ? RETRY_FIRST : REPLAY_FIRST;
  }
}
