package io.leadline.mapping.function;

import java.util.List;
import java.util.Map;

/** For sending a few parts of a big answer. */
final class Pick extends PartsFunction {
  Pick() {
    super("pick", "Keeps only the named parts of an object.");
  }

  @Override
  boolean keeps(boolean named) {
    return named;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(Map.of("a", 1, "b", 2), "pick('a')", Map.of("a", 1)),
        new Example(Map.of("Line1", "x", "City", "y"), "pick('city')", Map.of("City", "y")),
        new Example(List.of(Map.of("a", 1, "b", 2)), "pick('b')", List.of(Map.of("b", 2))),
        new Example(Map.of("a", 1), "pick('z')", null),
        new Example(null, "pick('a')", null));
  }
}
