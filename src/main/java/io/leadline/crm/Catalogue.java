package io.leadline.crm;

import static io.leadline.event.CrmField.Need.ALWAYS;
import static io.leadline.event.CrmField.Need.OPTIONAL;
import static io.leadline.event.CrmField.Owner.CONTACT;
import static io.leadline.event.CrmField.Owner.CREDENTIAL;
import static io.leadline.event.CrmField.Owner.ENTITY;

import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.Documents;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldCatalogue.OwnFields;
import io.leadline.event.FieldType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of createContact: what the CRM documents, and what an organisation adds to it. */
public final class Catalogue {
  /** crm-api/createContact.txt: its order, its words. */
  private static final List<CrmField> DOCUMENTED =
      List.of(
          // Required Fields
          credential("api_key", "Zyntro API authentication key"),
          credential("org_id", "Organization identifier (UUID format)"),
          credential("member_id", "Member identifier (UUID format)"),
          contact("email", FieldType.EMAIL, ALWAYS, "Contact's primary email address"),
          contact("first_name", FieldType.TEXT, ALWAYS, "Contact's first name"),
          contact(
              "contact_status",
              FieldType.TEXT,
              ALWAYS,
              "Contact status (must match organization settings)"),
          contact(
              "contact_source",
              FieldType.TEXT,
              ALWAYS,
              "Contact source (must match organization settings)"),
          contact(
              "contact_stage_id",
              FieldType.TEXT,
              Need.PROVIDED,
              "Pipeline stage ID (auto-assigned if not provided)"),
          // B2B Required Fields
          entity("entity_name", FieldType.TEXT, Need.B2B, "Name of the entity/company"),
          entity(
              "entity_label",
              FieldType.TEXT,
              Need.B2B,
              "Entity label (must match organization settings)"),
          entity(
              "entity_status",
              FieldType.TEXT,
              Need.B2B,
              "Entity status (must match organization settings)"),
          // Optional Contact Fields
          contact("last_name", FieldType.TEXT, OPTIONAL, "Contact's last name"),
          contact("full_name", FieldType.TEXT, OPTIONAL, "Contact's full name"),
          contact(
              "salutation", FieldType.TEXT, OPTIONAL, "Salutation (Mr, Mrs, Ms, Dr, Prof, etc.)"),
          new CrmField(
              "contact_role_label",
              FieldType.ONE_OF,
              OPTIONAL,
              CONTACT,
              false,
              List.of("Decision Maker", "Supporter", "Influencer", "Other"),
              "Contact role (Decision Maker, Supporter, Influencer, Other)"),
          contact(
              "contact_owner",
              FieldType.TEXT,
              OPTIONAL,
              "Member ID of contact owner (defaults to member_id)"),
          contact("secondary_email", FieldType.EMAIL, OPTIONAL, "Secondary email address"),
          contact("secondary_phone", FieldType.PHONE, OPTIONAL, "Secondary phone number"),
          contact("address", FieldType.TEXT, OPTIONAL, "Street address"),
          contact("address_line2", FieldType.TEXT, OPTIONAL, "Address line 2"),
          contact("city", FieldType.TEXT, OPTIONAL, "City"),
          contact("state", FieldType.TEXT, OPTIONAL, "State or province"),
          contact("zip", FieldType.TEXT, OPTIONAL, "Zip/postal code"),
          contact("country", FieldType.TEXT, OPTIONAL, "Country name"),
          contact("country_code", FieldType.COUNTRY_CODE, OPTIONAL, "ISO2 country code"),
          contact(
              "timezone", FieldType.TIMEZONE, OPTIONAL, "IANA timezone (e.g., America/New_York)"),
          flag("is_test_contact", "Boolean (0/1) - Is this a test contact"),
          flag("do_not_call", "Boolean (0/1) - Do not call"),
          flag("do_not_automate", "Boolean (0/1) - Do not automate"),
          flag("email_verified", "Boolean (0/1) - Email verified"),
          flag("phone_verified", "Boolean (0/1) - Phone verified"),
          flag("auto_engage", "Boolean (0/1) - Auto engage"),
          flag("email_optout", "Boolean (0/1) - Email opt-out"),
          flag("sms_optout", "Boolean (0/1) - SMS opt-out"),
          flag("visible_to_others", "Boolean (0/1) - Visible to others"),
          flag("editable_by_others", "Boolean (0/1) - Editable by others"),
          // Optional Entity Fields
          entity("entity_location", FieldType.TEXT, OPTIONAL, "Entity location"),
          entity("entity_website", FieldType.URL, OPTIONAL, "Entity website URL"),
          entity("entity_tags", FieldType.LIST, OPTIONAL, "Array of entity tags"),
          entity(
              "entity_socials",
              FieldType.OBJECT,
              OPTIONAL,
              "Object with social media channels and URLs"),
          entity("entity_logo", FieldType.URL, OPTIONAL, "URL for entity logo"),
          entity("entity_profile", FieldType.OBJECT, OPTIONAL, "JSON object for entity profile"),
          entity(
              "entity_score",
              FieldType.SCORE,
              OPTIONAL,
              "Float value between 0-100 for entity scoring"));

