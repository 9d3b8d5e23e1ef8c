package io.leadline.source.body;

import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.source.Reading.Unreadable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes are not what the sender documents. The message says what was found, not its content.
 */
public final class Unexpected extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param found what is there instead, as {@code a JSON array of 3}
   */
  public Unexpected(String found) {
    super(found);
  }

  /**
   * @param expected what the sender documents, as {@code a Typeform webhook (...)}
   * @param cure what to do about it
   */
  public Unreadable instead(String expected, String cure) {
    return new Unreadable(
        new Reason(
            ReasonCode.UNREADABLE,
            "expected %s, found %s; %s".formatted(expected, getMessage(), cure)));
  }

  /** The kind of a JSON value, without its content. */
  static String kindOf(@Nullable Object json) {
    if (json instanceof Map<?, ?>) {
      return "a JSON object";
    }
    if (json instanceof List<?> list) {
      return list.isEmpty() ? "an empty JSON array" : "a JSON array of " + list.size();
    }
    return json == null ? "a JSON null" : "a single JSON value";
  }
}
