package io.leadline;

import io.leadline.mapping.MappingTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A mappings folder of a test's own. */
final class MappingsFolder {
  private MappingsFolder() {}

  /**
   * In a test's folder: with the shipped files that are for all mappings, and without a mapping.
   */
  static Path in(Path folder) throws IOException {
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    for (String shipped : MappingTexts.FOR_ALL) {
      Files.copy(Path.of("mappings", shipped), mappings.resolve(shipped));
    }
    return mappings;
  }
}
