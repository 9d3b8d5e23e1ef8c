package io.leadline.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects answers, each under the question's id and under its title. */
final class Answers {
  private final Map<String, @Nullable Object> byId = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> byTitle = new LinkedHashMap<>();

  /** A second one of the same name becomes {@code Name (2)}: none is lost. */
  void add(String id, String title, @Nullable Object value) {
    byId.put(unused(id, byId.keySet()), value);
    byTitle.put(unused(title, byTitle.keySet()), value);
  }

  Map<String, @Nullable Object> byId() {
    return Collections.unmodifiableMap(byId);
  }

  Map<String, @Nullable Object> byTitle() {
    return Collections.unmodifiableMap(byTitle);
  }

  /** The name, or {@code Name (2)}, {@code Name (3)}, ... where it is taken. */
  static String unused(String name, Set<String> taken) {
    var candidate = name;
    for (int n = 2; taken.contains(candidate); n++) {
      candidate = "%s (%d)".formatted(name, n);
    }
    return candidate;
  }
}
