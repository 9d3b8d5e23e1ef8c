package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rankings are ordered lists. */
final class At extends ListFunction {
  At() {
    super(
        "at",
        "The nth item of a list, from 1; nothing where it is shorter. Blank items do not count.",
        required("n", "which item, from 1"));
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) {
    int n = Arguments.number(arguments, 0, 1);
    return n <= items.size() ? items.get(n - 1) : null;
  }

  @Override
  @Nullable String refuseArguments(List<String> arguments) {
    return Arguments.refuseNumber(arguments, 0, 1, 1_000_000);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(List.of("a", "b"), "at(2)", "b"),
        new Example(List.of("a", "b"), "at(3)", null),
        new Example("a", "at(1)", "a"),
        new Example("a", "at(2)", null),
        new Example(null, "at(1)", null));
  }
}
