package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.Load.Submission;
import io.leadline.journal.Journal;
import io.leadline.journal.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code diff} of an edited mapping over many stored events: somebody waits for it. {@code
 * -Devents=5000}.
 */
class DiffBench {
  private static final int EVENTS = Integer.getInteger("events", 5_000);
  private static final int AT_ONCE = 500;
  private static final Duration BOUND = Duration.ofSeconds(5);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void saysInShortTimeWhatAnEditChanges(TestStore store) throws IOException {
    var environment = new HashMap<String, String>();
    environment.put("JOURNAL_URL", store.freshUrl(folder));
    receive(environment);
    Path edited = folder.resolve("typeform-demo-request.yaml");
    String shipped = Files.readString(Path.of("mappings", "typeform-demo-request.yaml"));
    Files.writeString(edited, shipped.replace("$.q.email | trim | lower", "$.q.email | upper"));

    long start = System.nanoTime();
    var diff =
        new CommandLineOf(Map.copyOf(environment))
            .run("diff", edited.toString(), "--last", String.valueOf(EVENTS));
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    System.out.printf("bench: diff of %d events on %s took %s%n", EVENTS, store, took);
    assertThat(diff.said())
        .contains("%7d would be sent with other values".formatted(EVENTS))
        .contains("%7d createContact.email".formatted(EVENTS));
    assertThat(took).isLessThan(BOUND);
  }

  private static void receive(Map<String, String> environment) {
    try (Journal journal = StoredEvents.serve(environment)) {
      for (int from = 0; from < EVENTS; from += AT_ONCE) {
        StoredEvents.receive(
            journal, IntStream.range(from, from + AT_ONCE).mapToObj(DiffBench::one).toList());
      }
    }
  }

  private static Submission one(int number) {
    return new Submission("diff-" + number, "Person" + number + "@Load.example");
  }
}
