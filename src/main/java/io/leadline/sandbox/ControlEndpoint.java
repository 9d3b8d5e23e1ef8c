package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /sandbox/...}: look into the sandbox and disturb it. It is for tests and for looking on,
 * so it asks for no credentials.
 */
final class ControlEndpoint implements HttpHandler {
  private static final int LONGEST_BODY = 1024 * 1024;
  private static final Pattern FAULT = Pattern.compile("/sandbox/faults/(\\d{1,18})");
  private static final Pattern HUBSPOT = Pattern.compile("/sandbox/hubspot/contacts/([^/]+)");

  private final SandboxCrm sandbox;

  ControlEndpoint(SandboxCrm sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answer(exchange).sendOn(exchange);
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var deed = exchange.getRequestMethod() + " " + path;
    return switch (deed) {
      case "GET /sandbox/contacts" -> Reply.json(200, Map.of("contacts", contacts(exchange)));
      case "GET /sandbox/calls" -> calls(exchange);
      case "GET /sandbox/summary" -> Reply.json(200, sandbox.summary());
      case "GET /sandbox/faults" -> faults(200);
      case "POST /sandbox/faults" -> addFault(exchange);
      case "POST /sandbox/faults/release" -> releaseHeld();
      case "DELETE /sandbox/faults" -> clearFaults();
      case "GET /sandbox/hubspot" -> hubspot();
      case "DELETE /sandbox" -> forget();
      default -> answerFor(deed, exchange);
    };
  }

  private Reply answerFor(String deed, HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var fault = FAULT.matcher(path);
    if (exchange.getRequestMethod().equals("DELETE") && fault.matches()) {
      return removeFault(Long.parseLong(fault.group(1)));
    }
    var contact = HUBSPOT.matcher(path);
    return contact.matches() ? hubspotContact(contact, exchange) : nothingAt(deed);
  }

  private static Reply nothingAt(String deed) {
    return error(404, "There is no %s here".formatted(deed));
  }

  private static Reply error(int status, String sentence) {
    return Reply.json(status, Map.of("error", sentence));
  }

  private List<Contact> contacts(HttpExchange exchange) {
    var email = Query.of(exchange).first("email");
    return email == null
        ? sandbox.contacts()
        : sandbox.contacts().stream()
            .filter(contact -> Records.fold(contact.email()).equals(Records.fold(email)))
            .toList();
  }

  private Reply calls(HttpExchange exchange) {
    var since = Query.of(exchange).first("since");
    if (since != null && !since.matches("\\d{1,18}")) {
      return error(400, "since is %s, must be the seq of a call, or 0".formatted(since));
    }
    var records = sandbox.calls(since == null ? 0 : Long.parseLong(since));
    return Reply.json(200, Map.of("calls", records.stream().map(CallJson::show).toList()));
  }

  private Reply faults(int status) {
    var active = sandbox.faults().active().stream().map(FaultJson::show).toList();
    return Reply.json(status, Map.of("faults", active, "held", sandbox.faults().held()));
  }

  private Reply addFault(HttpExchange exchange) throws IOException {
    var json = Json.readObject(exchange.getRequestBody().readNBytes(LONGEST_BODY));
    if (json.isEmpty()) {
      return error(400, "The body must be a JSON object, such as {\"kind\":\"server_error\"}");
    }
    try {
      sandbox.faults().add(FaultJson.read(json.get()));
      return faults(201);
    } catch (FaultJson.Unreadable unreadable) {
      return error(400, String.valueOf(unreadable.getMessage()));
    }
  }

  private Reply releaseHeld() {
    sandbox.faults().release();
    return Reply.empty(204);
  }

  private Reply clearFaults() {
    sandbox.faults().clear();
    return Reply.empty(204);
  }

  private Reply removeFault(long id) {
    return sandbox.faults().remove(id)
        ? Reply.empty(204)
        : error(404, "There is no fault %d in force".formatted(id));
  }

  private Reply forget() {
    sandbox.forget();
    return Reply.empty(204);
  }

  private Reply hubspot() {
    var json = new LinkedHashMap<String, Object>();
    json.put("reads", sandbox.hubspot().reads());
    json.put("reads_by_contact", sandbox.hubspot().readsByContact());
    return Reply.json(200, json);
  }

  private Reply hubspotContact(Matcher path, HttpExchange exchange) throws IOException {
    var id = path.group(1);
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> putHubspotContact(id, exchange);
      case "DELETE" -> removeHubspotContact(id);
      default -> error(405, "A HubSpot contact can be PUT here, or DELETEd");
    };
  }

  private Reply putHubspotContact(String id, HttpExchange exchange) throws IOException {
    var json = Json.readObject(exchange.getRequestBody().readNBytes(LONGEST_BODY));
    if (json.isEmpty() || !(json.get().get("properties") instanceof Map<?, ?> properties)) {
      return error(400, "The body must be a JSON object with an object named properties");
    }
    sandbox.hubspot().put(id, texts(properties));
    return Reply.empty(204);
  }

  /** HubSpot's values are texts or null, also numbers and booleans (sources.md §2b). */
  private static Map<String, @Nullable String> texts(Map<?, ?> properties) {
    var texts = new LinkedHashMap<String, @Nullable String>();
    properties.forEach(
        (name, value) -> texts.put(String.valueOf(name), value == null ? null : value.toString()));
    return texts;
  }

  private Reply removeHubspotContact(String id) {
    sandbox.hubspot().remove(id);
    return Reply.empty(204);
  }
}
