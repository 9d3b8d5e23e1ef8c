package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mappings that an earlier one leaves nothing to. */
final class Shadows {
  private Shadows() {}

  static void report(List<Mapping> inOrder, Problems problems) {
    Map<String, String> takesAll = new HashMap<>();
    for (Mapping mapping : inOrder) {
      for (String hook : mapping.hooks()) {
        String earlier = takesAll.get(hook);
        if (earlier != null) {
          problems.warn(
              Spot.wholeFile(mapping.file()),
              "never gets an event of hook '"
                  + hook
                  + "': "
                  + earlier
                  + " comes first by name and has no 'when'");
        } else if (mapping.when().always()) {
          takesAll.put(hook, mapping.file());
        }
      }
    }
  }
}
