package io.leadline.event;

/** The two documented calls of the CRM's public API. */
public enum CallKind {
  /** Creates or updates by e-mail: may be repeated. */
  CREATE_CONTACT("createContact"),
  /** Appends, and the API has no read-back: a repetition adds a second profile. */
  ADD_PROFILE("addProfileToContact");

  private final String wireName;

  CallKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the CRM's documents, in mapping files and in the path. */
  public String wireName() {
    return wireName;
  }

  public static CallKind of(String wireName) {
    for (CallKind kind : values()) {
      if (kind.wireName.equals(wireName)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no call is named '" + wireName + "'");
  }

  @Override
  public String toString() {
    return wireName;
  }
}
