package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people type them: {@code 1,234.50}, {@code 1.234,50}, {@code € 50 000}, {@code 85%}.
 */
public final class Numbers {
  private static final int MOST_DIGITS = 40;
  private static final Pattern ORNAMENT =
      Pattern.compile("[\\p{Sc}%'’\\p{Z}\\s]|(?i:EUR|USD|GBP|CHF)");
  private static final Pattern PLAIN = Pattern.compile("[+-]?\\d+(\\.\\d+)?|[+-]?\\.\\d+");
  private static final Pattern THOUSANDS_BY_COMMA =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");
  private static final Pattern THOUSANDS_BY_DOT =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3}){2,}|[+-]?[1-9]\\d{0,2}(\\.\\d{3})+,\\d+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");

  private Numbers() {}

  /**
   * Reads a number. A lone comma before exactly three digits parts thousands, else it is a decimal
   * comma; a lone dot is a decimal dot.
   *
   * @throws Unfit when it is no number, or one of more than 40 digits
   */
  public static BigDecimal read(Object value) throws Unfit {
    BigDecimal number = value instanceof Number given ? exact(given) : typed(Texts.of(value));
    if (number == null) {
      throw new Unfit("not a number");
    }
    if (isLongerThan(number, MOST_DIGITS)) {
      throw new Unfit("a number of more than " + MOST_DIGITS + " digits");
    }
    return number;
  }

  /** As a document holds it: whole numbers as integers, the shortest that fits, else a decimal. */
  public static Object document(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    if (shortest.scale() > 0) {
      return shortest;
    }
    BigInteger whole = shortest.toBigInteger();
    if (whole.bitLength() > 63) {
      return whole;
    }
    return whole.bitLength() > 31 ? (Object) whole.longValue() : (Object) whole.intValue();
  }

  static @Nullable BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    double asDouble = number.doubleValue();
    return Double.isNaN(asDouble) || Double.isInfinite(asDouble)
        ? null
        : new BigDecimal(number.toString());
  }

  /** Without writing it out: {@code 1e999999999} is a short text and a very long number. */
  static boolean isLongerThan(BigDecimal number, int digits) {
    return number.precision() > digits
        || Math.abs((long) number.precision() - number.scale()) > digits
        || Math.abs((long) number.scale()) > digits;
  }

  private static @Nullable BigDecimal typed(@Nullable String text) {
    if (text == null || text.length() > 80) {
      return null;
    }
    String plain = withDecimalDot(ORNAMENT.matcher(text.replace('\u2212', '-')).replaceAll(""));
    return PLAIN.matcher(plain).matches() ? new BigDecimal(plain) : null;
  }

  private static String withDecimalDot(String text) {
    if (THOUSANDS_BY_COMMA.matcher(text).matches()) {
      return text.replace(",", "");
    }
    if (THOUSANDS_BY_DOT.matcher(text).matches() || DECIMAL_COMMA.matcher(text).matches()) {
      return text.replace(".", "").replace(',', '.');
    }
    return text;
  }
}
