package io.leadline;

import io.leadline.journal.TestStore;

class CrashPointsOnPostgresTest extends CrashPointsContract {
  CrashPointsOnPostgresTest() {
    super(TestStore.POSTGRES);
  }
}
