package io.leadline.cli;

import io.leadline.event.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one set of files has otherwise than another, by name. */
record FileDifferences(List<String> changed, List<String> added, List<String> gone) {

  static FileDifferences between(Map<String, Bytes> before, Map<String, Bytes> after) {
    var changed = new ArrayList<String>();
    var added = new ArrayList<String>();
    new TreeMap<>(after)
        .forEach(
            (name, content) -> {
              if (!before.containsKey(name)) {
                added.add(name);
              } else if (!content.equals(before.get(name))) {
                changed.add(name);
              }
            });
    var gone = new TreeMap<>(before).keySet().stream().filter(name -> !after.containsKey(name));
    return new FileDifferences(changed, added, gone.toList());
  }

  boolean areNone() {
    return changed.isEmpty() && added.isEmpty() && gone.isEmpty();
  }

  /** One a kind, where there are any. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    add(lines, "changed", changed);
    add(lines, "new", added);
    add(lines, "gone", gone);
    return lines;
  }

  private static void add(List<String> lines, String kind, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(Printable.line("  " + kind + ": " + String.join(", ", names)));
    }
  }
}
