package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** As {@link First}, from the other end. */
final class Last extends ListFunction {
  Last() {
    super("last", "The last item of a list; a single value is its own last.");
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) {
    return items.get(items.size() - 1);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(List.of("a", "b"), "last", "b"),
        new Example(List.of("a", ""), "last", "a"),
        new Example("a", "last", "a"),
        new Example(List.of(), "last", null),
        new Example(null, "last", null));
  }
}