  private Catalogue() {}

  /** The fields in the CRM's documents. */
  public static FieldCatalogue documented() {
    return FieldCatalogue.of(DOCUMENTED);
  }

  /**
   * The documented fields with what an organisation's field map says: its custom fields, and which
   * optional fields it insists on. A documented type or need is never weakened by it, for the map
   * knows only "string" where the documents know an e-mail address.
   *
   * @param fieldMapJson as from {@link #fieldMapOf}; what is no field map changes nothing
   */
  public static FieldCatalogue refreshedBy(String fieldMapJson) {
    List<FieldMapEntry> entries = FieldMapEntry.read(fieldMapJson);
    if (entries.isEmpty()) {
      return documented();
    }
    var fields = new LinkedHashMap<String, CrmField>();
    DOCUMENTED.forEach(field -> fields.put(field.name(), field));
    // The order of a reply says nothing: sets that differ in it alone would be different sets.
    entries.stream()
        .sorted(Comparator.comparing(FieldMapEntry::name))
        .forEach(
            entry ->
                fields.merge(
                    entry.name(), entry.asCustomField(), (known, custom) -> entry.sharpen(known)));
    return FieldCatalogue.of(fields.values()).knowing(OwnFields.TOLD);
  }

  /**
   * Whether it is the complete map that the documents promise. Only what has the fields that every
   * organisation has is believed to name all of them.
   */
  public static boolean isWhole(String fieldMapJson) {
    var names = FieldMapEntry.read(fieldMapJson).stream().map(FieldMapEntry::name).toList();
    return names.contains("email") && names.contains("first_name");
  }

  /**
   * The field map that error replies carry (crm-api/createContact: "On error, the API returns a
   * complete field map"), as JSON; nothing where a reply has none.
   */
  public static Optional<String> fieldMapOf(Reply reply) {
    return reply instanceof Reply.Answered answered
        ? Said.read(answered.body()).flatMap(Said::fieldMap).map(Catalogue::asObject)
        : Optional.empty();
  }

  /** The journal keeps an object: a map that came as a list is keyed by its fields' names. */
  private static String asObject(Object fieldMap) {
    return Documents.write(
        fieldMap instanceof Map<?, ?> object ? object : FieldMapEntry.keyedByName(fieldMap));
  }

  /** Documented names that no ordinary sentence holds by chance. */
  static List<String> namesInSentences() {
    return DOCUMENTED.stream()
        .filter(field -> field.owner() != CREDENTIAL)
        .map(CrmField::name)
        .filter(name -> name.contains("_"))
        .toList();
  }

  private static CrmField credential(String name, String description) {
    return field(name, FieldType.TEXT, Need.PROVIDED, CREDENTIAL, description);
  }

  private static CrmField contact(String name, FieldType type, Need need, String description) {
    return field(name, type, need, CONTACT, description);
  }

  private static CrmField entity(String name, FieldType type, Need need, String description) {
    return field(name, type, need, ENTITY, description);
  }

  private static CrmField flag(String name, String description) {
    return field(name, FieldType.BOOLEAN, OPTIONAL, CONTACT, description);
  }

  private static CrmField field(
      String name, FieldType type, Need need, Owner owner, String description) {
    return new CrmField(name, type, need, owner, false, List.of(), description);
  }
}
