package io.leadline.journal.jdbc;

import java.util.List;

/** In which order lanes are claimed. */
enum Precedence {
  /** Live events that came just now. */
  FRESH,

  /**
   * Live events that have waited for a while, and retries, by due time: after an outage there are
   * very many of them, and what comes new must not wait behind them.
   */
  BACKLOG,

  REPLAY;

  private static final List<Precedence> USUAL = List.of(FRESH, BACKLOG, REPLAY);
  private static final List<Precedence> BACKLOG_FIRST = List.of(BACKLOG, REPLAY, FRESH);
  private static final List<Precedence> REPLAY_FIRST = List.of(REPLAY, BACKLOG, FRESH);
  private static final int SHARE = 10;

  /**
   * The order for the n-th lane that is claimed: one of ten is kept for the lower ones, in turns,
   * so that a steady stream of live events cannot hold them up for ever.
   */
  static List<Precedence> orderOf(long turn) {
    if (turn % SHARE != SHARE - 1) {
      return USUAL;
    }
    return turn / SHARE % 2 == 0 ? BACKLOG_FIRST : REPLAY_FIRST;
  }
}
