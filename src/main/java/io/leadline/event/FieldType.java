package io.leadline.event;

/** What the CRM takes in a field, and so what a mapping's value is made into. */
public enum FieldType {
  TEXT,
  EMAIL,
  /** E.164. */
  PHONE,
  /** Absolute, http or https. */
  URL,
  /** Sent as 0 or 1. */
  BOOLEAN,
  NUMBER,
  /** A number from 0 to 100. */
  SCORE,
  /** ISO 3166-1 alpha-2, upper case. */
  COUNTRY_CODE,
  /** IANA, as {@code Europe/Berlin}. */
  TIMEZONE,
  /** One of {@link CrmField#allowed()}. */
  ONE_OF,
  /** A list of texts. */
  LIST,
  /** An object; for {@code entity_socials} its values are URLs. */
  OBJECT
}
