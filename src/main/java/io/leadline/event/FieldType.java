package io.leadline.event;

/** What the CRM takes in a field, and so what a mapping's value is made into. */
public enum FieldType {
  TEXT("text"),
  EMAIL("e-mail"),
  /** E.164. */
  PHONE("phone"),
  /** Absolute, http or https. */
  URL("web address"),
  /** Sent as 0 or 1. */
  BOOLEAN("yes or no"),
  NUMBER("number"),
  /** A number from 0 to 100. */
  SCORE("0 to 100"),
  /** ISO 3166-1 alpha-2, upper case. */
  COUNTRY_CODE("country code"),
  /** IANA, as {@code Europe/Berlin}. */
  TIMEZONE("time zone"),
  /** One of {@link CrmField#allowed()}. */
  ONE_OF("one of a list"),
  /** A list of texts. */
  LIST("list"),
  /** An object; for {@code entity_socials} its values are URLs. */
  OBJECT("object");

  private final String word;

  FieldType(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }
}
