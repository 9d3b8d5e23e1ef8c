package io.leadline.journal.jdbc;

import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalQuarantineContract;
import io.leadline.journal.TestStore;
import java.nio.file.Path;

class PostgresQuarantineTest extends JournalQuarantineContract {
  private final String url = TestStore.POSTGRES.freshUrl(Path.of("."));

  @Override
  protected Journal open(StoreWatch watch) {
    return JournalFactory.serve(
        settings(url), Surroundings.real(Happenings.NOBODY).watchedBy(watch));
  }
}
