package io.leadline.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP headers: names without regard to case, values verbatim and in order. Immutable. */
public final class Headers {
  public static final Headers NONE = new Headers(Map.of());

  private final TreeMap<String, List<String>> values = new TreeMap<>();

  private Headers(Map<String, List<String>> values) {
    values.forEach(
        (name, list) -> this.values.merge(lower(name), List.copyOf(list), Headers::join));
  }

  public static Headers of(Map<String, List<String>> values) {
    return new Headers(values);
  }

  /** The first value, or nothing. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(lower(name), List.of());
  }

  /** These headers, where the name has this value alone. */
  public Headers with(String name, String value) {
    var more = new TreeMap<>(values);
    more.put(lower(name), List.of(value));
    return new Headers(more);
  }

  /** Every header, names in lower case. */
  public Map<String, List<String>> asMap() {
    return Map.copyOf(values);
  }

  private static List<String> join(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
