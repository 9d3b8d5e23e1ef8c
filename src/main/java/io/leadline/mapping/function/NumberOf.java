package io.leadline.mapping.function;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As people type numbers: {@link Numbers}. */
final class NumberOf extends ValueFunction {
  NumberOf() {
    super(
        "number", "The number in a text, with thousands parted and decimals marked as people do.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return Numbers.document(Numbers.read(value));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("1,234.50", "number", new BigDecimal("1234.5")),
        new Example("1.234,50", "number", new BigDecimal("1234.5")),
        new Example("€ 50 000", "number", 50000),
        new Example("85%", "number", 85),
        new Example(7, "number", 7),
        new Example(List.of("1", "2.5"), "number", List.of(1, new BigDecimal("2.5"))),
        new Example(null, "number", null));
  }
}
