package io.leadline.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stand-in CRM without its wire: a request's fields in, a ruling out. */
final class Crm {
  private final Credentials credentials;
  private final Records records;
  private final CreateContact createContact;
  private final AddProfile addProfile;

  Crm(SandboxSettings settings, Records records) {
    this.credentials = new Credentials(settings);
    this.records = records;
    this.createContact = new CreateContact(records);
    this.addProfile = new AddProfile(records);
  }

  Ruling rule(Operation operation, Optional<Map<String, @Nullable Object>> request) {
    return request
        .map(fields -> rule(operation, fields))
        .orElseGet(() -> Ruling.refused(List.of("Request body must be a JSON object")));
  }

  private Ruling rule(Operation operation, Map<String, @Nullable Object> fields) {
    var access = credentials.check(fields);
    if (access instanceof Access.Granted granted) {
      return ruleFor(granted, operation, fields);
    }
    return Ruling.refused(((Access.Denied) access).sentences());
  }

  /** One lock over checks and deed: between them, nobody may change what was checked. */
  private Ruling ruleFor(
      Access.Granted granted, Operation operation, Map<String, @Nullable Object> fields) {
    synchronized (records) {
      return operation == Operation.ADD_PROFILE
          ? addProfile.rule(granted, fields)
          : createContact.rule(granted, fields);
    }
  }

  /** Whom a request is about, alike for both calls: the e-mail, folded, or the contact's id. */
  @Nullable String personOf(Map<String, @Nullable Object> fields) {
    var email = emailOf(fields);
    var person = email == null ? fields.get("contact_id") : Records.fold(email);
    return person == null ? null : fields.get("org_id") + " " + person;
  }

  @Nullable String emailOf(Map<String, @Nullable Object> fields) {
    if (fields.get("contact_id") instanceof String contactId) {
      return records.contact(contactId).map(Contact::email).orElse(null);
    }
    return fields.get("email") instanceof String email ? email : null;
  }

  static String masked(@Nullable Object apiKey) {
    if (!(apiKey instanceof String key) || key.isBlank()) {
      return "none";
    }
    var shown = key.length() < 8 ? "" : key.substring(key.length() - 3);
    return String.format(Locale.ROOT, "•••%s", shown);
  }
}
