package io.leadline.journal.jdbc;

import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalCallsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SqliteCallsTest extends JournalCallsContract {
  @TempDir Path folder;

  @Override
  protected Journal open() {
    return JournalFactory.serve(
        JournalSettings.of("jdbc:sqlite:" + folder.resolve("leadline.db")),
        Surroundings.real(Happenings.NOBODY));
  }
}
