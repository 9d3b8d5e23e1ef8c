package io.leadline.journal.jdbc;

import io.leadline.event.State;
import java.util.Locale;

/** What the ledger counts beside the states. */
enum Counter {
  RECEIVED,
  DUPLICATES,
  REJECTED,
  QUARANTINED,
  RELEASED,
  CONFIRMED;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String of(State state) {
    return "in:" + state.name();
  }
}
