package io.leadline.cli;

import io.leadline.crm.Catalogue;
import io.leadline.crm.Connection;
import io.leadline.deliver.MappingFolder;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingTexts;
import io.leadline.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A mappings folder as the commands see it: with the documented fields, and no server.
 *
 * @param folder where the files lie; null where they lie in none
 * @param copies files that lie elsewhere, by the name that they have here
 */
record MappingsToCheck(
    MappingTexts texts, CrmMode mode, @Nullable Path folder, Map<String, Path> copies) {
  private static final String MODE = "CRM_MODE";

  /**
   * Reads the folder.
   *
   * @throws IllegalArgumentException when there is none, or {@code CRM_MODE} is no mode
   */
  static MappingsToCheck in(Path folder, Program program) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no folder '" + folder + "'");
    }
    var texts = new MappingFolder(folder).get();
    return new MappingsToCheck(texts, mode(MODE, program), folder, Map.of());
  }

  /** The folder that was named, or the one that a server here would read. */
  static Path folder(@Nullable Path named, Program program) {
    return named == null ? Settings.mappings(program.environment()) : named;
  }

  /** Texts that are in no folder. */
  static MappingsToCheck of(MappingTexts texts, Program program) {
    return new MappingsToCheck(texts, mode(MODE, program), null, Map.of());
  }

  /**
   * As {@link #in}; a folder that is not there has no mappings.
   *
   * @throws IllegalArgumentException when {@code CRM_MODE} is no mode
   */
  static MappingsToCheck inWhatIsThere(Path folder, Program program) {
    return Files.isDirectory(folder)
        ? in(folder, program)
        : of(new MappingTexts(Map.of()), program);
  }

  /** As they are for a connection, which has a mode of its own. */
  MappingsToCheck of(ConnectionName connection, Program program) {
    CrmMode own = mode(Connection.variable(connection, "MODE"), program);
    return new MappingsToCheck(texts, own, folder, copies);
  }

  private static CrmMode mode(String variable, Program program) {
    String mode = program.environment().getOrDefault(variable, "").strip();
    for (CrmMode known : CrmMode.values()) {
      if (known.name().equalsIgnoreCase(mode)) {
        return known;
      }
    }
    if (mode.isEmpty()) {
      return CrmMode.B2B;
    }
    throw new IllegalArgumentException(variable + " '" + mode + "' is no mode; it is b2b or b2c");
  }

  /** One mapping, and what holds for all. */
  MappingsToCheck only(String mapping) {
    Map<String, String> kept = new TreeMap<>(texts.byFileName());
    kept.keySet()
        .removeIf(file -> !file.equals(mapping + ".yaml") && !MappingTexts.FOR_ALL.contains(file));
    return with(kept);
  }

  /** All but the mappings whose files are not wanted; what is for all stays. */
  MappingsToCheck without(Predicate<String> unwanted) {
    Map<String, String> kept = new TreeMap<>(texts.byFileName());
    kept.keySet().removeIf(file -> !MappingTexts.FOR_ALL.contains(file) && unwanted.test(file));
    return with(kept);
  }

  /** One file more, or another text of one. */
  MappingsToCheck with(String file, String text) {
    Map<String, String> more = new TreeMap<>(texts.byFileName());
    more.put(file, text);
    return with(more);
  }

  /** The same; it lies elsewhere. */
  MappingsToCheck with(String file, String text, Path path) {
    var more = new TreeMap<String, Path>(copies);
    more.put(file, path);
    return new MappingsToCheck(with(file, text).texts(), mode, folder, more);
  }

  private MappingsToCheck with(Map<String, String> files) {
    return new MappingsToCheck(new MappingTexts(files), mode, folder, copies);
  }

  /** Where a file lies, as a person would name it. */
  String path(String file) {
    Path copy = copies.get(file);
    if (copy != null) {
      return copy.toString();
    }
    return folder == null ? "mappings/" + file : folder.resolve(file).toString();
  }

  /** The files that are mappings, by name. */
  List<String> mappingFiles() {
    return texts.byFileName().keySet().stream().filter(MappingTexts::isMapping).toList();
  }

  Compilation compile() {
    return compile(Catalogue.documented());
  }

  Compilation compile(FieldCatalogue fields) {
    return MappingCompiler.compile(texts, fields, mode);
  }
}
