package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** For opt-outs that forms ask as opt-ins. */
final class Not extends ValueFunction {
  Not() {
    super("not", "No for yes and yes for no; nothing stays nothing (so: ticked | not).");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return !YesNo.read(value);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(true, "not", false),
        new Example("no", "not", true),
        new Example(0, "not", true),
        new Example(List.of(true, false), "not", List.of(false, true)),
        new Example(null, "not", null));
  }
}
