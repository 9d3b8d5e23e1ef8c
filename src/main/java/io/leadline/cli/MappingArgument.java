package io.leadline.cli;

import io.leadline.mapping.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mapping that somebody named: one of the mappings folder, by name or by path, or a copy of one
 * elsewhere, which then stands in for it.
 *
 * @param name the file's name without {@code .yaml}
 * @param copy the text of a file that is not in the folder; null where it is
 * @param path as it was written
 */
record MappingArgument(String name, @Nullable String copy, Path path) {
  private static final String YAML = ".yaml";

  /**
   * @throws IllegalArgumentException when there is none
   */
  static MappingArgument of(String written, Path mappings, MappingsToCheck folder) {
    String file = written.endsWith(YAML) ? written : written + YAML;
    Path path = Path.of(file);
    String name = String.valueOf(path.getFileName());
    boolean bare = path.getParent() == null;
    if (bare && folder.texts().byFileName().containsKey(name)) {
      return new MappingArgument(withoutEnding(name), null, path);
    }
    if (Files.isRegularFile(path)) {
      boolean inside = isIn(path, mappings);
      return new MappingArgument(withoutEnding(name), inside ? null : read(path), path);
    }
    List<String> names =
        folder.mappingFiles().stream().map(MappingArgument::withoutEnding).toList();
    throw new IllegalArgumentException(
        "there is no mapping '"
            + written
            + "' in "
            + mappings
            + Suggestion.among(withoutEnding(name), names));
  }

  /** The folder with it in place. */
  MappingsToCheck in(MappingsToCheck folder) {
    return copy == null ? folder : folder.with(name + YAML, copy, path);
  }

  private static String withoutEnding(String file) {
    return file.substring(0, file.length() - YAML.length());
  }

  private static boolean isIn(Path file, Path folder) {
    try {
      Path parent = file.toRealPath().getParent();
      return Files.isDirectory(folder) && folder.toRealPath().equals(parent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file '" + file + "' cannot be read", e);
    }
  }
}
