package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a function was given between its brackets. */
final class Arguments {
  /** In characters: what a function that makes texts longer may make at most. */
  static final int LONGEST_RESULT = 2_000_000;

  private Arguments() {}

  /** Chains of functions that each make a text longer would fill the memory. */
  static String bounded(String text) throws Unfit {
    bound(text.length());
    return text;
  }

  static void bound(long length) throws Unfit {
    if (length > LONGEST_RESULT) {
      throw new Unfit("it would become longer than " + LONGEST_RESULT + " characters");
    }
  }

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
