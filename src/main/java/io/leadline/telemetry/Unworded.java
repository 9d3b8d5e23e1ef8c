package io.leadline.telemetry;

import org.jspecify.annotations.Nullable;

/** A throwable's type and stack without its message, which may hold what no log may. */
final class Unworded extends Throwable {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 10;

  private final String type;

  private Unworded(Throwable original, @Nullable Throwable cause) {
    super(null, cause);
    this.type = original.getClass().getName();
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

  @Override
  public String toString() {
    return type;
  }
}
