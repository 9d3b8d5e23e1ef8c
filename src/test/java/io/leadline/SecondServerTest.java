package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second server that is started on the file from which one serves already. */
@Tag(ChildLeadline.OF_ITS_OWN)
class SecondServerTest {
  private static final int REFUSED = 2;

  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  @Test
  void refusesAndSaysWhyAndTheFirstGoesOn() {
    List<Submission> all = Load.submissions(20);
    try (var first = ChildLeadline.start(folder, environment)) {
      all.subList(0, 10).forEach(one -> assertIsTaken(first, one));

      // On a port of its own: the file alone is what it must not have.
      try (var second = ChildLeadline.launch(folder, onAnotherPort())) {
        assertThat(second.awaitEnd()).as(second::output).isEqualTo(REFUSED);
        assertThat(second.output().lines().filter(line -> line.startsWith("leadline: ")))
            .singleElement(STRING)
            .contains("another Leadline, process " + first.pid() + ", serves the journal")
            .endsWith("leadline.db.lock (stop it first, or set JOURNAL_URL to another file)");
      }

      all.subList(10, 20).forEach(one -> assertIsTaken(first, one));
      await().atMost(RunningLeadline.SOON).until(() -> crm.summary().profiles() == all.size());
      assertThat(first.caller().meter("leadline_repeated_total")).isZero();
      assertThat(first.output()).doesNotContain(" ERROR ");
      first.stop();
    }
    Delivered delivered = Delivered.to(crm);
    delivered.holdsAllOf(all);
    delivered.hasEachPersonOnce();
    new CommandLineOf(environment).assertLedgerIsVerified();
  }

  private Map<String, String> onAnotherPort() {
    return ChildLeadline.environment(new HashMap<>(environment));
  }

  private static void assertIsTaken(ChildLeadline server, Submission submission) {
    assertThat(server.caller().typeform(submission.body()).statusCode()).isEqualTo(200);
  }
}
