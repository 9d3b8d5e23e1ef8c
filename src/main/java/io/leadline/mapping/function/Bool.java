package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** For radio buttons and hidden fields; boxes want {@link Ticked}. */
final class Bool extends ValueFunction {
  Bool() {
    super(
        "bool",
        "Yes or no as true or false, in any case and a few languages; unfit where it is neither.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return YesNo.read(value);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("Yes", "bool", true),
        new Example("off", "bool", false),
        new Example(1, "bool", true),
        new Example("nein", "bool", false),
        new Example(true, "bool", true),
        new Example(List.of("yes", "no"), "bool", List.of(true, false)),
        new Example(null, "bool", null));
  }
}
