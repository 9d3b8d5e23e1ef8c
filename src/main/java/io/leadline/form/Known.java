package io.leadline.form;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question that was seen.
 *
 * @param formerTitles what it was called before, the last one first: mappings that read it by title
 *     may still say one of them
 * @param removedAt when it was first missing in a submission that shows the whole form; null while
 *     it is there
 */
public record Known(
    Question question,
    List<String> formerTitles,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Instant removedAt) {
  private static final int MOST_TITLES = 10;

  public Known {
    formerTitles = List.copyOf(formerTitles);
  }

  /** Seen for the first time. */
  public static Known first(Question question, Instant at) {
    return new Known(question, List.of(), at, at, null);
  }

  public boolean isThere() {
    return removedAt == null;
  }

  /** Seen once more, as it is now. */
  Known again(Question now, Instant at) {
    return new Known(now, formerTitles(now.title()), firstSeen, at, null);
  }

  /** Missing where the whole form is shown. */
  Known missing(Instant at) {
    return new Known(question, formerTitles, firstSeen, lastSeen, at);
  }

  private List<String> formerTitles(String now) {
    Set<String> titles = new LinkedHashSet<>();
    titles.add(question.title());
    titles.addAll(formerTitles);
    titles.remove(now);
    return titles.stream().limit(MOST_TITLES).toList();
  }
}
