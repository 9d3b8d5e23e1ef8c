package io.leadline.crash;

import io.leadline.journal.jdbc.StoreWatch;

/** Sees each statement of a migration. */
record MigrationWatch(Runnable reached) implements StoreWatch {
  @Override
  public void migrated() {
    reached.run();
  }
}
