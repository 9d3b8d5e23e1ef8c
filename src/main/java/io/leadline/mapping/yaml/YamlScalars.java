package io.leadline.mapping.yaml;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The core types of YAML 1.2 (where {@code NO} and {@code 0123} stay what they look like). */
final class YamlScalars {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?");

  private YamlScalars() {}

  static @Nullable Object typed(YamlNode.Scalar scalar) {
    if (!scalar.plain()) {
      return scalar.text();
    }
    if (scalar.isNothing()) {
      return null;
    }
    return switch (scalar.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> number(scalar.text());
    };
  }

  private static Object number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return text;
    }
    if (text.contains(".")) {
      return new BigDecimal(text);
    }
    long number = Long.parseLong(text);
    return number == (int) number ? (Object) (int) number : (Object) number;
  }
}
