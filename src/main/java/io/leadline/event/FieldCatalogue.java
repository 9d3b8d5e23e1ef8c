package io.leadline.event;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of createContact that are known: the documented ones, and the organisation's own. */
public final class FieldCatalogue {
  private final Map<String, CrmField> fields = new LinkedHashMap<>();

  private FieldCatalogue(Collection<CrmField> fields) {
    fields.forEach(field -> this.fields.put(field.name(), field));
  }

  public static FieldCatalogue of(Collection<CrmField> fields) {
    return new FieldCatalogue(fields);
  }

  public Optional<CrmField> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** In the order of the CRM's documents, the organisation's own fields last. */
  public List<CrmField> all() {
    return List.copyOf(fields.values());
  }
}
