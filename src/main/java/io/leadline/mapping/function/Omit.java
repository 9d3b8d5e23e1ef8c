package io.leadline.mapping.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names are compared without regard to case. */
final class Omit extends BuiltIn {
  Omit() {
    super(
        "omit",
        "Takes the named parts of an object away.",
        required("name", "the name of a part"),
        optional("name", "more names"));
  }

  @Override
  public @Nullable Object apply(@Nullable Object value, List<String> arguments) throws Unfit {
    if (value == null || Texts.isNothing(value)) {
      return null;
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw new Unfit("not an object");
    }
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(arguments);
    var kept = new LinkedHashMap<String, @Nullable Object>();
    object.forEach(
        (key, part) -> {
          if (!names.contains(String.valueOf(key))) {
            kept.put(String.valueOf(key), part);
          }
        });
    return Texts.orNothing(kept);
  }

  @Override
  boolean repeats() {
    return true;
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
