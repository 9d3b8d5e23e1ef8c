package io.leadline.settings;

import java.util.Locale;

/** Where a server takes the texts of its mappings from. */
public enum MappingsFrom {
  /** A folder beside it. */
  FOLDER,
  /** What {@code ./leadline mappings push} published. */
  JOURNAL;

  /**
   * @throws IllegalArgumentException when it is neither
   */
  static MappingsFrom of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "folder" -> FOLDER;
      case "journal" -> JOURNAL;
      default -> throw new IllegalArgumentException("it must be folder or journal");
    };
  }
}
