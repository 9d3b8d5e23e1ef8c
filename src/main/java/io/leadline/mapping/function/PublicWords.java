package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import org.jspecify.annotations.Nullable;

/** What functions tell from other words, and what is no secret of anybody's. */
public final class PublicWords {
  private static final int LONGEST = 100;

  private PublicWords() {}

  /** A country, a time zone, a yes or a no. */
  public static boolean isValue(String text) {
    return text.length() <= LONGEST
        && (Countries.find(text) != null
            || reads(text, TimeZones::iana)
            || reads(text, YesNo::read));
  }

  /** A word beside names, as {@code Dr}, {@code von}, {@code junior}. */
  public static boolean isAboutNames(String word) {
    return PersonName.isAboutNames(word);
  }

  /** A domain at which anybody can have an address. */
  public static boolean isFreeMail(String domain) {
    return FreeMail.has(domain);
  }

  /** The country's code of a phone number that has one, as 44; null where it has none. */
  public static @Nullable String callingCode(String typed) {
    return PhoneNumber.callingCode(typed);
  }

  @FunctionalInterface
  private interface Reader {
    Object read(Object value) throws Unfit;
  }

  private static boolean reads(String text, Reader reader) {
    try {
      return reader.read(text) != null;
    } catch (Unfit e) {
      return false;
    }
  }
}
