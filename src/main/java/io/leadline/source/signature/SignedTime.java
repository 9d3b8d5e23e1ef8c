package io.leadline.source.signature;

import io.leadline.event.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * A header that says when a request was signed.
 *
 * @param tool as in messages
 * @param unit since 1970: seconds or milliseconds
 * @param tolerance how far it may be from the time of receipt, in either direction
 */
record SignedTime(String tool, String header, ChronoUnit unit, Duration tolerance) {

  /** Fits a long, and the milliseconds that it gives do too. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  /** What is wrong with it, as a sentence; empty where nothing is. */
  String complaint(Request request) {
    var text = request.headers().first(header).map(String::strip).orElse("");
    if (text.isEmpty()) {
      return header + " is missing: the signature cannot be checked without it";
    }
    if (!NUMBER.matcher(text).matches()) {
      return header + " is not a number of " + words();
    }
    return new Freshness(header, tool, tolerance)
        .complaint(instant(Long.parseLong(text)), request.receivedAt());
  }

  private String words() {
    return unit == ChronoUnit.SECONDS ? "seconds" : "milliseconds";
  }

  private Instant instant(long number) {
    return unit == ChronoUnit.SECONDS
        ? Instant.ofEpochSecond(number)
        : Instant.ofEpochMilli(number);
  }

  Request stampedOn(Request request) {
    var at = request.receivedAt();
    long number = unit == ChronoUnit.SECONDS ? at.getEpochSecond() : at.toEpochMilli();
    return request.with(header, String.valueOf(number));
  }
}
