package io.leadline.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as people type them. */
final class Times {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private Times() {}

  /** {@code 2h} is two hours ago; else ISO-8601. */
  static Instant read(String text, Clock clock) {
    Matcher ago = AGO.matcher(text);
    return ago.matches()
        ? clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)))
        : instant(text);
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: write 30m, 2h, 3d or 2026-01-31T10:00:00Z", e);
    }
  }
}
