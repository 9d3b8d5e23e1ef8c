package io.leadline.source.body;

import java.util.HashMap;
import java.util.Map;

/** Names that are each given once: the second {@code Name} is {@code Name (2)}. */
public final class Names {
  private final Map<String, Integer> given = new HashMap<>();

  /** The name itself, or with the next number that makes it another. */
  public String unused(String name) {
    var candidate = name;
    while (given.containsKey(candidate)) {
      candidate = "%s (%d)".formatted(name, given.merge(name, 1, Integer::sum));
    }
    given.put(candidate, 1);
    return candidate;
  }
}
