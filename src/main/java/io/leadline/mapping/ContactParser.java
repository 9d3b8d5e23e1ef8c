package io.leadline.mapping;

import io.leadline.event.CrmField;
import io.leadline.event.CrmMode;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import io.leadline.mapping.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code createContact:} of a mapping. */
final class ContactParser {
  static final Set<String> SETTINGS = new LinkedHashSet<>(List.of("only_new", "strict"));

  private final String file;
  private final FieldLines.Around around;
  private final RuleParser rules;
  private final Problems problems;

  ContactParser(String file, FieldLines.Around around, RuleParser rules, Problems problems) {
    this.file = file;
    this.around = around;
    this.rules = rules;
    this.problems = problems;
  }

  @Nullable ContactRule parse(YamlNode node) {
    if (!(node instanceof YamlNode.MapNode map)) {
      problems.error(
          node.spot(), "'createContact' takes lines of 'field: value', not " + node.kind());
      return null;
    }
    FieldLines lines = new FieldLines(around, rules, problems, false);
    Map<String, FieldRule> fields = lines.parse(map, SETTINGS);
    Set<String> filled = new LinkedHashSet<>(fields.keySet());
    filled.addAll(around.defaults().keySet());
    List<CrmField> required =
        around.catalogue().all().stream().filter(field -> field.requiredIn(around.mode())).toList();
    warnOfUnfilled(map, filled);
    OptOuts.warnOfSilent(fields.values(), around.defaults().keySet(), problems);
    List<String> onlyNew = names("only_new", map.get("only_new"), map, filled);
    refuseOnlyNewEmail(map, onlyNew);
    return new ContactRule(
        file,
        new LinkedHashMap<>(fields),
        around.defaults(),
        required,
        onlyNew,
        Set.copyOf(names("strict", map.get("strict"), map, filled)),
        around.values());
  }

  private void warnOfUnfilled(YamlNode.MapNode map, Set<String> filled) {
    for (CrmField field : around.catalogue().all()) {
      if (!field.askedForIn(around.mode())) {
        continue;
      }
      if (!isWritten(field.name(), map) && !filled.contains(field.name())) {
        warnOfUnfilled(field);
      }
    }
  }

  /** Whatever is wrong with the line itself. */
  private static boolean isWritten(String field, YamlNode.MapNode map) {
    boolean asOwn =
        map.get("custom") instanceof YamlNode.MapNode custom && custom.get(field) != null;
    return asOwn || map.get(field) != null;
  }

  private void warnOfUnfilled(CrmField field) {
    Spot spot = Spot.wholeFile(file);
    String what = "createContact gives no '" + field.name() + "', which ";
    if (field.need() == CrmField.Need.ORGANISATION) {
      around.sayOfOwnFields(spot, what + "your organisation requires", problems);
    } else {
      boolean b2bOnly = field.need() == CrmField.Need.B2B && around.mode() == CrmMode.B2B;
      problems.warn(spot, what + "the CRM requires" + (b2bOnly ? " in b2b mode" : ""));
    }
  }

  private List<String> names(
      String setting, @Nullable YamlNode node, YamlNode.MapNode map, Set<String> filled) {
    List<String> names = new ArrayList<>();
    if (node == null) {
      return names;
    }
    List<YamlNode> items = node instanceof YamlNode.ListNode list ? list.items() : List.of(node);
    for (YamlNode item : items) {
      if (!(item instanceof YamlNode.Scalar scalar) || scalar.isNothing()) {
        problems.error(item.spot(), "'" + setting + "' takes names of fields, not " + item.kind());
        continue;
      }
      String name = scalar.text();
      if (filled.contains(name)) {
        names.add(name);
      } else if (!isWritten(name, map)) {
        problems.error(
            item.spot(),
            "'"
                + name
                + "' under '"
                + setting
                + "' is not a field that this createContact fills"
                + Suggestion.among(name, filled));
      }
    }
    return List.copyOf(names);
  }

  private void refuseOnlyNewEmail(YamlNode.MapNode map, List<String> onlyNew) {
    YamlNode node = map.get("only_new");
    if (node != null && onlyNew.contains("email")) {
      problems.error(
          node.spot(), "'email' cannot be under 'only_new': the CRM finds the contact by it");
    }
  }
}
