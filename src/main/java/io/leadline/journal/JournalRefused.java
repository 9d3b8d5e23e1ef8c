package io.leadline.journal;

/**
 * The journal cannot be opened, and asking again does not help: another server holds it, it is of a
 * newer Leadline, it is not there. The message says what to do.
 */
public sealed class JournalRefused extends RuntimeException permits NoJournal {
  private static final long serialVersionUID = 1L;

  public JournalRefused(String message) {
    super(message);
  }

  public JournalRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
