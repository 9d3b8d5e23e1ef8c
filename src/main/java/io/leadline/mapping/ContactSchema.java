package io.leadline.mapping;

import static io.leadline.mapping.JsonSchema.anyOf;
import static io.leadline.mapping.JsonSchema.described;
import static io.leadline.mapping.JsonSchema.enumOf;
import static io.leadline.mapping.JsonSchema.lines;
import static io.leadline.mapping.JsonSchema.of;
import static io.leadline.mapping.JsonSchema.oneOrList;
import static io.leadline.mapping.JsonSchema.ref;

import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code createContact:}, field by field, of a mapping and of the defaults. */
final class ContactSchema {
  private final FieldCatalogue catalogue;
  private final CrmValues values;
  private final ValueSchemas definitions;

  ContactSchema(FieldCatalogue catalogue, CrmValues values, ValueSchemas definitions) {
    this.catalogue = catalogue;
    this.values = values;
    this.definitions = definitions;
  }

  /** With {@code only_new} and {@code strict}. */
  Map<String, Object> ofMapping() {
    Map<String, Object> known = fields();
    ContactParser.SETTINGS.forEach(setting -> known.put(setting, setting(setting)));
    return lines(known);
  }

  Map<String, Object> ofDefaults() {
    return lines(fields());
  }

  private Map<String, Object> fields() {
    var known = new LinkedHashMap<String, Object>();
    documented().forEach(field -> known.put(field.name(), field(field)));
    known.put("custom", custom());
    return known;
  }

  private Stream<CrmField> documented() {
    return catalogue.all().stream()
        .filter(field -> !field.custom() && field.owner() != Owner.CREDENTIAL);
  }

  private Map<String, Object> custom() {
    var own = new LinkedHashMap<String, Object>();
    catalogue.custom().forEach(field -> own.put(field.name(), field(field)));
    var documented =
        catalogue.all().stream().filter(field -> !field.custom()).map(CrmField::name).toList();
    return of(
        "description",
        "Fields of your organisation's own; ./leadline fields lists them.",
        "type",
        "object",
        "properties",
        own,
        "additionalProperties",
        ref(ValueSchemas.VALUE),
        "propertyNames",
        of("not", enumOf(documented)));
  }

  // ── one field ─────────────────────────────────────────────────────────────────────────────────

  private Map<String, Object> field(CrmField field) {
    return described(description(field), definition(field));
  }

  private String definition(CrmField field) {
    CrmValues.Listed listed = values.of(field.name());
    if (listed != null) {
      definitions.defineOneOf(field.name(), listed.names(), listed.wire().values());
      return field.name();
    }
    return switch (field.type()) {
      case BOOLEAN -> ValueSchemas.FLAG;
      case SCORE -> ValueSchemas.SCORE;
      case OBJECT -> ValueSchemas.OBJECT;
      case ONE_OF -> oneOf(field);
      default -> ValueSchemas.VALUE;
    };
  }

  /** What an organisation's own field takes was learnt from a reply, and only warns. */
  private String oneOf(CrmField field) {
    if (field.custom() || field.allowed().isEmpty()) {
      return ValueSchemas.VALUE;
    }
    definitions.defineOneOf(field.name(), field.allowed(), List.of());
    return field.name();
  }

  private String description(CrmField field) {
    CrmValues.Listed listed = values.of(field.name());
    return (field.description().isBlank() ? field.name() : field.description())
        + takes(field)
        + (listed == null
            ? ""
            : ". One of the " + listed.list().replace('_', ' ') + " in " + CrmValues.FILE)
        + need(field.need());
  }

  /** Where the CRM's own words do not say it. */
  private static String takes(CrmField field) {
    boolean said =
        field.type() == FieldType.ONE_OF
            && field.allowed().stream().allMatch(field.description()::contains);
    if (said || field.type() == FieldType.TEXT) {
      return "";
    }
    return ". Takes: "
        + (field.allowed().isEmpty() ? field.type().word() : String.join(", ", field.allowed()));
  }

  private static String need(Need need) {
    return switch (need) {
      case ALWAYS -> ". Required.";
      case B2B -> ". Required in b2b mode.";
      case ORGANISATION -> ". Required by your organisation.";
      case OPTIONAL, PROVIDED -> ".";
    };
  }

  // ── only_new, strict ──────────────────────────────────────────────────────────────────────────

  private Map<String, Object> setting(String setting) {
    return switch (setting) {
      case "only_new" ->
          described(
              "Fields that are not sent again for a person whom Leadline has created before.",
              oneOrList(name(of("type", "string", "not", of("const", "email")), "email")));
      case "strict" ->
          described(
              "Optional fields without which the event shall not be delivered.",
              oneOrList(name(of("type", "string"), "")));
      default -> throw ValueSchemas.unknown(setting);
    };
  }

  private Map<String, Object> name(Map<String, Object> any, String but) {
    var names =
        catalogue.all().stream()
            .filter(field -> field.owner() != Owner.CREDENTIAL)
            .map(CrmField::name)
            .filter(name -> !name.equals(but))
            .toList();
    return anyOf(enumOf(names), any);
  }
}
