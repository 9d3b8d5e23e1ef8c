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

/** A mappings folder as the commands see it: with the documented fields, and no server. */
record MappingsToCheck(MappingTexts texts, CrmMode mode) {
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
    return new MappingsToCheck(new MappingFolder(folder).get(), mode(MODE, program));
  }

  /** The folder that was named, or the one that a server here would read. */
  static Path folder(@Nullable Path named, Program program) {
    return named == null ? Settings.mappings(program.environment()) : named;
  }

  /** Texts that are in no folder. */
  static MappingsToCheck of(MappingTexts texts, Program program) {
    return new MappingsToCheck(texts, mode(MODE, program));
  }

  /**
   * As {@link #in}; a folder that is not there has no mappings.
   *
   * @throws IllegalArgumentException when {@code CRM_MODE} is no mode
   */
  static MappingsToCheck inWhatIsThere(Path folder, Program program) {
    return Files.isDirectory(folder)
        ? in(folder, program)
        : new MappingsToCheck(new MappingTexts(Map.of()), mode(MODE, program));
  }

  /** As they are for a connection, which has a mode of its own. */
  MappingsToCheck of(ConnectionName connection, Program program) {
    return new MappingsToCheck(texts, mode(Connection.variable(connection, "MODE"), program));
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
    return new MappingsToCheck(new MappingTexts(kept), mode);
  }

  /** All but the mappings whose files are not wanted; what is for all stays. */
  MappingsToCheck without(Predicate<String> unwanted) {
    Map<String, String> kept = new TreeMap<>(texts.byFileName());
    kept.keySet().removeIf(file -> !MappingTexts.FOR_ALL.contains(file) && unwanted.test(file));
    return new MappingsToCheck(new MappingTexts(kept), mode);
  }

  /** One file more, or another text of one. */
  MappingsToCheck with(String file, String text) {
    Map<String, String> more = new TreeMap<>(texts.byFileName());
    more.put(file, text);
    return new MappingsToCheck(new MappingTexts(more), mode);
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
