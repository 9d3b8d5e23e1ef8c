package io.leadline.sandbox;

import io.leadline.sandbox.Access.Granted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The deed of {@code createContact.php}: refuse with the field map, or insert or update. */
final class CreateContact {
  private final Records records;

  CreateContact(Records records) {
    this.records = records;
  }

  Ruling rule(Granted access, Map<String, @Nullable Object> request) {
    var fieldMap = FieldMap.of(access.rules());
    var rules = new ContactRules(access.organisation(), access.rules(), fieldMap);
    var complaints = rules.complaintsAbout(request);
    return complaints.isEmpty()
        ? store(access, fieldMap, request)
        : refuse(access, fieldMap, request, complaints);
  }

  private Ruling refuse(
      Granted access,
      FieldMap fieldMap,
      Map<String, @Nullable Object> request,
      List<String> complaints) {
    var more = new LinkedHashMap<String, Object>();
    more.put("debug", List.of(existence(isKnown(access, request))));
    more.put("required_fields", fieldMap.requiredFields());
    more.put("field_map", fieldMap.asJson());
    return Ruling.refused(complaints, more, ignored(fieldMap, request));
  }

  private boolean isKnown(Granted access, Map<String, @Nullable Object> request) {
    return request.get("email") instanceof String email
        && records.hasContact(access.organisation().id(), email);
  }

  private Ruling store(Granted access, FieldMap fieldMap, Map<String, @Nullable Object> request) {
    var upserted = records.upsert(draft(access, fieldMap, request));
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("contact_id", upserted.contactId());
    data.put("entity_id", upserted.entityId());
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("status", "success");
    body.put("data", data);
    body.put("log", log(upserted));
    return new Ruling(
        true, body, List.of(), upserted.contactId(), null, ignored(fieldMap, request));
  }

  private static ContactDraft draft(
      Granted access, FieldMap fieldMap, Map<String, @Nullable Object> request) {
    return new ContactDraft(
        access.organisation().id(),
        access.memberId(),
        Objects.requireNonNull(text(request, "email")),
        text(request, "contact_stage_id"),
        text(request, "contact_owner"),
        access.rules().b2c() ? null : text(request, "entity_name"),
        given(fieldMap, request, false),
        given(fieldMap, request, true),
        access.rules().stages().get(0).id());
  }

  private static @Nullable String text(Map<String, @Nullable Object> request, String name) {
    var value = request.get(name);
    return Credentials.isBlank(value) ? null : String.valueOf(value);
  }

  private static Map<String, Object> given(
      FieldMap fieldMap, Map<String, @Nullable Object> request, boolean ofEntity) {
    var given = new LinkedHashMap<String, Object>();
    for (var field : fieldMap.fields()) {
      var value = request.get(field.name());
      if (value != null && field.isOfEntity() == ofEntity) {
        given.put(field.name(), value);
      }
    }
    return given;
  }

  /** Also entity fields in B2C mode, where they do not exist. */
  private static List<String> ignored(FieldMap fieldMap, Map<String, @Nullable Object> request) {
    return request.keySet().stream().filter(name -> !fieldMap.knows(name)).toList();
  }

  private static String log(Records.Upserted upserted) {
    var parts = new ArrayList<String>();
    parts.add(existence(!upserted.newContact()));
    if (upserted.entityId() != null) {
      parts.add(upserted.newEntity() ? "Inserted new entity" : "Updated existing entity");
    }
    parts.add(upserted.newContact() ? "Inserted new contact" : "Updated existing contact");
    return String.join(", ", parts);
  }

  private static String existence(boolean exists) {
    return exists
        ? "Contact exists. Data will be updated"
        : "Contact does not exist. Data will be inserted";
  }
}
