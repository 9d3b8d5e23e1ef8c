package io.leadline.crm;

import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.Documents;
import io.leadline.event.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field in the CRM's field map. Documented: {@code required}, {@code internal_field}, {@code
 * type}, {@code description}; "each custom field includes field tag, type, required status, and
 * description" and belongs to a contact or an entity, in words that are not documented.
 */
record FieldMapEntry(String name, Map<?, ?> says) {
  private static final int MAX_FIELDS = 2000;
  private static final int MAX_DESCRIPTION = 500;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .:-]{0,127}");

  private static final List<String> NAMES = List.of("field_tag", "tag", "field", "name", "key");
  private static final List<String> OWNERS =
      List.of("association", "associated_with", "belongs_to", "owner", "module", "object", "for");
  private static final List<String> CHOICES = List.of("options", "allowed", "values", "choices");

  static List<FieldMapEntry> read(String json) {
    try {
      return entries(Documents.read(json));
    } catch (Documents.NotJson e) {
      return List.of();
    }
  }

  static Map<String, Object> keyedByName(Object list) {
    var byName = new LinkedHashMap<String, Object>();
    entries(list).forEach(entry -> byName.put(entry.name(), entry.says()));
    return byName;
  }

  private static List<FieldMapEntry> entries(@Nullable Object fieldMap) {
    var entries = new ArrayList<FieldMapEntry>();
    if (fieldMap instanceof Map<?, ?> object) {
      object.forEach((name, says) -> add(entries, String.valueOf(name), says));
    } else if (fieldMap instanceof List<?> list) {
      list.forEach(says -> add(entries, text(says, NAMES), says));
    }
    return entries;
  }

  private static void add(List<FieldMapEntry> entries, String name, @Nullable Object says) {
    if (entries.size() < MAX_FIELDS && NAME.matcher(name).matches()) {
      entries.add(new FieldMapEntry(name, says instanceof Map<?, ?> object ? object : Map.of()));
    }
  }

  CrmField asCustomField() {
    List<String> allowed = allowed();
    FieldType type = type(text(says, List.of("type")), !allowed.isEmpty());
    return new CrmField(
        name,
        type,
        required() ? Need.ORGANISATION : Need.OPTIONAL,
        owner(),
        true,
        type == FieldType.ONE_OF ? allowed : List.of(),
        description());
  }

  /** A documented field, with what the organisation asks beyond the documents. */
  CrmField sharpen(CrmField known) {
    boolean insists = known.need() == Need.OPTIONAL && required();
    return insists
        ? new CrmField(
            known.name(),
            known.type(),
            Need.ORGANISATION,
            known.owner(),
            known.custom(),
            known.allowed(),
            known.description())
        : known;
  }

  private boolean required() {
    Object required = says.get("required");
    return Boolean.TRUE.equals(required)
        || List.of("1", "true", "yes", "required").contains(lower(String.valueOf(required)));
  }

  private Owner owner() {
    String said = lower(text(says, OWNERS));
    if (!said.isEmpty()) {
      return isEntity(said) ? Owner.ENTITY : Owner.CONTACT;
    }
    return isEntity(lower(text(says, List.of("internal_field")))) || name.startsWith("entity_")
        ? Owner.ENTITY
        : Owner.CONTACT;
  }

  /** By prefix: entity, entities, ent_name; the documents show cont_fname for contacts. */
  private static boolean isEntity(String word) {
    return word.startsWith("entit") || word.startsWith("ent_") || word.startsWith("compan");
  }

  private static FieldType type(String word, boolean hasChoices) {
    return switch (lower(word).replaceAll("[^a-z]", "")) {
      case "email" -> FieldType.EMAIL;
      case "phone", "tel", "telephone", "mobile" -> FieldType.PHONE;
      case "url", "link", "website", "uri" -> FieldType.URL;
      case "bool", "boolean", "checkbox", "toggle", "switch", "tinyint", "flag" ->
          FieldType.BOOLEAN;
      case "number",
          "numeric",
          "int",
          "integer",
          "float",
          "double",
          "decimal",
          "currency",
          "bigint",
          "percent" ->
          FieldType.NUMBER;
      case "array", "list", "multiselect", "tags", "checkboxes" -> FieldType.LIST;
      case "object", "json", "map" -> FieldType.OBJECT;
      default -> hasChoices ? FieldType.ONE_OF : FieldType.TEXT;
    };
  }

  private List<String> allowed() {
    return CHOICES.stream()
        .map(says::get)
        .flatMap(value -> value instanceof List<?> list ? Optional.of(list).stream() : none())
        .findFirst()
        .orElse(List.of())
        .stream()
        .map(FieldMapEntry::choice)
        .filter(choice -> !choice.isEmpty())
        .toList();
  }

  private static Stream<List<?>> none() {
    return Stream.empty();
  }

  private static String choice(@Nullable Object value) {
    return value instanceof Map<?, ?>
        ? text(value, List.of("value", "label", "name"))
        : value == null ? "" : value.toString().strip();
  }

  private String description() {
    String description = text(says, List.of("description", "label"));
    return description.length() > MAX_DESCRIPTION
        ? description.substring(0, MAX_DESCRIPTION - 1) + "…"
        : description;
  }

  /** The first of these members that is text and not blank; else empty. */
  private static String text(@Nullable Object says, List<String> members) {
    if (says instanceof Map<?, ?> object) {
      for (String member : members) {
        if (object.get(member) instanceof String text && !text.isBlank()) {
          return text.strip();
        }
      }
    }
    return "";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
