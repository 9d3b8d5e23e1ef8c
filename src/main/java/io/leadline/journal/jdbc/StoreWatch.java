package io.leadline.journal.jdbc;

/**
 * Is told from inside what the store is at, so that a proof can end the process there. At work
 * nobody listens.
 */
public interface StoreWatch {
  StoreWatch NOBODY = new StoreWatch() {};

  /** The writer is about to run this, in its transaction. */
  default void before(String sql) {}

  /** A statement of a migration has run; what it changed is not committed. */
  default void migrated() {}
}
