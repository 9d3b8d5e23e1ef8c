package io.leadline.journal;

import java.util.Locale;
import java.util.regex.Pattern;

/** The public id of a replay run: {@code R12}, the twelfth of its journal. */
public record ReplayId(long number) implements Comparable<ReplayId> {
  private static final Pattern WRITTEN = Pattern.compile("R[1-9]\\d{0,17}");

  /**
   * Reads what {@link #toString()} wrote, in either case.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ReplayId of(String text) {
    String id = text.strip().toUpperCase(Locale.ROOT);
    if (!WRITTEN.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no replay (as R12: ./leadline replays lists them)");
    }
    return new ReplayId(Long.parseLong(id.substring(1)));
  }

  @Override
  public int compareTo(ReplayId other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "R" + number;
  }
}
