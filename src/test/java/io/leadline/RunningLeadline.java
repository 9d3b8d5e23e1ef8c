package io.leadline;

import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole server in this process, with the sandbox as its CRM and form tools, for acceptance tests.
 */
final class RunningLeadline implements AutoCloseable {
  static final String SECRET = "a-test-secret";
  static final String API_KEY = SandboxSettings.DEMO_API_KEY;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConfigurableApplicationContext context;
  private final String root;

  private RunningLeadline(ConfigurableApplicationContext context) {
    this.context = context;
    this.root = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
  }

  static SandboxCrm sandbox() {
    return SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), new Random(7), 0);
  }

  /** Serves from the shipped routes and mappings, with its journal in the folder. */
  static RunningLeadline start(Path folder, SandboxCrm crm) {
    return start(folder, crm, Map.of());
  }

  static RunningLeadline start(Path folder, SandboxCrm crm, Map<String, String> more) {
    var environment = environment(folder, crm);
    environment.putAll(more);
    return new RunningLeadline(Serving.start(Serving.check(environment)));
  }

  static Map<String, String> environment(Path folder, SandboxCrm crm) {
    var environment = new HashMap<String, String>();
    environment.put("SERVER_PORT", "0");
    environment.put("CRM_BASE_URL", crm.baseUrl());
    environment.put("CRM_API_KEY", API_KEY);
    environment.put("CRM_ORG_ID", SandboxSettings.DEMO_ORG_ID);
    environment.put("CRM_MEMBER_ID", SandboxSettings.DEMO_MEMBER_ID);
    environment.put("TYPEFORM_SECRET", SECRET);
    environment.put("HUBSPOT_SECRET", SECRET);
    environment.put("HUBSPOT_TOKEN", SandboxSettings.DEMO_HUBSPOT_TOKEN);
    environment.put("HUBSPOT_BASE_URL", crm.rootUrl());
    environment.put("ADMIN_PASSWORD", "test");
    environment.put("RETRY_FIRST", "100ms");
    environment.put("STOP_DRAIN", "0s");
    environment.put("JOURNAL_URL", journalUrl(folder));
    return environment;
  }

  static String journalUrl(Path folder) {
    return "jdbc:sqlite:" + folder.resolve("leadline.db");
  }

  String root() {
    return root;
  }

  /** Sends a body as Typeform would, correctly signed. */
  HttpResponse<String> typeform(String body) {
    return post("typeform", body.getBytes(StandardCharsets.UTF_8), typeformSignature(body));
  }

  static Map<String, String> typeformSignature(String body) {
    return Map.of(
        "Content-Type",
        "application/json",
        "Typeform-Signature",
        "sha256=" + Signing.hmacSha256(SECRET, body));
  }

  /** Sends a body as a HubSpot app would: v3. */
  HttpResponse<String> hubspot(String body) {
    String timestamp = Long.toString(System.currentTimeMillis());
    String signature =
        Signing.hmacSha256(SECRET, "POST" + root + "/hooks/hubspot" + body + timestamp);
    return post(
        "hubspot",
        body.getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Content-Type",
            "application/json",
            "X-HubSpot-Signature-v3",
            signature,
            "X-HubSpot-Request-Timestamp",
            timestamp));
  }

  HttpResponse<String> post(String hook, byte[] body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(root + "/hooks/" + hook))
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  /** Asks as the admin. */
  HttpResponse<String> admin(String path) {
    String login =
        Base64.getEncoder().encodeToString("admin:test".getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Authorization", "Basic " + login)
            .build());
  }

  HttpResponse<String> stranger(String path) {
    return send(HttpRequest.newBuilder(URI.create(root + path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
