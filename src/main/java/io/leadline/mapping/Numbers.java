package io.leadline.mapping;

import io.leadline.event.Documents;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value as a number, where it is one beyond doubt. */
final class Numbers {
  private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private Numbers() {}

  /** Whether it goes into JSON as a number; one of many zeros few readers could take. */
  static boolean canBeSent(Object value) {
    return value instanceof BigDecimal decimal
        ? Documents.isShort(decimal)
        : value instanceof Number;
  }

  static @Nullable BigDecimal of(@Nullable Object value) {
    Object one = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
    String text = one == null ? "" : Wording.of(one).strip().replace(" ", "");
    return PLAIN.matcher(text).matches() ? new BigDecimal(text) : null;
  }
}
