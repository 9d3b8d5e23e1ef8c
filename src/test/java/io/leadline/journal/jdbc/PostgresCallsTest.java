package io.leadline.journal.jdbc;

import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalCallsContract;
import io.leadline.journal.TestStore;
import java.nio.file.Path;

class PostgresCallsTest extends JournalCallsContract {
  private final String url = TestStore.POSTGRES.freshUrl(Path.of("."));

  @Override
  protected Journal open() {
    return JournalFactory.serve(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY));
  }
}
