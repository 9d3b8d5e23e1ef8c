package io.leadline.mapping;

import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code defaults.yaml}: constants for all mappings. */
final class DefaultsParser {
  static final String FILE = "defaults.yaml";

  private DefaultsParser() {}

  static Map<String, FieldRule> parse(
      @Nullable YamlNode node,
      FieldCatalogue catalogue,
      CrmMode mode,
      CrmValues values,
      Problems problems) {
    if (node == null || node.isAbsent()) {
      return Map.of();
    }
    if (!(node instanceof YamlNode.MapNode map)) {
      problems.error(node.spot(), FILE + " holds 'createContact:' and constants below it");
      return Map.of();
    }
    Keys.check(map, Set.of("createContact"), FILE, problems, key -> advice(key, catalogue));
    YamlNode contact = map.get("createContact");
    if (contact == null || contact.isAbsent()) {
      return Map.of();
    }
    if (!(contact instanceof YamlNode.MapNode lines)) {
      problems.error(
          contact.spot(), "'createContact' takes lines of 'field: value', not " + contact.kind());
      return Map.of();
    }
    RuleParser rules = new RuleParser(new ExpressionParser(Map.of(), problems), problems);
    var around = new FieldLines.Around(catalogue, mode, values, Map.of());
    Map<String, FieldRule> fields =
        new FieldLines(around, rules, problems, true).parse(lines, Set.of());
    fields.values().stream()
        .filter(field -> field.rule().expressions().findAny().isPresent())
        .forEach(
            field ->
                problems.error(
                    field.spot(),
                    "'"
                        + field.name()
                        + "' reads the submission; "
                        + FILE
                        + " holds constants only"));
    return new LinkedHashMap<>(fields);
  }

  private static String advice(String key, FieldCatalogue catalogue) {
    return catalogue.find(key).isPresent()
        ? "; put it below 'createContact:', two spaces further in"
        : Suggestion.among(key, Set.of("createContact"));
  }
}
