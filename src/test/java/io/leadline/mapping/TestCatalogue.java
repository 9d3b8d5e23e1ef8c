package io.leadline.mapping;

import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldType;
import java.util.ArrayList;
import java.util.List;

/** The documented fields (crm-api/createContact.txt), and one of an organisation's own. */
final class TestCatalogue {
  private static final String TEXT_FIELDS =
      "last_name full_name salutation contact_owner address address_line2 city state zip country";
  private static final String FLAGS =
      "is_test_contact do_not_call do_not_automate email_verified phone_verified auto_engage"
          + " email_optout sms_optout visible_to_others editable_by_others";

  private TestCatalogue() {}

  static FieldCatalogue catalogue() {
    List<CrmField> fields = new ArrayList<>();
    for (String name : List.of("api_key", "org_id", "member_id")) {
      fields.add(field(name, FieldType.TEXT, Need.PROVIDED, Owner.CREDENTIAL));
    }
    fields.add(field("email", FieldType.EMAIL, Need.ALWAYS, Owner.CONTACT));
    for (String name : List.of("first_name", "contact_status", "contact_source")) {
      fields.add(field(name, FieldType.TEXT, Need.ALWAYS, Owner.CONTACT));
    }
    fields.add(field("contact_stage_id", FieldType.TEXT, Need.PROVIDED, Owner.CONTACT));
    for (String name : List.of("entity_name", "entity_label", "entity_status")) {
      fields.add(field(name, FieldType.TEXT, Need.B2B, Owner.ENTITY));
    }
    for (String name : TEXT_FIELDS.split(" ", -1)) {
      fields.add(optional(name, FieldType.TEXT));
    }
    fields.add(
        new CrmField(
            "contact_role_label",
            FieldType.ONE_OF,
            Need.OPTIONAL,
            Owner.CONTACT,
            false,
            List.of("Decision Maker", "Supporter", "Influencer", "Other"),
            ""));
    fields.add(optional("secondary_email", FieldType.EMAIL));
    fields.add(optional("secondary_phone", FieldType.PHONE));
    fields.add(optional("country_code", FieldType.COUNTRY_CODE));
    fields.add(optional("timezone", FieldType.TIMEZONE));
    for (String name : FLAGS.split(" ", -1)) {
      fields.add(optional(name, FieldType.BOOLEAN));
    }
    fields.add(entity("entity_location", FieldType.TEXT));
    fields.add(entity("entity_website", FieldType.URL));
    fields.add(entity("entity_tags", FieldType.LIST));
    fields.add(entity("entity_socials", FieldType.OBJECT));
    fields.add(entity("entity_logo", FieldType.URL));
    fields.add(entity("entity_profile", FieldType.OBJECT));
    fields.add(entity("entity_score", FieldType.SCORE));
    fields.add(
        new CrmField(
            "seats", FieldType.NUMBER, Need.OPTIONAL, Owner.CONTACT, true, List.of(), "own"));
    return FieldCatalogue.of(fields);
  }

  private static CrmField optional(String name, FieldType type) {
    return field(name, type, Need.OPTIONAL, Owner.CONTACT);
  }

  private static CrmField entity(String name, FieldType type) {
    return field(name, type, Need.OPTIONAL, Owner.ENTITY);
  }

  private static CrmField field(String name, FieldType type, Need need, Owner owner) {
    return new CrmField(name, type, need, owner, false, List.of(), "");
  }
}
