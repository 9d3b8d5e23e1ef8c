package io.leadline.journal.jdbc;

import io.leadline.journal.JournalMappingsContract;
import io.leadline.journal.TestStore;
import java.nio.file.Path;

class PostgresMappingsTest extends JournalMappingsContract {
  private final String url = TestStore.POSTGRES.freshUrl(Path.of("."));

  @Override
  protected String url() {
    return url;
  }
}
