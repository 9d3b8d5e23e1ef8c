package io.leadline.crm;

import static io.leadline.event.CallKind.ADD_PROFILE;
import static io.leadline.event.CallKind.CREATE_CONTACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Call;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final Connection B2B = connection(CrmMode.B2B);

  @Test
  void putsTheCredentialsBeforeTheCallsOwnFields() {
    var request = Requests.of(B2B, contact("email", "ada@acme.example", "first_name", "Ada"));

    assertThat(request.url()).isEqualTo("https://crm.example/apis/public/createContact.php");
    assertThat(request.json().asUtf8())
        .isEqualTo(
            "{\"api_key\":\"key-1\",\"org_id\":\"org-1\",\"member_id\":\"member-1\","
                + "\"email\":\"ada@acme.example\",\"first_name\":\"Ada\"}");
  }

  @Test
  void callsAsTheMemberOfTheCallWithItsOwnKeyWhereItHasOne() {
    var own = Requests.of(B2B, new Call(CREATE_CONTACT, Map.of(), "member-9", List.of()));
    var shared = Requests.of(B2B, new Call(CREATE_CONTACT, Map.of(), "member-2", List.of()));

    assertThat(own.body()).containsEntry("member_id", "member-9").containsEntry("api_key", "key-9");
    assertThat(shared.body())
        .containsEntry("member_id", "member-2")
        .containsEntry("api_key", "key-1");
  }

  @Test
  void neverLetsACallReplaceTheCredentials() {
    var request =
        Requests.of(B2B, contact("api_key", "x", "org_id", "x", "member_id", "x", "city", "Bonn"));

    assertThat(request.body())
        .containsEntry("api_key", "key-1")
        .containsEntry("org_id", "org-1")
        .containsEntry("member_id", "member-1")
        .containsEntry("city", "Bonn");
  }

  @Test
  void sendsNoEntityInB2c() {
    var call = contact("email", "a@b.example", "entity_name", "Acme", "entity_tags", "x");

    assertThat(Requests.of(connection(CrmMode.B2C), call).body())
        .containsOnlyKeys("api_key", "org_id", "member_id", "email");
    assertThat(Requests.of(B2B, call).body()).containsKeys("entity_name", "entity_tags");
  }

  @Test
  void givesAProfileTheContactIdOfItsEvent() {
    var request =
        Requests.of(B2B, new Call(ADD_PROFILE, map("profile_source", "Typeform")), "contact-5");

    assertThat(request.path()).isEqualTo("/addProfileToContact.php");
    assertThat(request.body().keySet())
        .containsExactly("api_key", "org_id", "member_id", "contact_id", "profile_source");
    assertThat(request.body()).containsEntry("contact_id", "contact-5");
  }

  @Test
  void keepsTheContactIdThatACallNamesItself() {
    var call = new Call(ADD_PROFILE, map("profile_source", "x", "contact_id", "own"));

    assertThat(Requests.of(B2B, call, "contact-5").body()).containsEntry("contact_id", "own");
  }

  @Test
  void refusesAProfileOfNobody() {
    assertThatThrownBy(() -> Requests.of(B2B, new Call(ADD_PROFILE, Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("internal error: addProfileToContact without a contact id");
  }

  @Test
  void leavesOutForAKnownPersonWhatIsOnlyForNewOnes() {
    var call =
        new Call(
            CREATE_CONTACT,
            map("email", "a@b.example", "contact_status", "New", "contact_stage_id", "s1"),
            null,
            List.of("contact_status", "contact_stage_id"));

    assertThat(Requests.ofKnown(B2B, call, null).body())
        .containsKey("email")
        .doesNotContainKey("contact_stage_id");
    assertThat(Requests.of(B2B, call).body()).containsKey("contact_stage_id");
  }

  @Test
  void sendsWhatTheCrmRequiresForAKnownPersonToo() {
    var call =
        new Call(CREATE_CONTACT, map("contact_status", "New"), null, List.of("contact_status"));

    assertThat(Requests.ofKnown(B2B, call, null).body()).containsEntry("contact_status", "New");
  }

  @Test
  void printsNoSecretAndNobody() {
    var request = Requests.of(B2B, contact("email", "ada@acme.example"));

    assertThat(request).hasToString("POST https://crm.example/apis/public/createContact.php");
    assertThat(B2B).hasToString("default (https://crm.example/apis/public, B2B)");
  }

  @Test
  void saysInAProfileWhereItCameFromUnlessTheMappingSaysItself() {
    var call = new Call(ADD_PROFILE, Map.of("profile_payload", Map.of("summary", "s")));
    var own = new Call(ADD_PROFILE, Map.of("profile_payload", Map.of("from", "the mapping")));

    assertThat(referring(call).body())
        .containsEntry("profile_payload", Map.of("summary", "s", "from", "event 7"));
    assertThat(referring(own).body())
        .containsEntry("profile_payload", Map.of("from", "the mapping"));
    assertThat(Requests.referring(Requests.of(B2B, contact("a", "b")), "from", "event 7"))
        .isEqualTo(Requests.of(B2B, contact("a", "b")));
  }

  private static CrmRequest referring(Call call) {
    return Requests.referring(Requests.of(B2B, call, "c-1"), "from", "event 7");
  }

  @Test
  void tellsTheSameByAllThatIsSaidButTheKey() {
    var call = contact("email", "a@b.example");
    String sha = Requests.of(B2B, call).sha();
    Connection otherKey = otherAccount("key-2", "org-1");

    assertThat(Requests.of(otherKey, call).sha()).isEqualTo(sha);
    assertThat(Requests.of(otherAccount("key-1", "org-2"), call).sha()).isNotEqualTo(sha);
    assertThat(Requests.of(B2B, contact("email", "b@b.example")).sha()).isNotEqualTo(sha);
    var profile = new Call(ADD_PROFILE, Map.of());
    assertThat(Requests.of(B2B, profile, "c-1").sha())
        .isNotEqualTo(Requests.of(B2B, profile, "c-2").sha());
  }

  private static Connection otherAccount(String key, String org) {
    return new Connection(B2B.name(), B2B.baseUrl(), key, org, B2B.memberId(), B2B.mode());
  }

  private static Connection connection(CrmMode mode) {
    return new Connection(
        ConnectionName.DEFAULT,
        "https://crm.example/apis/public",
        "key-1",
        "org-1",
        "member-1",
        mode,
        Map.of("member-9", "key-9"));
  }

  private static Call contact(String... pairs) {
    return new Call(CREATE_CONTACT, map(pairs));
  }

  private static Map<String, @Nullable Object> map(String... pairs) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
