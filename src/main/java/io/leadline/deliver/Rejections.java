package io.leadline.deliver;

import io.leadline.event.CallKind;
import io.leadline.event.EventId;
import io.leadline.event.Reason;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Counts different events in a row whose call was refused with the same words. What the words quote
 * (values, addresses, numbers) is left aside: it differs from event to event.
 */
final class Rejections {
  private static final Pattern VALUES =
      Pattern.compile(
          "'[^']*'|\"[^\"]*\"|“[^”]*”|`[^`]*`|\\S+@\\S+|https?://\\S+|\\S*\\d\\S*",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final int limit;
  private final Map<CallKind, Run> runs = new EnumMap<>(CallKind.class);

  /**
   * @param limit 0 for never
   */
  Rejections(int limit) {
    this.limit = limit;
  }

  private record Run(String words, Set<EventId> events) {}

  /** Whether this is the one that makes them too many. */
  synchronized boolean add(CallKind kind, EventId event, Reason reason) {
    String words = wordsOf(reason);
    Run run = runs.get(kind);
    if (run == null || !run.words().equals(words)) {
      run = new Run(words, new HashSet<>());
      runs.put(kind, run);
    }
    if (limit > 0 && run.events().size() < limit) {
      run.events().add(event);
    }
    return limit > 0 && run.events().size() >= limit;
  }

  synchronized void accepted(CallKind kind) {
    runs.remove(kind);
  }

  synchronized void forget() {
    runs.clear();
  }

  static String wordsOf(Reason reason) {
    String sentence = reason.sentence().toLowerCase(Locale.ROOT);
    return reason.code().code() + ": " + VALUES.matcher(sentence).replaceAll("?");
  }
}
