package io.leadline.event;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a hook, the last part of {@code /hooks/{hook}}: {@code [a-z0-9][a-z0-9-]{0,62}}. */
public record HookName(String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public HookName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a hook's name (small letters, digits and '-')");
    }
  }

  /**
   * The environment variable of this hook: {@code demo-form} and {@code SECRET} give
   * DEMO_FORM_SECRET.
   */
  public String variable(String suffix) {
    return value.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + suffix;
  }

  @Override
  public String toString() {
    return value;
  }
}
