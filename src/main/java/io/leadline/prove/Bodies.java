package io.leadline.prove;

import io.leadline.event.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies as Typeform and HubSpot send them. */
final class Bodies {
  private Bodies() {}

  /**
   * @param token the response's id: the same for an edit
   * @param email null for a form that was sent without
   */
  static String typeform(String form, String token, @Nullable String email, String marker) {
    var fields = new ArrayList<Map<String, Object>>();
    var answers = new ArrayList<Map<String, Object>>();
    if (email != null) {
      answer("work_email", "email", email, fields, answers);
    }
    answer("name", "text", "Proof Person", fields, answers);
    answer("marker", "text", marker, fields, answers);
    var response = new LinkedHashMap<String, Object>();
    response.put("form_id", form);
    response.put("token", token);
    response.put("submitted_at", "2026-01-18T18:17:02Z");
    response.put("definition", Map.of("id", form, "title", "Proof", "fields", fields));
    response.put("answers", answers);
    var body = new LinkedHashMap<String, Object>();
    body.put("event_id", "event-" + marker);
    body.put("event_type", "form_response");
    body.put("form_response", response);
    return Documents.write(body) + "\n";
  }

  private static void answer(
      String ref,
      String type,
      String value,
      List<Map<String, Object>> fields,
      List<Map<String, Object>> answers) {
    String kind = type.equals("text") ? "short_text" : type;
    String id = "field-" + ref;
    fields.add(new LinkedHashMap<>(Map.of("id", id, "ref", ref, "title", ref, "type", kind)));
    answers.add(
        new LinkedHashMap<>(
            Map.of(
                "type", type, type, value, "field", Map.of("id", id, "ref", ref, "type", kind))));
  }

  /**
   * Notifications about one contact: its creation, then changes of its properties.
   *
   * @param firstId the id of the first; the others count on
   */
  static String hubspot(long firstId, int count, String contact, String marker) {
    var notifications = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < count; i++) {
      var one = new LinkedHashMap<String, Object>();
      one.put("eventId", firstId + i);
      one.put("subscriptionId", i == 0 ? 1000 : 1001);
      one.put("portalId", 33);
      one.put("appId", 1160452);
      one.put("occurredAt", 1_768_000_000_000L);
      one.put("subscriptionType", i == 0 ? "contact.creation" : "contact.propertyChange");
      one.put("attemptNumber", 0);
      one.put("objectId", Long.parseLong(contact));
      if (i > 0) {
        one.put("propertyName", "jobtitle");
        one.put("propertyValue", marker);
      }
      notifications.add(one);
    }
    return Documents.write(notifications);
  }
}
