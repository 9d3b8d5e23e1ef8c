package io.leadline.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value as a number, where it is one beyond doubt. */
final class Numbers {
  private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private Numbers() {}

  static @Nullable BigDecimal of(@Nullable Object value) {
    Object one = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
    String text = one == null ? "" : Wording.of(one).strip().replace(" ", "");
    return PLAIN.matcher(text).matches() ? new BigDecimal(text) : null;
  }
}
