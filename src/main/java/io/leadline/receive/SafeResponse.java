package io.leadline.receive;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets no answer of a known hook out that makes a sender give up: 404, 410 (Typeform switches the
 * webhook off, sources.md §1), or an error with nothing in it. A stopped or broken route, a full
 * thread pool or a timeout becomes 503 with Retry-After instead.
 */
final class SafeResponse extends HttpServletResponseWrapper {
  private final HttpServletResponse original;
  private final IntConsumer onReplaced;
  private volatile boolean replaced;

  /**
   * @param onReplaced is told which status was not let out
   */
  SafeResponse(HttpServletResponse original, IntConsumer onReplaced) {
    super(original);
    this.original = original;
    this.onReplaced = onReplaced;
  }

  @Override
  public void setStatus(int status) {
    if (isHarmful(status)) {
      replace(status);
    } else if (!replaced) {
      super.setStatus(status);
    }
  }

  @Override
  public void sendError(int status) {
    replace(status);
  }

  @Override
  public void sendError(int status, @Nullable String message) {
    replace(status);
  }

  @Override
  public void sendRedirect(String location) {
    replace(302);
  }

  private static boolean isHarmful(int status) {
    return status == 404 || status == 410 || (status >= 500 && status != 503);
  }

  /** Synchronized: a timeout answers from another thread than the route does. */
  private synchronized void replace(int status) {
    if (replaced || original.isCommitted()) {
      return;
    }
    replaced = true;
    onReplaced.accept(status);
    try {
      original.reset();
      Door.write(Answer.broken(), original);
    } catch (IOException e) {
      throw new UncheckedIOException("the caller went away", e);
    }
  }
}
