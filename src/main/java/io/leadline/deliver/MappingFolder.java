package io.leadline.deliver;

import static java.nio.file.FileVisitOption.FOLLOW_LINKS;
import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;
import static java.nio.file.FileVisitResult.TERMINATE;

import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the texts of a mappings folder. */
public final class MappingFolder implements MappingsNow {
  /**
   * More than the compiler takes of a file, whatever its characters: what is longer is refused
   * where it stands, beside what is wrong with the others.
   */
  private static final int ENOUGH_BYTES = 4 * (YamlReader.MOST_CHARACTERS + 1);

  /** Of the files that are for cases. More are not watched, for they are looked at at each look. */
  private static final int MOST_FILES = 2_000;

  private static final int DEEPEST = 8;

  /** With those that look so, and are none: whoever checks them says it. */
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".yaml.txt", ".yml.txt");

  private final Path folder;

  public MappingFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Every {@code *.yaml} of the folder, and what looks like one ({@code *.yml}, {@code
   * *.yaml.txt}); none where there is no folder. Bytes that are not UTF-8 become U+FFFD, which the
   * compiler then refuses where it stands.
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

  /** Sizes and times of the other files in it and below, but for hidden ones. */
  @Override
  public Object besides() {
    var stamps = new TreeMap<String, String>();
    try {
      Files.walkFileTree(folder, EnumSet.of(FOLLOW_LINKS), DEEPEST, new Stamping(folder, stamps));
    } catch (IOException e) {
      // What cannot be seen is not watched; a case that names it says so.
    }
    return stamps;
  }

  private record Stamping(Path folder, Map<String, String> stamps) implements FileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes is) {
      return isHidden(inner) && !inner.equals(folder) ? SKIP_SUBTREE : CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
      String name = folder.relativize(file).toString();
      if (is.isRegularFile() && !isHidden(file) && !isMappingFile(name.replace('\\', '/'))) {
        stamps.put(name, is.size() + " " + is.lastModifiedTime());
      }
      return stamps.size() < MOST_FILES ? CONTINUE : TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException e) {
      return CONTINUE;
    }

    private static boolean isHidden(Path file) {
      return String.valueOf(file.getFileName()).startsWith(".");
    }
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
    return ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)
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
