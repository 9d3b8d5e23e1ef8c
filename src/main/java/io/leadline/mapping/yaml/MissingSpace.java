package io.leadline.mapping.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code name:value}, {@code name = value} and {@code -item}: what YAML takes for one text, and
 * nobody meant as one.
 */
final class MissingSpace {
  private static final Pattern AFTER_COLON =
      Pattern.compile("^([\\p{L}_][\\p{L}\\p{N}_ -]*):(?!//)\\S.*", Pattern.DOTALL);
  private static final Pattern EQUALS =
      Pattern.compile("^([\\p{L}_][\\p{L}\\p{N}_ -]*?) ?=.*", Pattern.DOTALL);
  private static final Pattern AFTER_DASH = Pattern.compile("^-[^\\s\\d-].*", Pattern.DOTALL);

  private MissingSpace() {}

  /** What is wrong with a line that YAML took for a text; null where nothing is. */
  static @Nullable String sentence(String text) {
    Matcher colon = AFTER_COLON.matcher(text);
    if (colon.matches()) {
      return "a space is missing behind the ':' of '" + colon.group(1) + ":'";
    }
    Matcher equals = EQUALS.matcher(text);
    if (equals.matches()) {
      return "between a name and its value stands ': ', not '=': " + equals.group(1) + ": …";
    }
    return AFTER_DASH.matcher(text).matches() ? "a space is missing behind the '-'" : null;
  }
}
