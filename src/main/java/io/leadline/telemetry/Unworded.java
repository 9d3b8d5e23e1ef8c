package io.leadline.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A throwable's type (as its message) and stack without its own message, which may hold what no log
 * may.
 */
final class Unworded extends Throwable {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 10;

  private Unworded(Throwable original, @Nullable Throwable cause) {
    super(original.getClass().getName(), cause);
    setStackTrace(original.getStackTrace());
  }

  static Unworded of(Throwable original) {
    return of(original, MAX_CAUSES);
  }

  private static Unworded of(Throwable original, int causes) {
    Throwable cause = original.getCause();
    return new Unworded(original, cause == null || causes == 0 ? null : of(cause, causes - 1));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
