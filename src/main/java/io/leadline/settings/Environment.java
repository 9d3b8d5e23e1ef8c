package io.leadline.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads typed values from the environment and collects what is wrong with them. */
final class Environment {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private static final Duration LONGEST = Duration.ofDays(365);

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  String text(String name, String usual) {
    String value = variables.getOrDefault(name, "");
    return value.isBlank() ? usual : value.strip();
  }

  /** As it stands: blanks may belong to a secret. */
  @Nullable String secret(String name) {
    String value = variables.getOrDefault(name, "");
    return value.isBlank() ? null : value;
  }

  /** Never quoted: people paste addresses with a login in them. */
  @Nullable String address(String name, Function<String, String> reading) {
    String value = variables.getOrDefault(name, "");
    try {
      return value.isBlank() ? null : reading.apply(value);
    } catch (IllegalArgumentException e) {
      complain(name + ": " + e.getMessage());
      return null;
    }
  }

  int number(String name, int usual, int least, int most) {
    return read(name, text(name, "" + usual), value -> between(value, least, most), usual);
  }

  Duration duration(String name, Duration usual) {
    String value = variables.getOrDefault(name, "");
    return value.isBlank() ? usual : read(name, value, Environment::duration, usual);
  }

  <T> T word(String name, String usual, Function<String, T> reading) {
    return read(name, text(name, usual), reading, reading.apply(usual));
  }

  void complain(String problem) {
    problems.add(problem);
  }

  void refuseIfUnfit() {
    if (!problems.isEmpty()) {
      throw new UnfitSettings(problems);
    }
  }

  private <T> T read(String name, String value, Function<String, T> reading, T otherwise) {
    try {
      return reading.apply(value);
    } catch (IllegalArgumentException e) {
      complain(name + " is '" + value + "': " + e.getMessage());
      return otherwise;
    }
  }

  private static int between(String value, int least, int most) {
    String expected = "it must be a whole number from " + least + " to " + most;
    int number;
    try {
      number = Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(expected, e);
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException(expected);
    }
    return number;
  }

  private static Duration duration(String value) {
    Matcher matcher = DURATION.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("it must be a time such as 500ms, 30s, 5m, 2h or 3d");
    }
    Duration duration = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("it must be a year (365d) at most");
    }
    return duration;
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
