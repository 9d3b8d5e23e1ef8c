package io.leadline.crash;

import io.leadline.journal.jdbc.StoreWatch;

/** Sees the commits that hold a webhook. Asked by the one thread that writes. */
final class AppendWatch implements StoreWatch {
  private static final String STORES_A_WEBHOOK = "insert into request ";

  private final Runnable reached;
  private boolean holdsAWebhook;

  AppendWatch(Runnable reached) {
    this.reached = reached;
  }

  @Override
  public void before(String sql) {
    if (sql.startsWith("begin")) {
      holdsAWebhook = false;
    } else if (sql.startsWith(STORES_A_WEBHOOK)) {
      holdsAWebhook = true;
    } else if (sql.equals("commit") && holdsAWebhook) {
      reached.run();
    }
  }
}
