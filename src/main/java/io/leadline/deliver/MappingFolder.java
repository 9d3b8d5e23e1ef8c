package io.leadline.deliver;

import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the texts of a mappings folder. */
public final class MappingFolder implements Supplier<MappingTexts> {
  /**
   * More than the compiler takes of a file, whatever its characters: what is longer is refused
   * where it stands, beside what is wrong with the others.
   */
  private static final int ENOUGH_BYTES = 4 * (YamlReader.MOST_CHARACTERS + 1);

  private final Path folder;

  public MappingFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Every {@code *.yaml} and {@code *.yml} of the folder; none where there is no folder. Bytes that
   * are not UTF-8 become U+FFFD, which the compiler then refuses where it stands.
   *
   * @throws UncheckedIOException when a file cannot be read
   */
  @Override
  public MappingTexts get() {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files()) {
      texts.put(String.valueOf(file.getFileName()), read(file));
    }
    return new MappingTexts(texts);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(MappingFolder::isMappingFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the mappings folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isMappingFile(Path file) {
    return isMappingFile(String.valueOf(file.getFileName())) && Files.isRegularFile(file);
  }

  /** Of a name within the folder: what lies deeper is for cases. */
  static boolean isMappingFile(String name) {
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && !name.contains("/");
  }

  private static String read(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(ENOUGH_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the mapping file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
