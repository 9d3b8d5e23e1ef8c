package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing counts as none, so that it can be compared. */
final class Count extends ListFunction {
  Count() {
    super("count", "How many items there are; 0 where there is nothing.");
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) {
    return items.size();
  }

  @Override
  public boolean takesNothing() {
    return true;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(List.of("a", "b"), "count", 2),
        new Example(List.of("a", " "), "count", 1),
        new Example("a", "count", 1),
        new Example(List.of(), "count", 0),
        new Example(null, "count", 0));
  }
}
