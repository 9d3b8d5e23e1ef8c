package io.leadline.event;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of createContact that are known: the documented ones, and the organisation's own. */
public final class FieldCatalogue {
  /** How much is known of what the organisation has added to the documented fields. */
  public enum OwnFields {
    /** The CRM was never heard of it: there may be others. */
    UNKNOWN,
    /** All of it, as the CRM said once. */
    TOLD,
    /** All of it, as the CRM says now. */
    ASKED
  }

  private final Map<String, CrmField> fields = new LinkedHashMap<>();
  private final OwnFields ownFields;

  private FieldCatalogue(Collection<CrmField> fields, OwnFields ownFields) {
    fields.forEach(field -> this.fields.put(field.name(), field));
    this.ownFields = ownFields;
  }

  /** These fields, and perhaps others. */
  public static FieldCatalogue of(Collection<CrmField> fields) {
    return new FieldCatalogue(fields, OwnFields.UNKNOWN);
  }

  /** The same fields, and how much that says of the organisation's own. */
  public FieldCatalogue knowing(OwnFields known) {
    return new FieldCatalogue(fields.values(), known);
  }

  public OwnFields ownFields() {
    return ownFields;
  }

  public Optional<CrmField> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** In the order of the CRM's documents, the organisation's own fields last. */
  public List<CrmField> all() {
    return List.copyOf(fields.values());
  }

  /** Those that the organisation has added. */
  public List<CrmField> custom() {
    return fields.values().stream().filter(CrmField::custom).toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldCatalogue that
        && ownFields == that.ownFields
        && all().equals(that.all());
  }

  @Override
  public int hashCode() {
    return Objects.hash(ownFields, fields);
  }
}
