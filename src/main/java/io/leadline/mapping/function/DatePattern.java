package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of {@code date('dd.MM.yyyy')}: those of {@link DateTimeFormatter}, less its traps.
 */
final class DatePattern {
  private static final int LONGEST_TEXT = 100;
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private static final int MOST_FORMATTERS = 1000;
  private static final Map<Form, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

  private enum Way {
    WRITE,
    READ,
    READ_LENIENTLY
  }

  private record Form(String pattern, Locale language, Way way) {}

  private DatePattern() {}

  /** What is wrong with a pattern; null where it is right. */
  static @Nullable String refuse(String pattern) {
    String letters = unquoted(pattern);
    if (letters.indexOf('Y') >= 0 || letters.indexOf('D') >= 0) {
      return suggest(pattern, pattern.replace('Y', 'y').replace('D', 'd'));
    }
    if (letters.contains("mm") && !letters.matches(".*[HhKk].*") && letters.indexOf('M') < 0) {
      return suggest(pattern, pattern.replace("mm", "MM"));
    }
    return letters.matches(".*[a-zA-Z].*") && isPattern(pattern)
        ? null
        : "'" + pattern + "' is not a date pattern (as dd.MM.yyyy)";
  }

  static @Nullable String refuseLanguage(String tag) {
    return LANGUAGES.contains(language(tag).getLanguage())
        ? null
        : "'" + tag + "' is not a language (as en or de)";
  }

  static Locale language(String tag) {
    return Locale.forLanguageTag(tag.trim().replace('_', '-'));
  }

  static TemporalAccessor read(@Nullable String text, String pattern, Locale language)
      throws Unfit {
    if (text != null && text.length() <= LONGEST_TEXT) {
      TemporalAccessor moment = parsed(text, formatter(new Form(pattern, language, Way.READ)));
      moment =
          moment == null
              ? parsed(text, formatter(new Form(pattern, language, Way.READ_LENIENTLY)))
              : moment;
      if (moment != null) {
        return moment;
      }
    }
    throw new Unfit("not a date written as " + pattern);
  }

  static String write(TemporalAccessor moment, String pattern, Locale language) throws Unfit {
    try {
      return formatter(new Form(pattern, language, Way.WRITE)).format(moment);
    } catch (DateTimeException e) {
      throw new Unfit(
          "a date that lacks what the pattern " + pattern + " asks for, as a time of day");
    }
  }

  /** Patterns stand in mapping files: there are few, and each is read once. */
  private static DateTimeFormatter formatter(Form form) {
    DateTimeFormatter known = FORMATTERS.get(form);
    if (known != null) {
      return known;
    }
    DateTimeFormatter made = made(form);
    if (FORMATTERS.size() < MOST_FORMATTERS) {
      FORMATTERS.put(form, made);
    }
    return made;
  }

  private static DateTimeFormatter made(Form form) {
    return form.way() == Way.WRITE
        ? DateTimeFormatter.ofPattern(form.pattern(), form.language())
        : strict(form.pattern(), form.language(), form.way() == Way.READ_LENIENTLY);
  }

  private static @Nullable TemporalAccessor parsed(String text, DateTimeFormatter formatter) {
    try {
      TemporalAccessor moment =
          formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return LocalDate.from(moment).getYear() < 1000 ? null : moment;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Strict about days that do not exist; lenient, where asked to be, about leading zeros. */
  private static DateTimeFormatter strict(String pattern, Locale language, boolean lenient) {
    var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    if (lenient) {
      builder.parseLenient();
    }
    return builder
        .appendPattern(withProlepticYear(pattern))
        .toFormatter(language)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Strict parsing wants an era beside {@code y}; {@code u} is the year that needs none. */
  private static String withProlepticYear(String pattern) {
    var proleptic = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      proleptic.append(c == 'y' && !quoted ? 'u' : c);
    }
    return proleptic.toString();
  }

  private static boolean isPattern(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String unquoted(String pattern) {
    return pattern.replaceAll("'[^']*'", "");
  }

  private static String suggest(String pattern, String better) {
    return "'" + pattern + "' is not what you mean; did you mean '" + better + "'?";
  }
}
