package io.leadline.deliver;

import io.leadline.event.CrmField;
import io.leadline.event.Documents;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that a mapping set was compiled with, as the JSON that the journal keeps. */
final class KeptFields {
  private KeptFields() {}

  static String write(FieldCatalogue fields) {
    return Documents.write(fields.all().stream().map(KeptFields::document).toList());
  }

  /**
   * @throws IllegalArgumentException when it is not what this version writes
   */
  static FieldCatalogue read(String json) {
    try {
      if (Documents.read(json) instanceof List<?> list) {
        return FieldCatalogue.of(list.stream().map(KeptFields::field).toList());
      }
    } catch (Documents.NotJson e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException("fields that are no list");
  }

  private static Map<String, Object> document(CrmField field) {
    var document = new LinkedHashMap<String, Object>();
    document.put("name", field.name());
    document.put("type", field.type().name());
    document.put("need", field.need().name());
    document.put("owner", field.owner().name());
    document.put("custom", field.custom());
    document.put("allowed", field.allowed());
    document.put("description", field.description());
    return document;
  }

  private static CrmField field(@Nullable Object document) {
    if (!(document instanceof Map<?, ?> field)) {
      throw new IllegalArgumentException("a field that is no object");
    }
    return new CrmField(
        text(field, "name"),
        FieldType.valueOf(text(field, "type")),
        CrmField.Need.valueOf(text(field, "need")),
        CrmField.Owner.valueOf(text(field, "owner")),
        Boolean.TRUE.equals(field.get("custom")),
        field.get("allowed") instanceof List<?> allowed
            ? allowed.stream().map(String::valueOf).toList()
            : List.of(),
        text(field, "description"));
  }

  private static String text(Map<?, ?> field, String key) {
    return String.valueOf(field.get(key));
  }
}
