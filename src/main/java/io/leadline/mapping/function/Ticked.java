package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boxes that are not ticked mostly do not come at all, so nothing is a no. */
final class Ticked extends BuiltIn {
  Ticked() {
    super(
        "ticked",
        "Whether a box is ticked: yes for a yes, a label or a list of labels; no for a no or nothing.");
  }

  @Override
  public @Nullable Object apply(@Nullable Object value, List<String> arguments) {
    return YesNo.ticked(value);
  }

  @Override
  public boolean eachItem() {
    return false;
  }

  @Override
  public boolean takesNothing() {
    return true;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(true, "ticked", true),
        new Example("on", "ticked", true),
        new Example("Keep me posted", "ticked", true),
        new Example(List.of("Keep me posted"), "ticked", true),
        new Example("false", "ticked", false),
        new Example(0, "ticked", false),
        new Example(List.of(), "ticked", false),
        new Example(null, "ticked", false));
  }
}
