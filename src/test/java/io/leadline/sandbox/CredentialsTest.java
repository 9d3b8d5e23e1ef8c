package io.leadline.sandbox;

import static io.leadline.sandbox.Client.contact;
import static io.leadline.sandbox.Client.json;
import static io.leadline.sandbox.Client.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest extends SandboxTest {
  @BeforeEach
  void addOddOrganisations() {
    var demo = SandboxSettings.demo();
    var rules = SandboxSettings.demoRules();
    restart(
        demo.withOrganisations(
            List.of(
                demo.organisations().get(0),
                Organisation.active("other-org", List.of("other-member"), rules),
                new Organisation("idle-org", List.of("idle-member"), false, rules),
                new Organisation("bare-org", List.of("bare-member"), true, null))));
  }

  @ParameterizedTest
  @CsvSource({
    "api_key, wrong, Invalid api_key",
    "org_id, nowhere, Organization does not exist",
    "member_id, nobody, Member does not exist",
    "member_id, other-member, Member does not belong to this organization",
    "api_key, '', Required field api_key is missing",
    "org_id, '', Required field org_id is missing",
    "member_id, '', Required field member_id is missing",
  })
  void refusesWrongCredentialsOnBothCalls(String name, String value, String sentence) {
    var created = contact("ada@acme.example");
    created.put(name, value);
    assertRefused(json(client().createContact(created)), sentence);

    var added = profile("any");
    added.put(name, value);
    assertRefused(json(client().addProfile(added)), sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "idle-org, idle-member, Organization is not active",
    "bare-org, bare-member, Organization has no CRM settings configured",
  })
  void refusesAnOrganisationThatIsNotReady(String org, String member, String sentence) {
    var fields = contact("ada@acme.example");
    fields.put("org_id", org);
    fields.put("member_id", member);
    assertRefused(json(client().createContact(fields)), sentence);
  }

  @Test
  void keepsTheApiKeyOutOfTheRecordAndTheSettingsText() {
    client().stored("ada@acme.example");
    assertThat(client().get("/sandbox/calls").body())
        .contains("•••key")
        .doesNotContain("sandbox-key");
    assertThat(SandboxSettings.demo().toString()).doesNotContain("sandbox-key");
  }

  private void assertRefused(JsonNode body, String sentence) {
    assertThat(body.get("status").asText()).isEqualTo("error");
    assertThat(body.get("data")).hasSize(1);
    assertThat(body.at("/data/0").asText()).isEqualTo(sentence);
    assertThat(body.has("field_map")).isFalse();
    assertThat(sandbox().contacts()).isEmpty();
  }
}
