package io.leadline.crm;

import io.leadline.event.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or an HTTP date (RFC 9110 §10.2.3). */
final class RetryAfter {
  private static final Duration ABSURD = Duration.ofSeconds(9_999_999_999L);
  private static final int SHOWN = 40;

  private RetryAfter() {}

  /**
   * How long the CRM asks us to wait, uncapped; zero for a date that has passed; nothing where it
   * is absent, negative, or no time at all. More digits than a wish has are the longest wait.
   *
   * @param now what a date is measured from, where the answer itself has no {@code Date}
   */
  static @Nullable Duration of(Headers headers, Instant now) {
    String value = said(headers).orElse("");
    return value.matches("\\d+") ? seconds(value) : until(value, sentAt(headers, now));
  }

  /** The header as it came. */
  static Optional<String> said(Headers headers) {
    return headers.first("Retry-After").map(String::strip).filter(said -> !said.isEmpty());
  }

  /** What it said, fit for a log line, where it is no wait that is believed as it stands. */
  static Optional<String> odd(Headers headers, Instant now, Duration believed) {
    Duration wait = of(headers, now);
    return said(headers)
        .filter(
            said ->
                wait == null
                    || wait.compareTo(believed) > 0
                    || (wait.isZero() && !said.matches("0+")))
        .map(RetryAfter::shown);
  }

  private static String shown(String said) {
    String plain = said.replaceAll("[^\\w :,.+-]", "?");
    return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
  }

  private static Duration seconds(String digits) {
    return digits.length() > 10 ? ABSURD : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static @Nullable Duration until(String date, Instant now) {
    return time(date)
        .map(then -> then.isBefore(now) ? Duration.ZERO : Duration.between(now, then))
        .orElse(null);
  }

  /** By the other side's clock: ours may be wrong. */
  private static Instant sentAt(Headers headers, Instant now) {
    return headers.first("Date").flatMap(RetryAfter::time).orElse(now);
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
