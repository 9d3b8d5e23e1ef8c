package io.leadline.crm;

import io.leadline.event.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or an HTTP date (RFC 9110 §10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * How long the CRM asks us to wait, uncapped; zero for a date that has passed; nothing where it
   * is absent, negative, or no time at all.
   */
  static @Nullable Duration of(Headers headers, Instant now) {
    String value = headers.first("Retry-After").map(String::strip).orElse("");
    return value.matches("\\d+") ? seconds(value) : until(value, now);
  }

  private static @Nullable Duration seconds(String digits) {
    // Ten digits are three hundred years: more is a defect of the sender, not a wish.
    return digits.length() > 10 ? null : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static @Nullable Duration until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
