package io.leadline.telemetry;

import io.leadline.event.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** One log line: what happened, then {@code key=value} fields. */
final class Line {
  private static final int MAX_VALUE = 500;

  private final Level level;
  private final StringBuilder text;
  private @Nullable Throwable thrown;
  private @Nullable String detail;

  private Line(Level level, String what) {
    this.level = level;
    this.text = new StringBuilder(what);
  }

  static Line of(Level level, String what) {
    return new Line(level, what);
  }

  Line with(String key, @Nullable Object value) {
    if (value != null) {
      text.append(' ').append(key).append('=').append(quoted(value.toString()));
    }
    return this;
  }

  Line took(Duration duration) {
    return with("duration_ms", duration.toMillis());
  }

  /** The code; the sentence may quote the CRM, and the CRM a person: only where details are on. */
  Line because(@Nullable Reason reason) {
    if (reason != null) {
      with("reason", reason.code().code());
      detail = reason.sentence();
    }
    return this;
  }

  /** Where it broke, without messages; those only where details are on. */
  Line thrown(Throwable error) {
    thrown = Unworded.of(error);
    detail = error.toString();
    return this;
  }

  Level level() {
    return level;
  }

  @Nullable Throwable thrown() {
    return thrown;
  }

  String text(boolean detailed) {
    return detailed && detail != null ? text + " detail=" + quoted(detail) : text.toString();
  }

  /** A value must neither end the line nor look like the next field. */
  private static String quoted(String value) {
    String bounded = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE - 1) + "…" : value;
    String clean = bounded.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    boolean plain = !clean.isEmpty() && clean.chars().noneMatch(c -> " =\"".indexOf(c) >= 0);
    return plain ? clean : '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
