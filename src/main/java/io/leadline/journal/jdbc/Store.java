package io.leadline.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a journal lies, and how connections to it are made. */
interface Store {
  Dialect dialect();

  /** How messages name it; never with a password. */
  String name();

  /** What to look at when it cannot be opened, as a question to the operator. */
  String hint();

  /** A connection with all settings that durability needs. */
  Connection writing() throws SQLException;

  /** The same for what may take long, and be waited for by another connection: migrations. */
  Connection migrating() throws SQLException;

  /** A connection that cannot write. */
  Connection reading() throws SQLException;
}
