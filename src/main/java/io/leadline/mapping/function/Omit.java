package io.leadline.mapping.function;

import java.util.List;
import java.util.Map;

/** For leaving bookkeeping out of an answer. */
final class Omit extends PartsFunction {
  Omit() {
    super("omit", "Takes the named parts of an object away.");
  }

  @Override
  boolean keeps(boolean named) {
    return !named;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(Map.of("a", 1, "b", 2), "omit('a')", Map.of("b", 2)),
        new Example(Map.of("Token", "x", "City", "y"), "omit('token')", Map.of("City", "y")),
        new Example(List.of(Map.of("a", 1, "b", 2)), "omit('b')", List.of(Map.of("a", 1))),
        new Example(Map.of("a", 1), "omit('a')", null),
        new Example(null, "omit('a')", null));
  }
}
