package io.leadline.mapping;

import io.leadline.event.CrmField;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldCatalogue.OwnFields;
import io.leadline.event.FieldType;
import io.leadline.mapping.field.FieldFit;
import io.leadline.mapping.field.FitContext;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import io.leadline.mapping.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The lines of createContact that fill fields, in a mapping and in the defaults. */
final class FieldLines {
  /** What a file is compiled against. */
  record Around(
      FieldCatalogue catalogue, CrmMode mode, CrmValues values, Map<String, FieldRule> defaults) {

    /**
     * What the organisation wants beyond the documents was learnt from a reply: it may warn, and
     * never stop a whole folder, unless somebody has asked the CRM just now in order to know.
     */
    void sayOfOwnFields(Spot spot, String message, Problems problems) {
      if (catalogue.ownFields() == OwnFields.ASKED) {
        problems.error(spot, message);
      } else {
        problems.warn(spot, message);
      }
    }
  }

  private final Around around;
  private final RuleParser rules;
  private final Problems problems;
  private final boolean quietInB2c;

  FieldLines(Around around, RuleParser rules, Problems problems, boolean quietInB2c) {
    this.around = around;
    this.rules = rules;
    this.problems = problems;
    this.quietInB2c = quietInB2c;
  }

  /**
   * @param notFields lines that somebody else reads
   */
  Map<String, FieldRule> parse(YamlNode.MapNode map, Set<String> notFields) {
    Map<String, FieldRule> fields = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (name, entry) -> {
              if (name.equals("custom")) {
                custom(entry.value(), fields);
              } else if (!notFields.contains(name)) {
                add(fields, documented(entry));
              }
            });
    return fields;
  }

  private static void add(Map<String, FieldRule> fields, @Nullable FieldRule rule) {
    if (rule != null) {
      fields.put(rule.name(), rule);
    }
  }

  private @Nullable FieldRule documented(YamlNode.Entry entry) {
    YamlNode.Scalar key = entry.key();
    if (Keys.isCredential(key, problems)) {
      return null;
    }
    CrmField field = around.catalogue().find(key.text()).orElse(null);
    if (field == null || field.custom()) {
      unknown(key);
      return null;
    }
    if (field.owner() == CrmField.Owner.CREDENTIAL) {
      problems.error(
          key.spot(),
          "'" + key.text() + "' is a setting of the connection; for the owner use 'contact_owner'");
      return null;
    }
    return sent(key) ? rule(field, true, entry) : null;
  }

  private boolean sent(YamlNode.Scalar key) {
    CrmField field = around.catalogue().find(key.text()).orElse(null);
    boolean entity = field != null && field.owner() == CrmField.Owner.ENTITY;
    if (!entity || around.mode() != CrmMode.B2C) {
      return true;
    }
    if (!quietInB2c) {
      problems.warn(
          key.spot(),
          "'" + key.text() + "' is not sent: the CRM is in b2c mode, which has no entities");
    }
    return false;
  }

  private void unknown(YamlNode.Scalar key) {
    List<String> names =
        around.catalogue().all().stream()
            .filter(field -> field.owner() != CrmField.Owner.CREDENTIAL && !field.custom())
            .map(CrmField::name)
            .toList();
    problems.error(key.spot(), () -> noField(key.text(), names));
  }

  private static String noField(String name, List<String> names) {
    String suggestion = Suggestion.among(name, names);
    if (RuleParser.CHOICE_KEYS.contains(name)) {
      suggestion =
          "; it stands below a field, whose value then has a line of its own, as 'from: $.q.name'";
    }
    return "'"
        + name
        + "' is not a createContact field"
        + (suggestion.isEmpty()
            ? "; a field of your organisation's own goes under 'custom:'"
            : suggestion);
  }

  private void custom(YamlNode node, Map<String, FieldRule> fields) {
    if (!(node instanceof YamlNode.MapNode map)) {
      problems.error(node.spot(), "'custom' takes lines of 'field: value', not " + node.kind());
      return;
    }
    for (YamlNode.Entry entry : map.entries().values()) {
      YamlNode.Scalar key = entry.key();
      CrmField known = around.catalogue().find(key.text()).orElse(null);
      if (Keys.isCredential(key, problems)) {
        continue;
      }
      if (known != null && !known.custom()) {
        problems.error(
            key.spot(), "'" + key.text() + "' is a documented field: write it without 'custom:'");
      } else {
        own(entry, known, fields);
      }
    }
  }

  /** Read also where it is not sent: whose field it is the CRM may tell otherwise tomorrow. */
  private void own(YamlNode.Entry entry, @Nullable CrmField known, Map<String, FieldRule> fields) {
    boolean sent = sent(entry.key());
    if (sent) {
      warnOfUnknown(entry.key(), known);
    }
    FieldRule rule = rule(known == null ? own(entry.key().text()) : known, known != null, entry);
    if (sent) {
      add(fields, rule);
    }
  }

  private void warnOfUnknown(YamlNode.Scalar key, @Nullable CrmField known) {
    if (known != null || around.catalogue().ownFields() == OwnFields.UNKNOWN) {
      return;
    }
    List<String> names = around.catalogue().custom().stream().map(CrmField::name).toList();
    String suggestion = Suggestion.among(key.text(), names);
    around.sayOfOwnFields(
        key.spot(),
        "'"
            + key.text()
            + "' is not among your organisation's own fields"
            + (suggestion.isEmpty() ? "; ./leadline fields lists them" : suggestion),
        problems);
  }

  private static CrmField own(String name) {
    return new CrmField(
        name,
        FieldType.TEXT,
        CrmField.Need.OPTIONAL,
        CrmField.Owner.CONTACT,
        true,
        List.of(),
        "the organisation's own");
  }

  private @Nullable FieldRule rule(CrmField field, boolean typed, YamlNode.Entry entry) {
    YamlNode node = entry.value();
    Rule rule =
        isObject(field, node)
            ? rules.object(field.name(), (YamlNode.MapNode) node)
            : rules.value(field.name(), node);
    if (rule == null) {
      return null;
    }
    rule.constants().forEach(constant -> checkConstant(field, constant));
    if (rule instanceof Constant one && field.type() == FieldType.LIST) {
      warnOfCommas(field, one);
    }
    if (rule instanceof ObjectRule object) {
      checkObject(field, typed, object);
    }
    if (rule instanceof ListRule list && takesOne(field) && list.items().size() > 1) {
      complain(
          field,
          list.spot(),
          "'"
              + field.name()
              + "' takes one value, and a list sends all of its own; for the first that gives"
              + " something put the list below 'from:'");
    }
    return new FieldRule(field, typed, rule, entry.key().spot());
  }

  /** Of a field of the organisation's own by its look: what is known of its type may change. */
  private static boolean isObject(CrmField field, YamlNode node) {
    if (!(node instanceof YamlNode.MapNode map)) {
      return false;
    }
    return field.custom()
        ? !RuleParser.looksLikeAChoice(map)
        : field.type() == FieldType.OBJECT && map.get("from") == null;
  }

  private void complain(CrmField field, Spot spot, String message) {
    if (field.custom()) {
      around.sayOfOwnFields(spot, message, problems);
    } else {
      problems.error(spot, message);
    }
  }

  private void warnOfCommas(CrmField field, Constant one) {
    String text = one.text();
    if (text.indexOf(',') >= 0) {
      problems.warn(
          one.spot(),
          "'"
              + field.name()
              + "' takes a list, and this is one text with commas in it; several go in brackets: ["
              + text
              + "]");
    }
  }

  private static boolean takesOne(CrmField field) {
    return field.type() != FieldType.TEXT
        && field.type() != FieldType.LIST
        && field.type() != FieldType.OBJECT;
  }

  private void checkObject(CrmField field, boolean typed, ObjectRule object) {
    if (field.type() == FieldType.OBJECT) {
      object.entries().forEach((name, part) -> checkPart(field, name, part));
    } else if (typed) {
      complain(
          field,
          object.spot(),
          "'"
              + field.name()
              + "' is no object in your CRM, and these are parts of one; for a choice write"
              + " 'from:'");
    }
  }

  private void checkPart(CrmField field, String name, Rule part) {
    part.constants()
        .forEach(
            constant -> {
              try {
                FieldFit.fit(field, Map.of(name, constant.text()), new FitContext(null));
              } catch (Unfit e) {
                complain(
                    field,
                    constant.spot(),
                    "'"
                        + constant.text()
                        + "' does not fit '"
                        + field.name()
                        + "': "
                        + e.getMessage());
              }
            });
  }

  private void checkConstant(CrmField field, Constant constant) {
    CrmValues.Listed listed = around.values().of(field.name());
    try {
      Object value = around.values().resolve(field.name(), constant.text());
      FieldFit.fit(field, value, new FitContext(null));
    } catch (Unfit e) {
      boolean unlisted =
          listed != null && !listed.wire().containsKey(ChoiceRule.folded(constant.text()));
      List<String> names = listed != null ? listed.names() : field.allowed();
      Supplier<String> message =
          () ->
              "'"
                  + constant.text()
                  + "' "
                  + (unlisted && listed != null
                      ? listed.refusal()
                      : "does not fit '" + field.name() + "': " + e.getMessage())
                  + Suggestion.among(constant.text(), names);
      if (field.custom()) {
        complain(field, constant.spot(), message.get());
      } else {
        problems.error(constant.spot(), message);
      }
    }
  }
}
