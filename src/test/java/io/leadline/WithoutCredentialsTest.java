package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting without what is needed to deliver. */
class WithoutCredentialsTest {
  @TempDir Path folder;

  @Test
  void endsAndNamesEveryMissingVariable() {
    Path journal = folder.resolve("leadline.db");
    var environment = Map.of("SERVER_PORT", "0", "JOURNAL_URL", "jdbc:sqlite:" + journal);
    try (var child = ChildLeadline.launch(folder, environment)) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.output())
          .contains("CRM_API_KEY", "CRM_ORG_ID", "CRM_MEMBER_ID")
          .doesNotContain("Exception", "\tat ");
      assertThat(Files.exists(journal)).as("a journal was made").isFalse();
    }
  }

  @Test
  void endsWhereTheFolderOfRoutesIsMissing() {
    var environment =
        Map.of(
            "SERVER_PORT", "0",
            "JOURNAL_URL", "jdbc:sqlite:" + folder.resolve("leadline.db"),
            "CRM_API_KEY", "key",
            "CRM_ORG_ID", "6f1d2c3b-8a47-4e0e-9b52-1c7d3e5f9a10",
            "CRM_MEMBER_ID", "0b9e4d52-73c1-4f6a-8d20-5a1be7c49f31",
            "ROUTES_DIR", folder.resolve("nothing-here").toString());
    try (var child = ChildLeadline.launch(folder, environment)) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.output().lines())
          .last(InstanceOfAssertFactories.STRING)
          .startsWith("leadline: ")
          .contains("nothing-here", "ROUTES_DIR");
    }
  }
}
