package io.leadline.source.tool;

import io.leadline.event.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Real deliveries that are not part of this repository; what reads them is skipped without. */
final class SharedFolder {
  private static final Path PAYLOADS =
      Path.of(System.getProperty("user.dir"), "../shared/payloads");

  private SharedFolder() {}

  /** Of some tools there are none. */
  static List<Path> bodies(String tool) throws IOException {
    var folder = payload("").resolve(tool.equals("gravity-forms") ? "gravityforms" : tool);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static Path payload(String name) {
    var path = PAYLOADS.resolve(name);
    Assumptions.assumeTrue(Files.exists(path), "skipped: there is no " + PAYLOADS.normalize());
    return path;
  }

  static Bytes bytes(Path file) throws IOException {
    return Bytes.of(Files.readAllBytes(file));
  }
}
