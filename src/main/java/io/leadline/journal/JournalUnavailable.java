package io.leadline.journal;

/** The store could not do it now; ask again later. */
public final class JournalUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalUnavailable(String message) {
    super(message);
  }

  public JournalUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
