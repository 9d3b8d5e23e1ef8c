package io.leadline.sandbox;

/**
 * A field that the organisation has added, to contacts or to entities. The documents (crm-api/
 * createContact, "Custom Fields") give each a tag, a type, whether it is required, and a
 * description.
 */
public record CustomField(
    String tag, boolean ofEntity, FieldType type, boolean required, String description) {

  /** An optional custom field of contacts. */
  public static CustomField ofContact(String tag, FieldType type, String description) {
    return new CustomField(tag, false, type, false, description);
  }

  /** An optional custom field of entities; it exists in B2B mode only. */
  public static CustomField ofEntity(String tag, FieldType type, String description) {
    return new CustomField(tag, true, type, false, description);
  }

  /** The same field, but createContact is refused without it. */
  public CustomField asRequired() {
    return new CustomField(tag, ofEntity, type, true, description);
  }

  Field asField() {
    var subject = ofEntity ? Field.Subject.ENTITY : Field.Subject.CONTACT;
    return new Field(tag, subject, required, "custom_" + tag, type, description);
  }
}
