package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's read of one contact, {@code GET /crm/v3/objects/contacts/{id}?properties=a,b}
 * (sources.md §2b). A property asked for and not set is null; without {@code properties} only a
 * default set comes back.
 */
final class HubspotEndpoint implements HttpHandler {
  static final String PATH = "/crm/v3/objects/contacts/";
  private static final String CREATED_AT = "2026-01-01T00:00:00.000Z";
  private static final List<String> DEFAULT_PROPERTIES =
      List.of("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname");

  private final HubspotContacts contacts;
  private final Faults faults;
  private final Gate gate;
  private final FaultReplies replies;
  private final String authorization;

  HubspotEndpoint(
      HubspotContacts contacts, Faults faults, Gate gate, FaultReplies replies, String token) {
    this.contacts = contacts;
    this.faults = faults;
    this.gate = gate;
    this.replies = replies;
    this.authorization = "Bearer " + token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      error(405, "METHOD_NOT_ALLOWED", "Only reading is simulated").sendOn(exchange);
      return;
    }
    var id = exchange.getRequestURI().getPath().substring(PATH.length());
    contacts.count(id);
    disturbed(id, exchange).sendOn(exchange);
  }

  private Reply disturbed(String id, HttpExchange exchange) {
    var disturbance = faults.next(Operation.HUBSPOT_READ);
    var fault = disturbance.fault();
    var latency = disturbance.latency();
    if (!latency.isZero() && gate.hold(latency) == Gate.Passage.DROPPED) {
      return new Reply.Cut();
    }
    if (fault == null) {
      return answer(id, exchange);
    }
    return fault.kind().holdsTheCall() ? held(fault, id, exchange) : replies.reply(fault, null);
  }

  private Reply held(Fault fault, String id, HttpExchange exchange) {
    return gate.hold(fault.delay()) == Gate.Passage.DROPPED
        ? new Reply.Cut()
        : answer(id, exchange);
  }

  private Reply answer(String id, HttpExchange exchange) {
    if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return error(
          401, "INVALID_AUTHENTICATION", "Authentication credentials not found or invalid");
    }
    return contacts
        .read(id)
        .<Reply>map(properties -> Reply.json(200, contact(id, properties, asked(exchange))))
        .orElseGet(() -> error(404, "OBJECT_NOT_FOUND", "resource not found"));
  }

  private static List<String> asked(HttpExchange exchange) {
    var names =
        Query.of(exchange).all("properties").stream()
            .flatMap(list -> Arrays.stream(list.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return names.isEmpty() ? DEFAULT_PROPERTIES : names;
  }

  private static Map<String, @Nullable Object> contact(
      String id, Map<String, @Nullable String> properties, List<String> asked) {
    var shown = new LinkedHashMap<String, @Nullable Object>();
    asked.forEach(name -> shown.put(name, properties.get(name)));
    shown.put("hs_object_id", id);
    shown.put("createdate", CREATED_AT);
    shown.put("lastmodifieddate", CREATED_AT);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", id);
    json.put("properties", shown);
    json.put("createdAt", CREATED_AT);
    json.put("updatedAt", CREATED_AT);
    json.put("archived", false);
    return json;
  }

  private static Reply error(int status, String category, String message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("status", "error");
    json.put("message", message);
    json.put("correlationId", "00000000-0000-4000-8000-000000000000");
    json.put("category", category);
    return Reply.json(status, json);
  }
}
