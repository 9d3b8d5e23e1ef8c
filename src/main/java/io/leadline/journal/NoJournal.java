package io.leadline.journal;

/** There is no journal where one was looked for. */
public final class NoJournal extends JournalRefused {
  private static final long serialVersionUID = 1L;

  public NoJournal(String message) {
    super(message);
  }
}
