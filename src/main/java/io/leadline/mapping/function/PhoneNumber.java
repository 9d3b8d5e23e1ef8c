package io.leadline.mapping.function;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.leadline.mapping.function.MappingFunction.Unfit;
import org.jspecify.annotations.Nullable;

/** Phone numbers as people type them, as E.164. */
public final class PhoneNumber {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final int LONGEST_TYPED = 100;

  private PhoneNumber() {}

  /**
   * Reads a number. An extension is dropped: E.164 has none.
   *
   * @param region ISO 3166 alpha-2, for numbers without + or 00; null where it is not known
   * @return as {@code +16502530000}
   * @throws Unfit when it cannot be dialled, or has no country code and there is no region
   */
  public static String e164(Object value, @Nullable String region) throws Unfit {
    String typed = Texts.of(value);
    if (typed == null || typed.length() > LONGEST_TYPED) {
      throw notDiallable(region);
    }
    return dialled(bare(typed), region);
  }

  /** Whether numbers without a country code can be read for it. */
  static boolean isRegion(String region) {
    return NUMBERS.getSupportedRegions().contains(region);
  }

  /** The country's code of a number that has one, as 44; null where it has none. */
  static @Nullable String callingCode(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return null;
    }
    try {
      String number = bare(typed);
      String plus = number.startsWith("00") ? "+" + number.substring(2) : number;
      return Integer.toString(NUMBERS.parse(plus, null).getCountryCode());
    } catch (NumberParseException e) {
      return null;
    }
  }

  private static String dialled(String number, @Nullable String region) throws Unfit {
    boolean international = number.startsWith("+") || number.startsWith("\uFF0B");
    if (!international && region == null && !number.startsWith("00")) {
      throw new Unfit(
          "a phone number without country code; say whose numbers these are, as | phone('US')");
    }
    String e164 = valid(number, region);
    if (e164 == null && number.startsWith("00")) {
      e164 = valid("+" + number.substring(2), region);
    }
    if (e164 == null) {
      throw notDiallable(international ? null : region);
    }
    return e164;
  }

  private static @Nullable String valid(String number, @Nullable String region) {
    try {
      var parsed = NUMBERS.parse(number, region);
      return NUMBERS.isValidNumber(parsed) ? NUMBERS.format(parsed, PhoneNumberFormat.E164) : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  private static Unfit notDiallable(@Nullable String region) {
    String where = region == null ? "" : " in " + region;
    return new Unfit("not a phone number that can be dialled" + where);
  }

  private static String bare(String typed) {
    String number = typed.regionMatches(true, 0, "tel:", 0, 4) ? typed.substring(4) : typed;
    number = Texts.trim(number);
    return number.startsWith("(+") ? number.substring(1) : number;
  }
}
