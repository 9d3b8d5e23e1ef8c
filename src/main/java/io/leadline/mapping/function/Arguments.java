package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a function was given between its brackets. */
final class Arguments {
  /** In characters: what a function that makes texts longer may make at most. */
  static final int LONGEST_RESULT = 1_000_000;

  private Arguments() {}

  static String text(List<String> arguments, int index, String otherwise) {
    return index < arguments.size() ? arguments.get(index) : otherwise;
  }

  /** A whole number that {@link #refuseNumber} has let through. */
  static int number(List<String> arguments, int index, int otherwise) {
    return index < arguments.size() ? Integer.parseInt(arguments.get(index).trim()) : otherwise;
  }

  static @Nullable String refuseNumber(List<String> arguments, int index, int least, int most) {
    String typed = arguments.get(index).trim();
    boolean right = typed.matches("\\d{1,7}") && isWithin(Integer.parseInt(typed), least, most);
    return right ? null : "'" + typed + "' is not a whole number from " + least + " to " + most;
  }

  private static boolean isWithin(int number, int least, int most) {
    return least <= number && number <= most;
  }
}
