package io.leadline.cli;

import io.leadline.event.CrmField;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldCatalogue.OwnFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the fields of createContact are shown. */
final class FieldTexts {
  private FieldTexts() {}

  /** The organisation's own first: they are what nobody knows by heart. */
  static Stream<String> lines(FieldCatalogue fields) {
    List<CrmField> own = fields.custom();
    Stream<String> head =
        fields.ownFields() == OwnFields.UNKNOWN
            ? Stream.empty()
            : Stream.concat(
                Stream.of(own.isEmpty() ? "no fields of its own" : "its own, under 'custom:'"),
                own.stream().map(FieldTexts::line));
    return Stream.concat(
        head,
        Stream.concat(
            Stream.of("documented"),
            listed(fields).filter(field -> !field.custom()).map(FieldTexts::line)));
  }

  /** Credentials never stand in a mapping. */
  static Stream<CrmField> listed(FieldCatalogue fields) {
    return fields.all().stream().filter(field -> field.owner() != CrmField.Owner.CREDENTIAL);
  }

  private static String line(CrmField field) {
    return Printable.line(
            "  %-20s %-14s %-8s %-28s %s"
                .formatted(
                    field.name(),
                    field.type().word(),
                    owner(field),
                    need(field.need()),
                    described(field)))
        .stripTrailing();
  }

  private static String described(CrmField field) {
    boolean said = field.allowed().stream().allMatch(field.description()::contains);
    return said
        ? field.description()
        : field.description() + " (" + String.join(", ", field.allowed()) + ")";
  }

  private static String owner(CrmField field) {
    return field.owner() == CrmField.Owner.ENTITY ? "entity" : "contact";
  }

  private static String need(CrmField.Need need) {
    return switch (need) {
      case ALWAYS -> "required";
      case B2B -> "required in b2b mode";
      case ORGANISATION -> "required by the organisation";
      case PROVIDED -> "provided where it is not sent";
      case OPTIONAL -> "";
    };
  }

  static Map<String, @Nullable Object> document(CrmField field) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("name", field.name());
    document.put("type", field.type().word());
    document.put("of", owner(field));
    document.put("need", need(field.need()));
    document.put("custom", field.custom());
    document.put("allowed", field.allowed());
    document.put("description", field.description());
    return document;
  }
}
