package io.leadline.sandbox;

import static io.leadline.sandbox.Client.contact;
import static io.leadline.sandbox.Client.json;
import static io.leadline.sandbox.Client.profile;
import static io.leadline.sandbox.SandboxSettings.DEMO_ORG_ID;
import static io.leadline.sandbox.SandboxSettings.DEMO_SECOND_MEMBER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of crm-api/addProfileToContact, each over HTTP. */
class AddProfileTest extends SandboxTest {
  @Test
  void storesAProfileAndSaysWhatItStored() {
    var id = client().stored("ada@acme.example");
    var body =
        client()
            .send(
                "POST",
                "/apis/public/addProfileToContact.php",
                Client.write(profile(id)).replace("\"Asked for a demo\"", "\"x\",\"n\":1.50"))
            .body();

    assertThat(body)
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"profile_id\":1,\"profile_payload\":{\"summary\":"
                + "\"x\",\"n\":1.50},\"profile_source\":\"Typeform\"}}");
  }

  @Test
  void appendsAlwaysWithGrowingIds() {
    var id = client().stored("ada@acme.example");
    client().addProfile(profile(id));
    client().addProfile(profile(id));

    assertThat(sandbox().contacts().get(0).profiles())
        .extracting(Profile::profileId)
        .containsExactly(1L, 2L);
  }

  @Test
  void takesAnArrayAsPayload() {
    var fields = profile(client().stored("ada@acme.example"));
    fields.put("profile_payload", List.of("a", Map.of("b", 1)));
    assertThat(json(client().addProfile(fields)).at("/data/profile_payload/0").asText())
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contact_id", "profile_source", "profile_payload"})
  void refusesAProfileWithoutARequiredField(String name) {
    var fields = profile(client().stored("ada@acme.example"));
    fields.remove(name);
    assertRefused(fields, "Required field " + name + " is missing");
  }

  @Test
  void refusesAPayloadThatIsNoArrayOrObject() {
    for (Object payload : List.of("{\"summary\":\"text\"}", 7, true)) {
      var fields = profile(client().stored("ada@acme.example"));
      fields.put("profile_payload", payload);
      assertRefused(fields, "Profile payload must be a valid array/object");
    }
  }

  @Test
  void refusesAContactItDoesNotKnow() {
    assertRefused(profile("11111111-2222-4333-8444-555555555555"), "Contact does not exist");
  }

  @Test
  void letsOnlyTheOwnerAdd() {
    var fields = profile(client().stored("ada@acme.example"));
    fields.put("member_id", DEMO_SECOND_MEMBER_ID);
    assertRefused(fields, "Only the member who owns the contact can add profiles to it");
  }

  @Test
  void letsAnOwnerAddWhoWasNamedByAnotherMember() {
    var owned = contact("ada@acme.example");
    owned.put("contact_owner", DEMO_SECOND_MEMBER_ID);
    var id = json(client().createContact(owned)).at("/data/contact_id").asText();
    assertRefused(profile(id), "Only the member who owns the contact can add profiles to it");

    var fields = profile(id);
    fields.put("member_id", DEMO_SECOND_MEMBER_ID);
    assertThat(json(client().addProfile(fields)).get("status").asText()).isEqualTo("success");
  }

  @Test
  void refusesAContactOfAnotherOrganisation() {
    var both = "22222222-2222-4222-8222-222222222222";
    var rules = SandboxSettings.demoRules();
    restart(
        SandboxSettings.demo()
            .withOrganisations(
                List.of(
                    Organisation.active(DEMO_ORG_ID, List.of(both), rules),
                    Organisation.active("other", List.of(both), rules))));
    var created = contact("ada@acme.example");
    created.put("member_id", both);
    var id = json(client().createContact(created)).at("/data/contact_id").asText();

    var fields = profile(id);
    fields.put("member_id", both);
    fields.put("org_id", "other");
    assertRefused(fields, "Contact must belong to the same organization as the member");
  }

  private void assertRefused(Map<String, Object> fields, String sentence) {
    var body = json(client().addProfile(fields));
    assertThat(body.get("status").asText()).isEqualTo("error");
    assertThat(body.get("data")).hasSize(1);
    assertThat(body.at("/data/0").asText()).isEqualTo(sentence);
    assertThat(sandbox().contacts()).allSatisfy(one -> assertThat(one.profiles()).isEmpty());
  }
}
