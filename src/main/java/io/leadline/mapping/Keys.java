package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Names that a place does not know, and names that no file may hold. */
public final class Keys {
  static final Map<String, String> NEVER = Map.of("api_key", "CRM_API_KEY", "org_id", "CRM_ORG_ID");

  private Keys() {}

  public static void check(
      YamlNode.MapNode map, Collection<String> known, String place, Problems problems) {
    check(map, known, place, problems, key -> Suggestion.among(key, known));
  }

  static void check(
      YamlNode.MapNode map,
      Collection<String> known,
      String place,
      Problems problems,
      UnaryOperator<String> advice) {
    map.entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key) && !isCredential(entry.key(), problems)) {
                problems.error(
                    entry.key().spot(),
                    () ->
                        "'"
                            + key
                            + "' is not known in "
                            + place
                            + ", which takes "
                            + String.join(", ", known)
                            + advice.apply(key));
              }
            });
  }

  /** Reports it, too. */
  static boolean isCredential(YamlNode.Scalar key, Problems problems) {
    String variable = NEVER.get(key.text());
    if (variable != null) {
      problems.error(
          key.spot(),
          "'"
              + key.text()
              + "' never stands in a mapping file: it is a setting of the connection ("
              + variable
              + "); take it out here");
    }
    return variable != null;
  }
}
