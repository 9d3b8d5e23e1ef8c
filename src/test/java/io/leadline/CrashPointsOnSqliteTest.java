package io.leadline;

import io.leadline.journal.TestStore;

class CrashPointsOnSqliteTest extends CrashPointsContract {
  CrashPointsOnSqliteTest() {
    super(TestStore.SQLITE);
  }
}
