package io.leadline.deliver;

import io.leadline.event.Bytes;
import io.leadline.journal.MappingShelf;
import io.leadline.journal.PublishedMappings;
import io.leadline.mapping.MappingTexts;
import io.leadline.sample.SampleFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the mappings that were published in the journal: the current version. Asked often, it reads
 * files only when there is another one.
 */
public final class PublishedTexts implements MappingsNow {
  private final MappingShelf shelf;
  private int version;
  private Map<String, Bytes> files = Map.of();
  private MappingTexts texts = new MappingTexts(Map.of());

  public PublishedTexts(MappingShelf shelf) {
    this.shelf = shelf;
  }

  /**
   * The texts of the current version.
   *
   * @throws NothingPublished where there is none
   */
  @Override
  public synchronized MappingTexts get() {
    int current = shelf.current();
    if (current != version) {
      files = shelf.published(current).map(PublishedMappings::files).orElse(Map.of());
      texts = textsOf(files);
      version = current;
    }
    if (version == 0) {
      throw new NothingPublished();
    }
    return texts;
  }

  /** A version brings its own, and the texts may be those of the one before. */
  @Override
  public synchronized Object besides() {
    return version;
  }

  /**
   * What a case names as its {@code file:}, of the version that was read last.
   *
   * @throws IllegalArgumentException where it was not published
   */
  public synchronized SampleFile sample(String name) {
    return sampleOf(files, name);
  }

  /** The same of other published files. */
  public static SampleFile sampleOf(Map<String, Bytes> files, String name) {
    return Optional.ofNullable(files.get(nameOf(name)))
        .map(body -> SampleFile.named(name, body))
        .orElseThrow(
            () -> new IllegalArgumentException("the file '" + name + "' was not published"));
  }

  /** How a file that a case names is called in a version, as {@code raw/a.json}. */
  public static String nameOf(String file) {
    return Path.of(file).normalize().toString().replace('\\', '/');
  }

  /** Those of published files that a mappings folder would be read for: the rest is for cases. */
  public static MappingTexts textsOf(Map<String, Bytes> files) {
    var texts = new HashMap<String, String>();
    files.forEach(
        (name, text) -> {
          if (MappingFolder.isMappingFile(name)) {
            texts.put(name, text.asUtf8());
          }
        });
    return new MappingTexts(texts);
  }

  /** No version was published yet. */
  static final class NothingPublished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingPublished() {
      super(
          "nothing is published yet, and MAPPINGS_FROM is 'journal':"
              + " ./leadline mappings push FOLDER publishes a folder");
    }
  }
}
