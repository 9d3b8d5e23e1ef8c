package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tool that nobody ever heard of, connected by a route file and a mapping alone: it signs a time
 * and the body with HMAC-SHA512, writes forms with PHP's brackets, and has the event's id in a
 * header.
 */
class UnknownToolTest {
  private static final String SECRET = "the-secret-of-acme-forms";

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("verify", "hmac"),
          Map.entry("signature-header", "X-Acme-Signature"),
          Map.entry("signature-prefix", "sha512="),
          Map.entry("signature-hash", "sha512"),
          Map.entry("signature-of", "{timestamp}.{body}"),
          Map.entry("timestamp-header", "X-Acme-Timestamp"),
          Map.entry("id-header", "X-Acme-Delivery"),
          Map.entry("body", "form"),
          Map.entry("event-type", "$.kind"),
          Map.entry("form-id", "$.form.id"),
          Map.entry("answers", "$.fields"));

  private static final String MAPPING =
      """
      description: Demo requests from Acme Forms
      hook: acme-forms
      when:
        $.event_type: lead.new
      createContact:
        email: $.answers.email | trim | lower
        first_name: $.answers.name.first
        last_name: $.answers.name.last
        entity_name:
          from: $.answers.email | company_domain
          otherwise: Private person
      addProfileToContact:
        profile_source: Acme Forms
        profile_payload:
          topics: $.answers.topics
      """;

  private static final String FORM =
      "kind=lead.new&form%5Bid%5D=f-7&fields%5Bemail%5D=Ada%40Example.com"
          + "&fields%5Bname%5D%5Bfirst%5D=Ada&fields%5Bname%5D%5Blast%5D=L%C3%B6velace"
          + "&fields%5Btopics%5D%5B%5D=Prices&fields%5Btopics%5D%5B%5D=Security+%26+more";

  @TempDir private Path folder;
  private SandboxCrm crm;
  private RunningLeadline server;

  @BeforeEach
  void start() throws IOException {
    crm = RunningLeadline.sandbox();
    var routes =
        HookRoutes.in(folder.resolve("routes")).with("acme-forms", "generic", OPTIONS).folder();
    var mappings = MappingsFolder.in(folder);
    Files.writeString(mappings.resolve("acme-forms.yaml"), MAPPING);
    server =
        RunningLeadline.start(
            folder,
            crm,
            Map.of(
                "ROUTES_DIR", routes.toString(),
                "MAPPINGS_DIR", mappings.toString(),
                "ACME_FORMS_SECRET", SECRET));
  }

  @AfterEach
  void stop() {
    server.close();
    crm.close();
  }

  @Test
  void isConnectedByARouteFileAndAMapping() throws Exception {
    var answer = send("d-1", FORM, Instant.now(), SECRET);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

    var event = server.awaitState(RunningLeadline.eventOf(answer), State.DELIVERED);
    assertThat(event.event().key()).isEqualTo("lead.new:d-1");
    assertThat(crm.contacts())
        .singleElement()
        .satisfies(
            contact -> {
              assertThat(contact.email()).isEqualTo("ada@example.com");
              assertThat(contact.profiles())
                  .singleElement()
                  .satisfies(
                      profile ->
                          assertThat(profile.profilePayload().toString())
                              .contains("Prices", "Security & more"));
            });
    assertThat(crm.contacts()).extracting(Contact::email).hasSize(1);
  }

  @Test
  void takesOnlyWhatIsSignedNowAndOnce() throws Exception {
    EventId first = RunningLeadline.eventOf(send("d-1", FORM, Instant.now(), SECRET));
    assertThat(send("d-1", FORM, Instant.now(), SECRET).body())
        .contains(first.value(), "\"duplicate\":true");
    assertThat(send("d-2", FORM, Instant.now().minusSeconds(600), SECRET).statusCode())
        .isEqualTo(401);
    assertThat(send("d-2", FORM, Instant.now(), "another-secret").statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> send(String id, String form, Instant at, String secret)
      throws GeneralSecurityException {
    var time = String.valueOf(at.getEpochSecond());
    var mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    var signature = mac.doFinal((time + "." + form).getBytes(StandardCharsets.UTF_8));
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("X-Acme-Delivery", id);
    headers.put("X-Acme-Timestamp", time);
    headers.put("X-Acme-Signature", "sha512=" + HexFormat.of().formatHex(signature));
    return server.post("acme-forms", form.getBytes(StandardCharsets.UTF_8), headers);
  }
}
