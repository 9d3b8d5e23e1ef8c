package io.leadline.source;

import java.util.HashMap;
import java.util.Map;

/** Names that are each given once: the second {@code Name} is {@code Name (2)}. */
final class Names {
  private final Map<String, Integer> given = new HashMap<>();

  /** The name itself, or with the next number that makes it another. */
  String unused(String name) {
    var candidate = name;
    while (given.containsKey(candidate)) {
      candidate = "%s (%d)".formatted(name, given.merge(name, 1, Integer::sum));
    }
    given.put(candidate, 1);
    return candidate;
  }
}
