package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.cli.Commands;
import io.leadline.cli.Program;
import io.leadline.journal.NoJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schemas beside the shipped mappings are those that {@code ./leadline schema} makes. */
@SuppressWarnings("NullAway.Init") // JUnit sets the field
class SchemaFilesTest {
  @TempDir Path folder;

  @Test
  void areMadeFromTheCode() throws IOException {
    copy(".yaml");

    assertThat(run("schema", folder.toString())).isZero();

    for (Path made : files(folder, ".schema.json")) {
      Written.holds("mappings/" + made.getFileName(), Files.readString(made));
    }
    assertThat(files(Path.of("mappings"), ".json"))
        .hasSameSizeAs(files(folder, ".schema.json"))
        .hasSize(4);
  }

  /** An editor finds its schema by the file's first line. */
  @Test
  void areNamedByEachShippedFile() throws IOException {
    for (Path file : files(Path.of("mappings"), ".yaml")) {
      String schema = Files.readAllLines(file).get(0).replaceFirst(".*\\$schema=", "");
      assertThat(Path.of("mappings", schema)).as(file.toString()).exists();
    }
  }

  private void copy(String ending) throws IOException {
    for (Path file : files(Path.of("mappings"), ending)) {
      Files.copy(file, folder.resolve(file.getFileName().toString()));
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static int run(String... arguments) {
    var out = new PrintWriter(new StringWriter());
    return Commands.run(
        new Program(
            Map.of(),
            Clock.systemUTC(),
            url -> {
              throw new NoJournal("none here");
            },
            given -> 42,
            given -> 43,
            out,
            out),
        arguments);
  }
}
