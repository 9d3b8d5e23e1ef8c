package io.leadline.journal;

import io.leadline.event.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Dead-letter messages, for tests that are about something else. */
public final class Letters {
  private static final int ALL = 100_000;

  private Letters() {}

  /** Looks, and leaves them due. */
  public static List<EventId> due(Journal journal, Instant at) {
    return journal.takeDeadLetters(at, Duration.ZERO, ALL).stream().map(DeadLetter::event).toList();
  }

  /** Tells the message of this event alone. */
  public static void tell(Journal journal, EventId event, Instant at) {
    for (DeadLetter letter : journal.takeDeadLetters(at, Duration.ofMinutes(1), ALL)) {
      if (letter.event().equals(event)) {
        journal.deadLetterSent(letter);
      } else {
        journal.deadLetterFailed(letter, at);
      }
    }
  }
}
