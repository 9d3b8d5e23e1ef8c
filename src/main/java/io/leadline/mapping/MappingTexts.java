package io.leadline.mapping;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The texts of a mappings folder, by file name in order: mappings, {@code defaults.yaml}, {@code
 * crm-values.yaml}, cases. Whoever reads the folder makes one; this package does no I/O.
 */
public record MappingTexts(Map<String, String> byFileName) {
  /** The files that are for all mappings, and are none themselves. */
  public static final Set<String> FOR_ALL = Set.of(DefaultsParser.FILE, CrmValues.FILE);

  /** How the name of a file of cases ends. */
  public static final String CASES = ".cases.yaml";

  /** Whether a file of the folder is a mapping by its name. */
  public static boolean isMapping(String file) {
    return file.endsWith(".yaml") && !file.endsWith(CASES) && !FOR_ALL.contains(file);
  }

  public MappingTexts {
    byFileName = java.util.Collections.unmodifiableMap(new TreeMap<>(byFileName));
  }

  /** Those that decide what calls are made: all but the cases, and what is not read. */
  public MappingTexts thatDecide() {
    Map<String, String> files = new TreeMap<>(byFileName);
    files.keySet().removeIf(file -> file.endsWith(CASES) || !file.endsWith(".yaml"));
    return new MappingTexts(files);
  }

  /** Names the texts that decide, whatever connection they are for. */
  public String hash() {
    return Bytes.utf8(Documents.canonical(thatDecide().byFileName())).sha256();
  }
}
