package io.leadline.source;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a hook's route file says beside the name of its source: the constants that its {@code
 * setVariable} steps give to variables. Each reader says which option it could not take, and why.
 */
public final class HookOptions {
  public static final HookOptions NONE = new HookOptions(Map.of());
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*([smhd])");

  private final Map<String, String> values;

  private HookOptions(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * @param values by the variable's name
   */
  public static HookOptions of(Map<String, String> values) {
    return new HookOptions(values);
  }

  /** Nothing where it is not set, or blank. */
  public Optional<String> text(String option) {
    return Optional.ofNullable(values.get(option)).map(String::strip).filter(it -> !it.isEmpty());
  }

  public String text(String option, String usual) {
    return text(option).orElse(usual);
  }

  /**
   * @param why what it is needed for, as the end of a sentence
   */
  public String required(String option, String why) throws UnfitOption {
    return text(option)
        .orElseThrow(
            () ->
                new UnfitOption(
                    option, "it must be set with a setVariable step, as it is needed " + why));
  }

  /**
   * One of some words.
   *
   * @param usual the word that counts where it is not set
   */
  public <T> T oneOf(String option, String usual, Map<String, T> known) throws UnfitOption {
    var word = text(option, usual);
    if (!known.containsKey(word)) {
      throw new UnfitOption(
          option,
          "'%s' is not known: write one of %s"
              .formatted(word, String.join(", ", new TreeSet<>(known.keySet()))));
    }
    return known.get(word);
  }

  /** As {@code 30s}, {@code 5m}, {@code 24h} or {@code 7d}; longer than nothing. */
  public Duration duration(String option, Duration usual) throws UnfitOption {
    var text = text(option);
    return text.isEmpty() ? usual : duration(option, text.get());
  }

  private static Duration duration(String option, String text) throws UnfitOption {
    var matcher = DURATION.matcher(text);
    try {
      if (matcher.matches()) {
        var unit = matcher.group(2).toUpperCase(Locale.ROOT);
        var duration = Duration.parse((unit.equals("D") ? "P" : "PT") + matcher.group(1) + unit);
        if (!duration.isZero()) {
          return duration;
        }
      }
    } catch (DateTimeParseException tooLong) {
      // Said below.
    }
    throw new UnfitOption(
        option, "'%s' is not a time: write it as 30s, 5m, 24h or 7d".formatted(text));
  }
}
