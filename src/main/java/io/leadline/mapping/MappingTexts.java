package io.leadline.mapping;

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
}
