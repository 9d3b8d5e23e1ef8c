package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Happenings;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long {@code check} and {@code test} of the shipped mappings take, from the shell. {@code
 * -Druns=5}; {@code JAVA_HOME} says of which JDK.
 */
class StartBench {
  private static final int RUNS = Integer.getInteger("runs", 5);
  private static final double BOUND_SECONDS = 1.5;
  private static final List<String> PACKED =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-jar",
          "target/leadline.jar");

  @TempDir Path folder;

  @Test
  void commandsOfTheScriptAreQuick() throws Exception {
    String none = "jdbc:sqlite:" + folder.resolve("none.db");
    // Makes what is made once.
    seconds(List.of("./leadline", "--version"), none);

    double check = median("check", List.of("./leadline", "check"), none);
    double test = median("test", List.of("./leadline", "test"), none);
    double beside = median("check beside a journal", List.of("./leadline", "check"), newJournal());
    var packed = new ArrayList<>(PACKED);
    packed.add("check");
    median("check, the jar as it is packed", packed, none);

    assertThat(List.of(check, test, beside)).allMatch(seconds -> seconds < BOUND_SECONDS);
  }

  private String newJournal() {
    String url = "jdbc:sqlite:" + folder.resolve("leadline.db");
    JournalFactory.serve(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY)).close();
    return url;
  }

  private static double median(String what, List<String> command, String journal)
      throws Exception {
    var took = new ArrayList<Double>();
    for (int run = 0; run < RUNS; run++) {
      took.add(seconds(command, journal));
    }
    took.sort(null);
    double median = took.get(RUNS / 2);
    System.out.printf(
        "bench: jdk=%s %s: best=%.2fs median=%.2fs of %d%n",
        Runtime.version().feature(), what, took.get(0), median, RUNS);
    return median;
  }

  private static double seconds(List<String> command, String journal) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JOURNAL_URL", journal);
    long start = System.nanoTime();
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return (System.nanoTime() - start) / 1e9;
  }
}
