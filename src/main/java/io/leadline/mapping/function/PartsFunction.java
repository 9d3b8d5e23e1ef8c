package io.leadline.mapping.function;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps some parts of an object; the names of parts are compared without regard to case. */
abstract class PartsFunction extends ValueFunction {
  private static final int MOST_NAMES = 10;

  PartsFunction(String name, String description) {
    super(name, description, names());
  }

  private static Parameter[] names() {
    var names = new Parameter[MOST_NAMES];
    Arrays.fill(names, optional("name", "the name of another part"));
    names[0] = required("name", "the name of a part");
    return names;
  }

  /** Whether a part stays. */
  abstract boolean keeps(boolean named);

  @Override
  final @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    if (!(value instanceof Map<?, ?> object)) {
      throw new Unfit("not an object");
    }
    return Texts.orNothing(kept(object, arguments));
  }

  private Map<String, @Nullable Object> kept(Map<?, ?> object, List<String> arguments) {
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(arguments);
    var kept = new LinkedHashMap<String, @Nullable Object>();
    object.forEach(
        (key, part) -> {
          String name = String.valueOf(key);
          if (keeps(names.contains(name))) {
            kept.put(name, part);
          }
        });
    return kept;
  }
}
