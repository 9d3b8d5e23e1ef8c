package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of answers that allow several. */
final class First extends ListFunction {
  First() {
    super("first", "The first item of a list; a single value is its own first.");
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) {
    return items.get(0);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(List.of("a", "b"), "first", "a"),
        new Example(List.of(" ", "b"), "first", "b"),
        new Example("a", "first", "a"),
        new Example(List.of(), "first", null),
        new Example(null, "first", null));
  }
}
