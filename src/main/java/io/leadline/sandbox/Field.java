package io.leadline.sandbox;

/** One field of createContact: its name in the request and how the field map describes it. */
record Field(
    String name,
    Subject subject,
    boolean required,
    String internalField,
    FieldType type,
    String description) {

  /** What a field says something about. Entity fields exist in B2B mode only. */
  enum Subject {
    CONTACT,
    ENTITY
  }

  boolean isOfEntity() {
    return subject == Subject.ENTITY;
  }
}
