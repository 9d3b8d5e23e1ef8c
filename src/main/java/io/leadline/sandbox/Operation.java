package io.leadline.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** What the sandbox can be asked over its public addresses; faults name one of these. */
public enum Operation {
  /** {@code POST /apis/public/createContact.php} (crm-api/createContact). */
  CREATE_CONTACT("createContact"),
  /** {@code POST /apis/public/addProfileToContact.php} (crm-api/addProfileToContact). */
  ADD_PROFILE("addProfileToContact"),
  /** {@code GET /crm/v3/objects/contacts/{id}}, HubSpot's read (sources.md §2b). */
  HUBSPOT_READ("hubspotRead");

  private final String word;

  Operation(String word) {
    this.word = word;
  }

  /** The name in JSON: {@code createContact}, {@code addProfileToContact}, {@code hubspotRead}. */
  public String word() {
    return word;
  }

  boolean isCrmCall() {
    return this != HUBSPOT_READ;
  }

  static Optional<Operation> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
