package io.leadline.mapping.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Half away from zero, as people round. */
final class Round extends ValueFunction {
  Round() {
    super(
        "round",
        "A number rounded to n decimals, half up.",
        optional("n", "how many decimals; none where it is left out"));
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    BigDecimal number = Numbers.read(value);
    int decimals = Arguments.number(arguments, 0, 0);
    return Numbers.document(number.setScale(decimals, RoundingMode.HALF_UP));
  }

  @Override
  @Nullable String refuseArguments(List<String> arguments) {
    return arguments.isEmpty() ? null : Arguments.refuseNumber(arguments, 0, 0, 20);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("2.5", "round", 3),
        new Example(new BigDecimal("-2.5"), "round", -3),
        new Example("3.14159", "round(2)", new BigDecimal("3.14")),
        new Example(7, "round(2)", 7),
        new Example(List.of("1.4", "1.6"), "round", List.of(1, 2)),
        new Example(null, "round", null));
  }
}
