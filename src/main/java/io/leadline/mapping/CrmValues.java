package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code crm-values.yaml}: what the organisation has configured and the public API does not list.
 * What is not given there is not checked.
 *
 * @param byField the lists that are given, by the field whose values they hold
 */
record CrmValues(Map<String, Listed> byField) {
  static final String FILE = "crm-values.yaml";
  static final CrmValues NONE = new CrmValues(Map.of());

  static final Map<String, String> FIELD_OF =
      Map.of(
          "statuses", "contact_status",
          "sources", "contact_source",
          "labels", "entity_label",
          "entity_statuses", "entity_status",
          "stages", "contact_stage_id",
          "members", "contact_owner");
  static final List<String> WITH_IDS = List.of("stages", "members");

  /**
   * @param wire what is sent, by folded name and by folded id
   */
  record Listed(String list, List<String> names, Map<String, String> wire) {

    String refusal() {
      return "is not one of the " + list.replace('_', ' ') + " in " + FILE;
    }
  }

  /** The list that a field's values must be in; null where none is given. */
  @Nullable Listed of(String field) {
    return byField.get(field);
  }

  /** A name as the CRM knows it, or its id. */
  Object resolve(String field, Object value) throws Unfit {
    Listed listed = byField.get(field);
    if (listed == null) {
      return value;
    }
    String wire = listed.wire().get(ChoiceRule.folded(value));
    if (wire == null) {
      throw new Unfit("it " + listed.refusal());
    }
    return wire;
  }

  static CrmValues parse(@Nullable YamlNode node, Problems problems) {
    if (node == null || node.isAbsent()) {
      return NONE;
    }
    if (!(node instanceof YamlNode.MapNode map)) {
      problems.error(node.spot(), FILE + " holds lists by name: " + known());
      return NONE;
    }
    Map<String, Listed> lists = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (name, entry) -> {
              String field = FIELD_OF.get(name);
              if (field == null) {
                problems.error(
                    entry.key().spot(),
                    "'"
                        + name
                        + "' is not a list of "
                        + FILE
                        + " ("
                        + known()
                        + ")"
                        + Suggestion.among(name, FIELD_OF.keySet()));
              } else {
                add(lists, field, listed(name, entry.value(), problems));
              }
            });
    return new CrmValues(Map.copyOf(lists));
  }

  private static void add(Map<String, Listed> lists, String field, @Nullable Listed listed) {
    if (listed != null && !listed.names().isEmpty()) {
      lists.put(field, listed);
    }
  }

  private static @Nullable Listed listed(String name, YamlNode node, Problems problems) {
    if (node.isAbsent()) {
      return null;
    }
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> wire = new LinkedHashMap<>();
    if (WITH_IDS.contains(name) && node instanceof YamlNode.MapNode map) {
      map.entries().forEach((key, entry) -> addId(key, entry.value(), names, wire, problems));
    } else if (!WITH_IDS.contains(name) && node instanceof YamlNode.ListNode list) {
      list.items().forEach(item -> addName(item, names, wire, problems));
    } else {
      problems.error(
          node.spot(),
          WITH_IDS.contains(name)
              ? "'" + name + "' takes lines of 'name: id', not " + node.kind()
              : "'" + name + "' takes a list, as [Active, Lead], not " + node.kind());
    }
    return new Listed(name, List.copyOf(names.values()), wire);
  }

  private static void addId(
      String key,
      YamlNode value,
      Map<String, String> names,
      Map<String, String> wire,
      Problems problems) {
    if (value instanceof YamlNode.Scalar id && !id.isNothing()) {
      addOnce(key, value, names, problems);
      wire.putIfAbsent(ChoiceRule.folded(id.text()), id.text());
      wire.put(ChoiceRule.folded(key), id.text());
    } else {
      problems.error(value.spot(), "'" + key + "' needs its id");
    }
  }

  private static void addName(
      YamlNode item, Map<String, String> names, Map<String, String> wire, Problems problems) {
    if (item instanceof YamlNode.Scalar name && !name.isNothing()) {
      addOnce(name.text(), item, names, problems);
      wire.put(ChoiceRule.folded(name.text()), name.text());
    } else {
      problems.error(item.spot(), "a name is expected here");
    }
  }

  /**
   * @param names by what upper and lower case have in common
   */
  private static void addOnce(
      String name, YamlNode node, Map<String, String> names, Problems problems) {
    if (names.putIfAbsent(ChoiceRule.folded(name), name) != null) {
      problems.error(node.spot(), "'" + name + "' is here twice: upper and lower case are one");
    }
  }

  private static String known() {
    return "statuses, sources, labels, entity_statuses, stages, members";
  }
}
