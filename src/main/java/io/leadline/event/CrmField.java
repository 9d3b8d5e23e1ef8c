package io.leadline.event;

import java.util.List;

/**
 * One field of createContact.
 *
 * @param name as on the wire, as {@code first_name}
 * @param allowed the documented values where the type is {@link FieldType#ONE_OF}, else empty
 * @param description the CRM's words
 */
public record CrmField(
    String name,
    FieldType type,
    Need need,
    Owner owner,
    boolean custom,
    List<String> allowed,
    String description) {

  /** When the CRM insists on it. */
  public enum Need {
    ALWAYS,
    /** Unless the mode is b2c. */
    B2B,
    OPTIONAL,
    /**
     * The organisation insists on it, as its field map says. Told to who writes mappings, and left
     * to the CRM to refuse: a field map that is wrong must not cost a lead.
     */
    ORGANISATION,
    /**
     * Required, but filled by Leadline or assigned by the CRM: api_key, org_id, member_id, stage.
     */
    PROVIDED
  }

  /** Which record it belongs to. */
  public enum Owner {
    CREDENTIAL,
    CONTACT,
    ENTITY
  }

  /** Whether the documents, or the organisation's field map, ask for it. */
  public boolean askedForIn(CrmMode mode) {
    boolean byOrganisation =
        need == Need.ORGANISATION && (owner != Owner.ENTITY || mode == CrmMode.B2B);
    return byOrganisation || requiredIn(mode);
  }

  /** Whether the documents require it: no call is made without it. */
  public boolean requiredIn(CrmMode mode) {
    return need == Need.ALWAYS || (need == Need.B2B && mode == CrmMode.B2B);
  }
}
