package io.leadline.receive;

import java.util.Collection;
import java.util.Comparator;

/** What somebody may have meant. */
final class Spelling {
  private Spelling() {}

  /** {@code did you mean 'typeform'? Known: hubspot, typeform}. */
  static String suggestion(String word, Collection<String> known) {
    String all = "known: " + String.join(", ", known.stream().sorted().toList());
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= 2)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .map(nearest -> "did you mean '" + nearest + "'? (" + all + ")")
        .orElse(all);
  }

  /** How many letters must be put in, taken out or changed. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row = next(row, i, from.charAt(i - 1), to);
    }
    return row[to.length()];
  }

  private static int[] next(int[] above, int i, char letter, String to) {
    int[] row = new int[above.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int changed = above[j - 1] + (letter == to.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
    }
    return row;
  }
}
