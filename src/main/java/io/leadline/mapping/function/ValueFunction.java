package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of one value of any kind; nothing stays nothing. */
abstract class ValueFunction extends BuiltIn {
  ValueFunction(String name, String description, Parameter... parameters) {
    super(name, description, parameters);
  }

  @Override
  public final @Nullable Object apply(@Nullable Object value, List<String> arguments) throws Unfit {
    return value == null || Texts.isNothing(value) ? null : applyTo(value, arguments);
  }

  /**
   * @param value never nothing
   */
  abstract @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit;
}
