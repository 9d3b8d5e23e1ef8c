package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, or a date and time, as form tools send them: ISO 8601 with T or a space, any offset (also
 * {@code +0000}) or none; seconds or milliseconds since 1970 (10 or 13 digits), taken as UTC; or
 * parts: {@code {year, month, day}}, {@code {date}}. Nothing is moved to another time zone: the day
 * is the one the sender wrote.
 */
final class Moment {
  private static final Pattern SINCE_EPOCH = Pattern.compile("\\d{10}|\\d{13}");
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[' ']")
          .appendPattern("[XXXXX][XX][X]")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Moment() {}

  static TemporalAccessor read(Object value) throws Unfit {
    TemporalAccessor moment =
        value instanceof Map<?, ?> object ? inParts(Texts.parts(object)) : typed(Texts.of(value));
    if (moment == null) {
      throw new Unfit("not a date (say how it is written, as | date('yyyy-MM-dd', 'dd.MM.yyyy'))");
    }
    return moment;
  }

  private static @Nullable TemporalAccessor inParts(Map<String, Object> parts) {
    if (parts.containsKey("date")) {
      return typed(Texts.of(parts.get("date")));
    }
    if (parts.containsKey("unix")) {
      return typed(Texts.of(parts.get("unix")));
    }
    try {
      return LocalDate.of(part(parts, "year"), part(parts, "month"), part(parts, "day"));
    } catch (DateTimeException | Unfit | ArithmeticException e) {
      return null;
    }
  }

  private static int part(Map<String, Object> parts, String name) throws Unfit {
    Object part = parts.get(name);
    if (part == null) {
      throw new Unfit("not a date (it has no " + name + ")");
    }
    return Numbers.read(part).intValueExact();
  }

  private static @Nullable TemporalAccessor typed(@Nullable String text) {
    if (text == null || text.length() > 50) {
      return null;
    }
    if (SINCE_EPOCH.matcher(text).matches()) {
      return sinceEpoch(new BigDecimal(text).longValueExact(), text.length() == 13);
    }
    try {
      return ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static TemporalAccessor sinceEpoch(long number, boolean milliseconds) {
    Instant instant = milliseconds ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    return instant.atOffset(ZoneOffset.UTC);
  }
}
