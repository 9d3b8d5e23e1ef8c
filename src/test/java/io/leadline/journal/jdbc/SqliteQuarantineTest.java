package io.leadline.journal.jdbc;

import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalQuarantineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SqliteQuarantineTest extends JournalQuarantineContract {
  @TempDir Path folder;

  @Override
  protected Journal open(StoreWatch watch) {
    return JournalFactory.serve(
        settings("jdbc:sqlite:" + folder.resolve("leadline.db")),
        Surroundings.real(Happenings.NOBODY).watchedBy(watch));
  }
}
