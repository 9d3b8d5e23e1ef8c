package io.leadline;

import io.leadline.event.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies as Typeform and HubSpot send them. */
final class Forms {
  private final String token;
  private final List<Map<String, @Nullable Object>> fields = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> answers = new ArrayList<>();

  private Forms(String token) {
    this.token = token;
  }

  /** A demo request of the shipped form, with an id of its own. */
  static Forms demoRequest(String token) {
    return new Forms(token);
  }

  static String demoRequestOf(String token, String email) {
    return demoRequest(token)
        .email(email)
        .text("name", "What is your name?", "Ada Lovelace")
        .json();
  }

  Forms email(String email) {
    return answer("work_email", "Your work email", "email", "email", email);
  }

  Forms text(String ref, String title, String value) {
    return answer(ref, title, "short_text", "text", value);
  }

  Forms phone(String value) {
    return answer("phone", "Your phone number", "phone_number", "phone_number", value);
  }

  private Forms answer(String ref, String title, String kind, String type, Object value) {
    String id = "field" + fields.size();
    fields.add(new LinkedHashMap<>(Map.of("id", id, "ref", ref, "title", title, "type", kind)));
    answers.add(
        new LinkedHashMap<>(
            Map.of(
                "type", type, type, value, "field", Map.of("id", id, "ref", ref, "type", kind))));
    return this;
  }

  /** As it travels: compact, with the newline that Typeform ends it with. */
  String json() {
    var definition =
        Map.of("id", "dEm0f0rm", "title", "Demo request", "fields", List.copyOf(fields));
    var response = new LinkedHashMap<String, @Nullable Object>();
    response.put("form_id", "dEm0f0rm");
    response.put("token", token);
    response.put("submitted_at", "2026-01-18T18:17:02Z");
    response.put("definition", definition);
    response.put("answers", List.copyOf(answers));
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("event_id", "event-" + token);
    body.put("event_type", "form_response");
    body.put("form_response", response);
    return Documents.write(body) + "\n";
  }

  /** One HubSpot event about a contact; property null for its creation. */
  static Map<String, @Nullable Object> hubspotEvent(
      long eventId, long contact, @Nullable String property, @Nullable String value) {
    var event = new LinkedHashMap<String, @Nullable Object>();
    event.put("eventId", eventId);
    event.put("subscriptionId", property == null ? 1000 : 1001);
    event.put("portalId", 33);
    event.put("appId", 1160452);
    event.put("occurredAt", 1_768_000_000_000L);
    event.put("subscriptionType", property == null ? "contact.creation" : "contact.propertyChange");
    event.put("attemptNumber", 0);
    event.put("objectId", contact);
    event.put("changeSource", "CRM_UI");
    if (property != null) {
      event.put("propertyName", property);
      event.put("propertyValue", value);
    }
    return event;
  }
}
