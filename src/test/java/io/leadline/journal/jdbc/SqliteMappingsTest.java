package io.leadline.journal.jdbc;

import io.leadline.journal.JournalMappingsContract;
import io.leadline.journal.TestStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SqliteMappingsTest extends JournalMappingsContract {
  @TempDir Path folder;

  @Override
  protected String url() {
    return TestStore.SQLITE.freshUrl(folder);
  }
}
