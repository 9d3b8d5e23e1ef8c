package io.leadline.sandbox;

import static io.leadline.sandbox.Client.contact;
import static io.leadline.sandbox.Client.json;
import static io.leadline.sandbox.SandboxSettings.DEMO_MEMBER_ID;
import static io.leadline.sandbox.SandboxSettings.DEMO_SECOND_MEMBER_ID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of crm-api/createContact, each over HTTP. */
class CreateContactTest extends SandboxTest {
  @Test
  void insertsAContactItDoesNotKnow() {
    var response = client().createContact(contact("ada@acme.example"));

    var body = json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(body.get("status").asText()).isEqualTo("success");
    assertThat(UUID.fromString(body.at("/data/contact_id").asText()).version()).isEqualTo(4);
    assertThat(body.at("/data/entity_id").asText()).isNotBlank();
    assertThat(body.get("log").asText())
        .isEqualTo(
            "Contact does not exist. Data will be inserted, Inserted new entity, Inserted new"
                + " contact");
    assertThat(names(body)).containsExactly("status", "data", "log");
  }

  @Test
  void updatesTheContactOfTheSameEmailWhateverItsCase() {
    var first = json(client().createContact(contact("ada@acme.example")));
    var again = contact(" ADA@Acme.Example");
    again.put("city", "London");
    var second = json(client().createContact(again));

    assertThat(second.get("data")).isEqualTo(first.get("data"));
    assertThat(second.get("log").asText())
        .isEqualTo(
            "Contact exists. Data will be updated, Updated existing entity, Updated existing"
                + " contact");
    assertThat(sandbox().contacts())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.createCalls()).isEqualTo(2);
              assertThat(one.fields()).containsEntry("city", "London");
              assertThat(one.fields()).containsEntry("contact_source", "Typeform");
            });
  }

  @Test
  void givesContactsOfOneEntityNameTheSameEntity() {
    var ada = json(client().createContact(contact("ada@acme.example")));
    var other = contact("bob@acme.example");
    other.put("entity_name", "ACME corporation");
    var bob = json(client().createContact(other));

    assertThat(bob.at("/data/entity_id")).isEqualTo(ada.at("/data/entity_id"));
    assertThat(bob.at("/data/contact_id")).isNotEqualTo(ada.at("/data/contact_id"));
    assertThat(bob.get("log").asText()).contains("Updated existing entity, Inserted new contact");
  }

  @Test
  void showsTheFieldMapWhenAnErrorIsForcedAndCreatesNothing() {
    var forced = contact("ada@acme.example");
    forced.remove("email");
    forced.remove("first_name");
    var response = client().createContact(forced);

    var body = json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(names(body))
        .containsExactly("status", "data", "debug", "required_fields", "field_map");
    assertThat(texts(body.get("data")))
        .containsExactly("Required field email is missing", "Required field first_name is missing");
    assertThat(texts(body.get("debug")))
        .containsExactly("Contact does not exist. Data will be inserted");
    assertThat(sandbox().contacts()).isEmpty();
  }

  @Test
  void listsTheRequiredFieldsInTheDocumentedOrder() {
    assertThat(texts(forcedError().get("required_fields")))
        .containsExactly(
            "api_key",
            "org_id",
            "member_id",
            "email",
            "first_name",
            "contact_status",
            "contact_source",
            "contact_stage_id",
            "entity_name",
            "entity_label",
            "entity_status");
  }

  @Test
  void describesEveryFieldInTheFieldMap() {
    var map = forcedError().get("field_map");

    assertThat(map.get("email"))
        .isEqualTo(described(true, "cont_primary_email", "string", "Email address of the contact"));
    assertThat(map.get("first_name"))
        .isEqualTo(described(true, "cont_fname", "string", "First name of the contact"));
    assertThat(map)
        .hasSize(42)
        .allSatisfy(
            field ->
                assertThat(names(field))
                    .containsExactly("required", "internal_field", "type", "description"));
    assertThat(map.at("/entity_tags/type").asText()).isEqualTo("array");
    assertThat(map.at("/do_not_call/type").asText()).isEqualTo("boolean");
    assertThat(map.at("/preferred_city/required").asBoolean(true)).isFalse();
    assertThat(map.has("industry_code")).isTrue();
  }

  @Test
  void saysThatAKnownContactWouldBeUpdatedWhenItRefuses() {
    client().createContact(contact("ada@acme.example"));
    var wrong = contact("ada@acme.example");
    wrong.remove("first_name");

    assertThat(texts(json(client().createContact(wrong)).get("debug")))
        .containsExactly("Contact exists. Data will be updated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email",
        "first_name",
        "contact_status",
        "contact_source",
        "entity_name",
        "entity_label",
        "entity_status"
      })
  void refusesAContactWithoutARequiredField(String name) {
    for (var absent : new ArrayList<>(List.of("", "  "))) {
      var fields = contact("ada@acme.example");
      fields.put(name, absent);
      assertRefused(fields, "Required field " + name + " is missing");
    }
    var fields = contact("ada@acme.example");
    fields.put(name, null);
    assertRefused(fields, "Required field " + name + " is missing");
    fields.remove(name);
    assertRefused(fields, "Required field " + name + " is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contact_status | active | Field contact_status must be one of: Active, Lead, Customer",
        "contact_source | Fax | Field contact_source must be one of: Website Form, Typeform,"
            + " HubSpot, Tally, Jotform, Import, Other",
        "entity_label | Shop | Field entity_label must be one of: Company, Person, Partner",
        "entity_status | Gone | Field entity_status must be one of: Active, Prospect",
        "contact_role_label | Boss | Field contact_role_label must be one of: Decision Maker,"
            + " Supporter, Influencer, Other",
        "contact_stage_id | nowhere | Field contact_stage_id must be one of: stage_new_lead,"
            + " stage_qualified, stage_sales_ready",
        "contact_owner | nobody | Field contact_owner must be a member of the organization",
      })
  void refusesAValueThatTheOrganisationHasNotConfigured(
      String name, String value, String sentence) {
    var fields = contact("ada@acme.example");
    fields.put(name, value);
    assertRefused(fields, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "city | [\"London\"] | Field city must be a string",
        "preferred_city | {} | Field preferred_city must be a string",
        "do_not_call | true | Field do_not_call must be 0 or 1",
        "do_not_call | 2 | Field do_not_call must be 0 or 1",
        "do_not_call | \"1\" | Field do_not_call must be 0 or 1",
        "entity_tags | \"a,b\" | Field entity_tags must be an array",
        "entity_socials | [] | Field entity_socials must be an object",
        "entity_profile | \"{}\" | Field entity_profile must be an object",
        "entity_score | \"50\" | Field entity_score must be a number",
        "entity_score | 100.01 | Field entity_score must be between 0 and 100",
        "entity_score | -1 | Field entity_score must be between 0 and 100",
      })
  void refusesAValueOfAnotherType(String name, String json, String sentence) {
    assertRefused(withJson(name, json), sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "city | \"Zürich\"",
        "zip | 8001",
        "do_not_call | 1",
        "email_optout | 0",
        "contact_role_label | \"Decision Maker\"",
        "entity_tags | [\"enterprise\",\"technology\"]",
        "entity_socials | {\"linkedin\":\"https://linkedin.example/acme\"}",
        "entity_profile | {}",
        "entity_score | 0",
        "entity_score | 99.5",
        "industry_code | \"J62\"",
        "timezone | null",
      })
  void acceptsAValueOfTheDocumentedType(String name, String json) {
    var response = client().createContact(withJson(name, json));
    assertThat(json(response).get("status").asText()).as(response.body()).isEqualTo("success");
  }

  @Test
  void assignsTheFirstStageAndTheCallerAsOwnerWhenNoneIsGiven() {
    client().createContact(contact("ada@acme.example"));

    var stored = sandbox().contacts().get(0);
    assertThat(stored.stageId()).isEqualTo("stage_new_lead");
    assertThat(stored.owner()).isEqualTo(DEMO_MEMBER_ID);
  }

  @Test
  void keepsStageAndOwnerOnAnUpdateThatNamesNeither() {
    var fields = contact("ada@acme.example");
    fields.put("contact_stage_id", "stage_qualified");
    fields.put("contact_owner", DEMO_SECOND_MEMBER_ID);
    client().createContact(fields);
    client().createContact(contact("ada@acme.example"));

    var stored = sandbox().contacts().get(0);
    assertThat(stored.stageId()).isEqualTo("stage_qualified");
    assertThat(stored.owner()).isEqualTo(DEMO_SECOND_MEMBER_ID);
  }

  @Test
  void asksForNoEntityInB2cModeAndIgnoresOneThatIsSent() {
    restart(SandboxSettings.demo().withRules(SandboxSettings.demoRules().withB2c(true)));
    var body = json(client().createContact(contact("ada@acme.example")));

    assertThat(body.get("log").asText())
        .isEqualTo("Contact does not exist. Data will be inserted, Inserted new contact");
    assertThat(body.at("/data/entity_id").isNull()).isTrue();
    assertThat(sandbox().contacts().get(0).entityFields()).isEmpty();
    assertThat(sandbox().calls().get(0).ignoredFields())
        .containsExactly("entity_name", "entity_label", "entity_status");
    assertThat(texts(forcedError().get("required_fields"))).doesNotContain("entity_name");
    assertThat(names(forcedError().get("field_map"))).noneMatch(name -> name.startsWith("entity"));
  }

  @Test
  void refusesAContactWithoutARequiredCustomField() {
    var budget = CustomField.ofContact("budget", FieldType.FLOAT, "Budget").asRequired();
    restart(
        SandboxSettings.demo()
            .withRules(SandboxSettings.demoRules().withCustomFields(List.of(budget))));

    assertRefused(contact("ada@acme.example"), "Required field budget is missing");
    assertThat(texts(forcedError().get("required_fields"))).endsWith("budget");
    assertThat(forcedError().at("/field_map/budget/type").asText()).isEqualTo("float");
    assertThat(json(client().createContact(withJson("budget", "12.50"))).get("status").asText())
        .isEqualTo("success");
  }

  @Test
  void ignoresUnknownFieldsButRecordsThem() {
    client().createContact(withJson("favourite_colour", "\"red\""));

    assertThat(sandbox().calls().get(0).ignoredFields()).containsExactly("favourite_colour");
    assertThat(sandbox().contacts().get(0).fields()).doesNotContainKey("favourite_colour");
  }

  @Test
  void answersErrorsWithStatus400WhereSetSo() {
    restart(SandboxSettings.demo().withErrorStatus(400));
    assertThat(client().createContact(Client.credentials()).statusCode()).isEqualTo(400);
    assertThat(client().createContact(contact("ada@acme.example")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{\"email\":", "email=ada", "{} {}"})
  void refusesABodyThatIsNotOneJsonObject(String body) {
    var response = client().send("POST", "/apis/public/createContact.php", body);
    assertThat(texts(json(response).get("data")))
        .containsExactly("Request body must be a JSON object");
  }

  @Test
  void knowsOnlyPostAndTheTwoAddresses() {
    assertThat(client().get("/apis/public/createContact.php").statusCode()).isEqualTo(405);
    assertThat(client().send("POST", "/apis/public/createContact", "{}").statusCode())
        .isEqualTo(404);
  }

  private void assertRefused(Map<String, Object> fields, String sentence) {
    var body = json(client().createContact(fields));
    assertThat(body.get("status").asText()).isEqualTo("error");
    assertThat(texts(body.get("data"))).containsExactly(sentence);
    assertThat(body.has("field_map")).isTrue();
    assertThat(sandbox().contacts()).isEmpty();
  }

  private JsonNode forcedError() {
    return json(client().createContact(Client.credentials()));
  }

  private static Map<String, Object> withJson(String name, String json) {
    var fields = contact("ada@acme.example");
    var value = Json.readObject(("{\"v\":" + json + "}").getBytes(UTF_8));
    fields.put(name, value.orElseThrow().get("v"));
    return fields;
  }

  private static JsonNode described(
      boolean required, String internalField, String type, String description) {
    var field = new ObjectMapper().createObjectNode();
    return field
        .put("required", required)
        .put("internal_field", internalField)
        .put("type", type)
        .put("description", description);
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
