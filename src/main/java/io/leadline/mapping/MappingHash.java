package io.leadline.mapping;

import io.leadline.event.Bytes;
import io.leadline.event.CrmField;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import io.leadline.event.FieldCatalogue;
import java.util.List;
import java.util.Map;

/** The name of a mapping set: the same hash makes the same calls. */
final class MappingHash {
  /** To be raised whenever the same texts may make other calls than before. */
  static final String ENGINE_VERSION = "3";

  private MappingHash() {}

  static String of(MappingTexts texts, FieldCatalogue catalogue, CrmMode mode) {
    Map<String, String> files = texts.thatDecide().byFileName();
    List<String> fields = catalogue.all().stream().map(MappingHash::whatDecides).toList();
    Map<String, Object> all =
        Map.of("engine", ENGINE_VERSION, "mode", mode.name(), "files", files, "fields", fields);
    return Bytes.utf8(Documents.canonical(all)).sha256();
  }

  /** What the CRM writes about a field decides nothing. */
  private static String whatDecides(CrmField field) {
    return new CrmField(
            field.name(),
            field.type(),
            field.need(),
            field.owner(),
            field.custom(),
            field.allowed(),
            "")
        .toString();
  }
}
