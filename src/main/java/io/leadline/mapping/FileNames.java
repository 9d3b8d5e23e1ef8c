package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Files that would not be read, or not as what they are meant to be. */
final class FileNames {
  /** As an editor names a file, or a system where case is one. */
  private static final Pattern LOOKS_SO = Pattern.compile("(?i).*\\.ya?ml(?:\\.txt)?");

  private FileNames() {}

  static void check(Set<String> files, Problems problems) {
    Map<String, String> byFoldedName = new HashMap<>();
    for (String file : files) {
      checkEnding(file, problems);
      checkSpelling(file, problems);
      checkCases(file, files, problems);
      String other = byFoldedName.put(file.toLowerCase(Locale.ROOT), file);
      if (other != null) {
        problems.warn(
            Spot.wholeFile(file),
            "differs from '"
                + other
                + "' in upper and lower case only; on Windows and Mac they are one file");
      }
    }
  }

  private static void checkEnding(String file, Problems problems) {
    String why = "is not read: its name must end in '.yaml'";
    if (file.endsWith(".yml")) {
      problems.error(Spot.wholeFile(file), why);
    } else if (!file.endsWith(".yaml") && LOOKS_SO.matcher(file).matches()) {
      problems.warn(Spot.wholeFile(file), why);
    }
  }

  private static void checkSpelling(String file, Problems problems) {
    String spelling = file.toLowerCase(Locale.ROOT).replace('_', '-');
    if (!MappingTexts.FOR_ALL.contains(file) && MappingTexts.FOR_ALL.contains(spelling)) {
      problems.error(Spot.wholeFile(file), "is taken for a mapping: write '" + spelling + "'");
    }
  }

  private static void checkCases(String file, Set<String> files, Problems problems) {
    if (!file.endsWith(MappingTexts.CASES)) {
      return;
    }
    String mapping = file.substring(0, file.length() - MappingTexts.CASES.length()) + ".yaml";
    if (!files.contains(mapping)) {
      problems.warn(
          Spot.wholeFile(file),
          "has no mapping: there is no "
              + mapping
              + " beside it"
              + Suggestion.among(mapping, files));
    }
  }
}
