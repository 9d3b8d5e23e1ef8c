package io.leadline.journal.jdbc;

/** The place of one serving process among those that share the store. */
interface Seat extends AutoCloseable {
  /** The name that its claims bear; no other running process has it. */
  String node();

  /** How many processes serve now, this one included. */
  int nodes();

  /** Sees to it that the place is still held; called every few seconds. */
  void keep();

  @Override
  void close();

  /** Of the only server that there can be, or of a command, which claims nothing. */
  static Seat alone(String node, Runnable atLast) {
    return new Seat() {
      @Override
      public String node() {
        return node;
      }

      @Override
      public int nodes() {
        return 1;
      }

      @Override
      public void keep() {}

      @Override
      public void close() {
        atLast.run();
      }
    };
  }
}
