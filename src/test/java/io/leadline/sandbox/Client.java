package io.leadline.sandbox;

import static io.leadline.sandbox.SandboxSettings.DEMO_API_KEY;
import static io.leadline.sandbox.SandboxSettings.DEMO_MEMBER_ID;
import static io.leadline.sandbox.SandboxSettings.DEMO_ORG_ID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Calls a sandbox as any program would: over HTTP, with JSON. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SandboxCrm sandbox;

  Client(SandboxCrm sandbox) {
    this.sandbox = sandbox;
  }

  /** The fewest fields that the demo organisation accepts. */
  static Map<String, Object> contact(String email) {
    var fields = credentials();
    fields.put("email", email);
    fields.put("first_name", "Ada");
    fields.put("contact_status", "Lead");
    fields.put("contact_source", "Typeform");
    fields.put("entity_name", "Acme Corporation");
    fields.put("entity_label", "Company");
    fields.put("entity_status", "Prospect");
    return fields;
  }

  static Map<String, Object> profile(String contactId) {
    var fields = credentials();
    fields.put("contact_id", contactId);
    fields.put("profile_source", "Typeform");
    fields.put("profile_payload", Map.of("summary", "Asked for a demo"));
    return fields;
  }

  static Map<String, Object> credentials() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("api_key", DEMO_API_KEY);
    fields.put("org_id", DEMO_ORG_ID);
    fields.put("member_id", DEMO_MEMBER_ID);
    return fields;
  }

  HttpResponse<String> createContact(Map<String, Object> fields) {
    return send("POST", "/apis/public/createContact.php", fields);
  }

  HttpResponse<String> addProfile(Map<String, Object> fields) {
    return send("POST", "/apis/public/addProfileToContact.php", fields);
  }

  /** Stores a contact and returns its id. */
  String stored(String email) {
    return json(createContact(contact(email))).at("/data/contact_id").asText();
  }

  CompletableFuture<HttpResponse<String>> createContactLater(Map<String, Object> fields) {
    return http.sendAsync(
        request("POST", "/apis/public/createContact.php", write(fields)), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(sandbox.rootUrl() + path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> send(String method, String path, Object body) {
    return send(request(method, path, body instanceof String text ? text : write(body)));
  }

  HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(sandbox.rootUrl() + path))
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body))
        .build();
  }

  /** Throws what the client threw: a cut connection is an IOException. */
  HttpResponse<String> sendOrFail(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return sendOrFail(request);
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError("no answer to " + request, failure);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException failure) {
      throw new AssertionError("not JSON: " + response.body(), failure);
    }
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
