package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.journal.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;

/** {@code ./leadline prove}, short. */
@Tag(ChildLeadline.OF_ITS_OWN)
class ProveTest {
  private final CommandLineOf here = new CommandLineOf(Map.of());

  @ParameterizedTest
  @EnumSource
  void findsNothingLostInAShortRun(TestStore store, @TempDir Path folder) {
    var proof =
        here.run("prove", "--minutes", "0.25", "--seed", "7", "--journal", store.unmadeUrl(folder));

    assertThat(proof.said().strip().lines().reduce((before, last) -> last).orElseThrow())
        .as(proof.said())
        .matches(
            "acknowledged=[1-9]\\d* delivered=[1-9]\\d* lost=0 duplicate_profiles=\\d+"
                + " kills=[1-9]\\d* recovery_p99=\\d+\\.\\ds");
    assertThat(proof.code()).as(proof.said()).isZero();
  }

  @Test
  void refusesWhatItCannotDo(@TempDir Path folder) {
    assertThat(here.run("prove", "--minutes", "0").code()).isEqualTo(2);
    assertThat(here.run("prove", "--minutes", "a few").code()).isEqualTo(2);
    assertThat(here.run("prove", "--rate", "0").code()).isEqualTo(2);
    var elsewhere = new CommandLineOf(Map.of("ROUTES_DIR", folder.resolve("none").toString()));
    var refused = elsewhere.run("prove");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("ROUTES_DIR");
  }

  @Test
  void saysWhyTheServerDoesNotRun() throws IOException {
    var refused = here.run("prove", "--minutes", "0.1", "--journal", "jdbc:other:x");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said())
        .contains("JOURNAL_URL is no journal that is known")
        .contains("nothing is proved");
    var kept = Pattern.compile("Its logs are in (\\S+)").matcher(refused.said());
    assertThat(kept.find()).isTrue();
    assertThat(Path.of(kept.group(1)).resolve("server-001.log")).exists();
    FileSystemUtils.deleteRecursively(Path.of(kept.group(1)));
  }

  @Test
  void leavesAJournalAloneThatHoldsEvents(@TempDir Path folder) {
    String url = RunningLeadline.journalUrl(folder);
    try (var crm = RunningLeadline.sandbox();
        var leadline = RunningLeadline.start(folder, crm)) {
      leadline.typeform(Forms.demoRequestOf("precious", "ada@precious.example"));

      var refused = here.run("prove", "--journal", url);

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.said()).contains("holds events");
    }
  }
}
