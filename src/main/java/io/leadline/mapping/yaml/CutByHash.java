package io.leadline.mapping.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code name: Question #1} and {@code Option #2: x}: YAML ends a text before a '#'. */
final class CutByHash {
  private static final String COMMENT = "a '#' after a space begins a comment, so the ";
  private static final Pattern NAME =
      Pattern.compile("^([^'\"#](?:[^#]*[^#\\s])?\\s+#\\S.*?):(?:\\s.*)?$");

  private CutByHash() {}

  /** Of a line that would be 'name: value' without the '#' in its name; null where it is none. */
  static @Nullable String ofName(String line) {
    Matcher name = NAME.matcher(line);
    return name.matches()
        ? COMMENT
            + "name ends before it; if it belongs to the name, use quotes: "
            + quoted(name.group(1))
            + ": …"
        : null;
  }

  static String ofValue(String whole) {
    return COMMENT
        + "value ends before it; if it belongs to the text, use quotes: "
        + quoted(whole);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
