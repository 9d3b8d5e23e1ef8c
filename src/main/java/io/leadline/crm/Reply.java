package io.leadline.crm;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What came back for one request to the CRM. */
public sealed interface Reply {
  /**
   * How much of a body is read, in bytes. Whoever reads the socket stops there; what is longer is
   * not understood.
   */
  int MAX_BODY = 4 * 1024 * 1024;

  /** An HTTP answer, whatever its status. */
  record Answered(int status, Headers headers, Bytes body) implements Reply {
    /** How long the other side asks to wait ({@code Retry-After}), uncapped. */
    public Optional<Duration> retryAfter(Instant now) {
      return Optional.ofNullable(RetryAfter.of(headers, now));
    }

    /** {@code Retry-After} as it came; nothing where there is none. */
    public Optional<String> saidRetryAfter() {
      return RetryAfter.said(headers);
    }

    /**
     * What {@code Retry-After} said, where it is no time, has passed, or asks for more than is
     * believed. Fit for a log line.
     */
    public Optional<String> oddRetryAfter(Instant now, Duration believed) {
      return RetryAfter.odd(headers, now, believed);
    }
  }

  /**
   * No HTTP answer.
   *
   * @param mayHaveHappened false only where the request surely never reached the CRM
   * @param what in a few words, as "connection refused"; no address, no payload
   */
  record NoAnswer(boolean mayHaveHappened, String what) implements Reply {
    /**
     * Told by their names, for the HTTP client's own exceptions must not bind this package to it.
     */
    private static final Set<String> NOT_SENT =
        Set.of(
            "ConnectTimeoutException",
            "HttpConnectTimeoutException",
            "HttpHostConnectException",
            "ConnectionRequestTimeoutException",
            "UnresolvedAddressException");

    /**
     * Sorts what an HTTP client threw: refused, unknown host, no route, connect timeout and a
     * failed TLS handshake surely did not happen; all else may have.
     */
    public static NoAnswer because(Throwable thrown) {
      for (Throwable cause = thrown; cause != null; cause = next(cause)) {
        String known = notSent(cause);
        if (known != null) {
          return new NoAnswer(false, known);
        }
      }
      return new NoAnswer(true, isTimeout(thrown) ? "no answer in time" : "the connection was cut");
    }

    private static @Nullable Throwable next(Throwable cause) {
      return cause.getCause() == cause ? null : cause.getCause();
    }

    private static @Nullable String notSent(Throwable cause) {
      if (cause instanceof UnknownHostException) {
        return "unknown host";
      }
      if (cause instanceof NoRouteToHostException) {
        return "no route to host";
      }
      if (cause instanceof SSLHandshakeException) {
        return "TLS handshake failed";
      }
      if (cause instanceof ConnectException) {
        return "connection refused";
      }
      return NOT_SENT.contains(cause.getClass().getSimpleName()) ? "could not connect" : null;
    }

    private static boolean isTimeout(Throwable thrown) {
      for (Throwable cause = thrown; cause != null; cause = next(cause)) {
        if (cause.getClass().getSimpleName().contains("Timeout")) {
          return true;
        }
      }
      return false;
    }
  }
}
