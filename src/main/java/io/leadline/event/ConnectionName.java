package io.leadline.event;

import java.util.regex.Pattern;

/** The name of one CRM account. {@link #DEFAULT} is configured by {@code CRM_*}. */
public record ConnectionName(String value) {
  // Before DEFAULT, whose making needs it.
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public static final ConnectionName DEFAULT = new ConnectionName("default");

  public ConnectionName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a connection's name (small letters, digits and '-')");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
