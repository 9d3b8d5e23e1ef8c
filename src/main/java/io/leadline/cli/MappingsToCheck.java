package io.leadline.cli;

import io.leadline.crm.Catalogue;
import io.leadline.deliver.MappingFolder;
import io.leadline.event.CrmMode;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A mappings folder as the commands see it: with the documented fields, and no server. */
record MappingsToCheck(MappingTexts texts, CrmMode mode) {

  /**
   * Reads the folder.
   *
   * @throws IllegalArgumentException when there is none, or {@code CRM_MODE} is no mode
   */
  static MappingsToCheck in(Path folder, Program program) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no folder '" + folder + "'");
    }
    return new MappingsToCheck(new MappingFolder(folder).get(), mode(program));
  }

  /**
   * As {@link #in}; a folder that is not there has no mappings.
   *
   * @throws IllegalArgumentException when {@code CRM_MODE} is no mode
   */
  static MappingsToCheck inWhatIsThere(Path folder, Program program) {
    return Files.isDirectory(folder)
        ? in(folder, program)
        : new MappingsToCheck(new MappingTexts(Map.of()), mode(program));
  }

  private static CrmMode mode(Program program) {
    String mode = program.environment().getOrDefault("CRM_MODE", "").strip();
    for (CrmMode known : CrmMode.values()) {
      if (known.name().equalsIgnoreCase(mode)) {
        return known;
      }
    }
    if (mode.isEmpty()) {
      return CrmMode.B2B;
    }
    throw new IllegalArgumentException("CRM_MODE '" + mode + "' is no mode; it is b2b or b2c");
  }

  /** One mapping, and what holds for all. */
  MappingsToCheck only(String mapping) {
    Map<String, String> kept = new TreeMap<>(texts.byFileName());
    kept.keySet()
        .removeIf(file -> !file.equals(mapping + ".yaml") && !MappingTexts.FOR_ALL.contains(file));
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
    return MappingCompiler.compile(texts, Catalogue.documented(), mode);
  }
}
