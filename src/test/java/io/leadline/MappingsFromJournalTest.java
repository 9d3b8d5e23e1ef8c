package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.deliver.FormerMappings;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without a mappings folder, to which others publish. */
class MappingsFromJournalTest {
  @TempDir private Path folder;

  @Test
  void deliversByWhatIsPublishedAndTakesEachVersionUp() throws IOException {
    Path mappings = folder.resolve("elsewhere");
    copyShipped(mappings);
    try (SandboxCrm crm = RunningLeadline.sandbox()) {
      var environment = RunningLeadline.environment(folder, crm);
      environment.put("MAPPINGS_FROM", "journal");
      environment.put("MAPPINGS_DIR", folder.resolve("there is none").toString());
      var commands = new CommandLineOf(environment);
      try (RunningLeadline server = RunningLeadline.startWith(environment)) {
        EventId waiting = send(server, "ada");
        await()
            .atMost(RunningLeadline.SOON)
            .until(() -> health(server).contains("./leadline mappings push FOLDER"));
        assertThat(health(server)).contains("PAUSED", "nothing is published yet");
        assertThat(server.event(waiting).summary().state()).isEqualTo(State.RECEIVED);

        var pushed = commands.run("mappings", "push", mappings.toString());
        assertThat(pushed.code()).as(pushed.said()).isZero();
        EventDetail first = server.awaitState(waiting, State.DELIVERED);
        await().atMost(RunningLeadline.SOON).until(() -> !health(server).contains("PAUSED"));

        Path mapping = mappings.resolve("typeform-demo-request.yaml");
        Files.writeString(mapping, Files.readString(mapping) + "\n# the second\n");
        assertThat(commands.run("mappings", "push", mappings.toString()).code()).isZero();
        String second = hashOfTexts(commands);
        await().atMost(RunningLeadline.SOON).until(() -> health(server).contains(second));
        EventDetail after = server.awaitState(send(server, "grace"), State.DELIVERED);

        assertThat(after.mappingSet()).isNotEqualTo(first.mappingSet());
        var former = new FormerMappings(server.journal().mappings());
        assertThat(former.of(String.valueOf(first.mappingSet())))
            .isInstanceOf(FormerMappings.Former.Made.class);
      }
    }
  }

  private static void copyShipped(Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(Path.of("mappings"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static EventId send(RunningLeadline server, String who) {
    return RunningLeadline.eventOf(
        server.typeform(
            Forms.demoRequest(who)
                .text("email", "Your work email", who + "@acme.example")
                .text("name", "What is your name?", who)
                .json()));
  }

  private static String health(RunningLeadline server) {
    return server.admin("/actuator/health").body();
  }

  /** As much of it as the history shows, of the current version. */
  private static String hashOfTexts(CommandLineOf commands) {
    return commands.run("mappings", "history").said().strip().split("\\s+")[2];
  }
}
