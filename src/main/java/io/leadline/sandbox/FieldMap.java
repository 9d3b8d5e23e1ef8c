package io.leadline.sandbox;

import static io.leadline.sandbox.Field.Subject.CONTACT;
import static io.leadline.sandbox.Field.Subject.ENTITY;
import static io.leadline.sandbox.FieldType.ARRAY;
import static io.leadline.sandbox.FieldType.BOOLEAN;
import static io.leadline.sandbox.FieldType.FLOAT;
import static io.leadline.sandbox.FieldType.OBJECT;
import static io.leadline.sandbox.FieldType.STRING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields that createContact knows for one organisation: the documented ones of its mode, then
 * its custom ones.
 *
 * <p>Names, required fields and descriptions are those of crm-api/createContact. Of the {@code
 * internal_field} names only those of {@code email} and {@code first_name} are documented; the rest
 * follow their pattern. The credentials are required, but are no fields of a contact: they are in
 * {@code required_fields} and not in {@code field_map}.
 */
final class FieldMap {
  static final List<String> CREDENTIALS = List.of("api_key", "org_id", "member_id");

  /** The documented order of required_fields. */
  private static final List<Field> REQUIRED =
      List.of(
          required("email", CONTACT, "cont_primary_email", "Email address of the contact"),
          required("first_name", CONTACT, "cont_fname", "First name of the contact"),
          required(
              "contact_status",
              CONTACT,
              "cont_status",
              "Contact status (must match organization settings)"),
          required(
              "contact_source",
              CONTACT,
              "cont_source",
              "Contact source (must match organization settings)"),
          required(
              "contact_stage_id",
              CONTACT,
              "cont_stage_id",
              "Pipeline stage ID (auto-assigned if not provided)"),
          required("entity_name", ENTITY, "ent_name", "Name of the entity/company"),
          required(
              "entity_label",
              ENTITY,
              "ent_label",
              "Entity label (must match organization settings)"),
          required(
              "entity_status",
              ENTITY,
              "ent_status",
              "Entity status (must match organization settings)"));

  private static final List<Field> OPTIONAL =
      List.of(
          contact("last_name", "cont_lname", "Contact's last name"),
          contact("full_name", "cont_full_name", "Contact's full name"),
          contact("salutation", "cont_salutation", "Salutation (Mr, Mrs, Ms, Dr, Prof, etc.)"),
          contact(
              "contact_role_label",
              "cont_role_label",
              "Contact role (Decision Maker, Supporter, Influencer, Other)"),
          contact(
              "contact_owner", "cont_owner", "Member ID of contact owner (defaults to member_id)"),
          contact("secondary_email", "cont_secondary_email", "Secondary email address"),
          contact("secondary_phone", "cont_secondary_phone", "Secondary phone number"),
          contact("address", "cont_address", "Street address"),
          contact("address_line2", "cont_address_line2", "Address line 2"),
          contact("city", "cont_city", "City"),
          contact("state", "cont_state", "State or province"),
          contact("zip", "cont_zip", "Zip/postal code"),
          contact("country", "cont_country", "Country name"),
          contact("country_code", "cont_country_code", "ISO2 country code"),
          contact("timezone", "cont_timezone", "IANA timezone (e.g., America/New_York)"),
          flag("is_test_contact", "Is this a test contact"),
          flag("do_not_call", "Do not call"),
          flag("do_not_automate", "Do not automate"),
          flag("email_verified", "Email verified"),
          flag("phone_verified", "Phone verified"),
          flag("auto_engage", "Auto engage"),
          flag("email_optout", "Email opt-out"),
          flag("sms_optout", "SMS opt-out"),
          flag("visible_to_others", "Visible to others"),
          flag("editable_by_others", "Editable by others"),
          entity("entity_location", "ent_location", STRING, "Entity location"),
          entity("entity_website", "ent_website", STRING, "Entity website URL"),
          entity("entity_tags", "ent_tags", ARRAY, "Array of entity tags"),
          entity(
              "entity_socials",
              "ent_socials",
              OBJECT,
              "Object with social media channels and URLs"),
          entity("entity_logo", "ent_logo", STRING, "URL for entity logo"),
          entity("entity_profile", "ent_profile", OBJECT, "JSON object for entity profile"),
          entity(
              "entity_score", "ent_score", FLOAT, "Float value between 0-100 for entity scoring"));

  private final Map<String, Field> fields;

  private FieldMap(Map<String, Field> fields) {
    this.fields = fields;
  }

  static FieldMap of(CrmRules rules) {
    var known = new LinkedHashMap<String, Field>();
    var custom = rules.customFields().stream().map(CustomField::asField);
    Stream.concat(Stream.concat(REQUIRED.stream(), OPTIONAL.stream()), custom)
        .filter(field -> !(rules.b2c() && field.isOfEntity()))
        .forEach(field -> known.put(field.name(), field));
    return new FieldMap(known);
  }

  Iterable<Field> fields() {
    return fields.values();
  }

  boolean knows(String name) {
    return CREDENTIALS.contains(name) || fields.containsKey(name);
  }

  /** The list of an error reply. */
  List<String> requiredFields() {
    var names = new ArrayList<>(CREDENTIALS);
    fields.values().stream().filter(Field::required).map(Field::name).forEach(names::add);
    return names;
  }

  /** The map of an error reply. */
  Map<String, Object> asJson() {
    var json = new LinkedHashMap<String, Object>();
    fields.forEach((name, field) -> json.put(name, describe(field)));
    return json;
  }

  private static Map<String, Object> describe(Field field) {
    var json = new LinkedHashMap<String, Object>();
    json.put("required", field.required());
    json.put("internal_field", field.internalField());
    json.put("type", field.type().word());
    json.put("description", field.description());
    return json;
  }

  private static Field required(
      String name, Field.Subject subject, String internalField, String description) {
    return new Field(name, subject, true, internalField, STRING, description);
  }

  private static Field contact(String name, String internalField, String description) {
    return new Field(name, CONTACT, false, internalField, STRING, description);
  }

  private static Field flag(String name, String description) {
    var described = "Boolean (0/1) - " + description;
    return new Field(name, CONTACT, false, "cont_" + name, BOOLEAN, described);
  }

  private static Field entity(
      String name, String internalField, FieldType type, String description) {
    return new Field(name, ENTITY, false, internalField, type, description);
  }
}
