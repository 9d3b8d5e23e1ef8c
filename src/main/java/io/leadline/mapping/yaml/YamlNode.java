package io.leadline.mapping.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file holds, with the place of every piece. */
public sealed interface YamlNode {
  Spot spot();

  /**
   * One text.
   *
   * @param text as the file spells it: {@code 0123}, {@code 1.10} and {@code NO} stay so
   * @param plain without quotes
   * @param spelling how the file has it
   */
  record Scalar(String text, boolean plain, Spot spot, Spelling spelling) implements YamlNode {

    public boolean isNothing() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    /** Where the character at an offset of the text stands in the file. */
    public Spot spotAt(int offset) {
      Spot found = spelling.spotOf(offset);
      return found == null ? spot : found;
    }
  }

  record ListNode(List<YamlNode> items, Spot spot) implements YamlNode {}

  record MapNode(Map<String, Entry> entries, Spot spot) implements YamlNode {

    public @Nullable YamlNode get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    public Spot spotOf(String key) {
      Entry entry = entries.get(key);
      return entry == null ? spot : entry.key().spot();
    }
  }

  record Entry(Scalar key, YamlNode value) {}

  default boolean isAbsent() {
    return this instanceof Scalar scalar && scalar.isNothing();
  }

  /** A kind in the words of someone who does not know YAML. */
  default String kind() {
    if (isAbsent()) {
      return "nothing";
    }
    if (this instanceof Scalar) {
      return "a text";
    }
    return this instanceof ListNode ? "a list" : "lines of 'name: value'";
  }

  /** As a document: plain numbers, true, false and null as YAML 1.2 reads them. */
  default @Nullable Object toDocument() {
    if (this instanceof Scalar scalar) {
      return YamlScalars.typed(scalar);
    }
    if (this instanceof ListNode list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.items().forEach(item -> items.add(item.toDocument()));
      return items;
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    ((MapNode) this).entries().forEach((key, entry) -> object.put(key, entry.value().toDocument()));
    return object;
  }
}
