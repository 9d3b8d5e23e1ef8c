package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.Load.Submission;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code diff} of an edited mapping over many stored events: somebody waits for it. {@code
 * -Devents=5000 -Dothers=0}, the latter of another hook, received after them.
 */
class DiffBench {
  private static final int EVENTS = Integer.getInteger("events", 5_000);
  private static final int OTHERS = Integer.getInteger("others", 0);
  private static final int AT_ONCE = 500;
  private static final Bytes OTHER = Bytes.utf8("{\"email\": \"ada@acme.example\"}");
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
      for (int from = 0; from < OTHERS; from += AT_ONCE) {
        receiveOthers(journal, from);
      }
    }
  }

  private static void receiveOthers(Journal journal, int from) {
    List<Part> parts =
        IntStream.range(from, from + AT_ONCE)
            .mapToObj(number -> new Part("k" + number, null, OTHER, OTHER.sha256()))
            .toList();
    var hook = new HookName("other");
    var request = new Request(hook, "POST", "/", Headers.NONE, OTHER, Instant.now());
    journal.append(request, "generic", ConnectionName.DEFAULT, parts, Instant.now());
  }

  private static Submission one(int number) {
    return new Submission("diff-" + number, "Person" + number + "@Load.example");
  }
}
