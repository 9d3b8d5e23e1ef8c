package io.leadline.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a call can go wrong on request. */
public enum FaultKind {
  /** The answer is late by {@code delay_ms}, and otherwise as it would have been. */
  LATENCY,
  /** 429 with {@code Retry-After}. */
  TOO_MANY_REQUESTS,
  /** 429 with {@code Retry-After} for calls beyond {@code per_second}; the others pass. */
  RATE_LIMIT,
  /** A 5xx (default 503) with a web server's HTML page. */
  SERVER_ERROR,
  /** A 4xx (default 403) with a JSON error. */
  CLIENT_ERROR,
  /** 200 with an HTML page, as a login or maintenance page answers. */
  HTML_PAGE,
  /** 200 with no body. */
  EMPTY_BODY,
  /** 200, said to be JSON, and cut short in the middle. */
  NOT_JSON,
  /**
   * Not a byte comes back until {@link Faults#release()}, the fault's {@code delay_ms}, or the end
   * of the sandbox; then the call goes on as if nothing had happened. The sandbox cannot see
   * whether a client that got nothing still waits.
   */
  HANG,
  /**
   * A status line and then a blank every tenth of a second, which defeats a timeout between bytes;
   * until released, as with {@link #HANG}, or until the client goes away, which is seen.
   */
  TRICKLE,
  /** The connection is closed without an answer, and nothing was stored. */
  CUT_BEFORE_COMMIT,
  /** The connection is closed without an answer, after the record was stored. */
  CUT_AFTER_COMMIT,
  /** Success, and stored, but the id that the caller needs is not in the answer. */
  NO_CONTACT_ID,
  /** An error reply in the CRM's shape, whatever was asked. */
  REFUSE;

  /** The name in JSON, lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean holdsTheCall() {
    return this == HANG || this == TRICKLE;
  }

  boolean commitsByNature() {
    return this == CUT_AFTER_COMMIT || this == NO_CONTACT_ID;
  }

  static Optional<FaultKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  static String words() {
    return String.join(", ", Arrays.stream(values()).map(FaultKind::word).toList());
  }
}
