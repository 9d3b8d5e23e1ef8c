package io.leadline.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadline.event.Bytes;
import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldType;
import io.leadline.event.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  @Test
  void knowsWhatTheCrmInsistsOn() {
    assertThat(required(CrmMode.B2C))
        .containsExactly("email", "first_name", "contact_status", "contact_source");
    assertThat(required(CrmMode.B2B))
        .containsExactly(
            "email",
            "first_name",
            "contact_status",
            "contact_source",
            "entity_name",
            "entity_label",
            "entity_status");
    assertThat(named(Need.PROVIDED))
        .containsExactly("api_key", "org_id", "member_id", "contact_stage_id");
  }

  @ParameterizedTest
  @CsvSource({
    "email, EMAIL, CONTACT",
    "secondary_email, EMAIL, CONTACT",
    "secondary_phone, PHONE, CONTACT",
    "country_code, COUNTRY_CODE, CONTACT",
    "timezone, TIMEZONE, CONTACT",
    "do_not_call, BOOLEAN, CONTACT",
    "editable_by_others, BOOLEAN, CONTACT",
    "contact_role_label, ONE_OF, CONTACT",
    "contact_owner, TEXT, CONTACT",
    "entity_website, URL, ENTITY",
    "entity_logo, URL, ENTITY",
    "entity_tags, LIST, ENTITY",
    "entity_socials, OBJECT, ENTITY",
    "entity_profile, OBJECT, ENTITY",
    "entity_score, SCORE, ENTITY",
    "api_key, TEXT, CREDENTIAL"
  })
  void knowsWhatEachFieldTakes(String name, FieldType type, Owner owner) {
    CrmField field = Catalogue.documented().find(name).orElseThrow();

    assertThat(field.type()).isEqualTo(type);
    assertThat(field.owner()).isEqualTo(owner);
    assertThat(field.custom()).isFalse();
  }

  @Test
  void knowsTheFourRoles() {
    assertThat(Catalogue.documented().find("contact_role_label").orElseThrow().allowed())
        .containsExactly("Decision Maker", "Supporter", "Influencer", "Other");
  }

  @Test
  void namesEveryFieldOfTheDocumentsInTheirOrderAndWords() throws IOException {
    Path page = Path.of(System.getProperty("user.dir"), "../shared/crm-api/createContact.txt");
    assumeTrue(Files.exists(page), "the CRM's documents are not beside the repository: skipped");

    assertThat(Catalogue.documented().all().stream().map(f -> f.name() + ": " + f.description()))
        .containsExactlyElementsOf(documentedLines(Files.readString(page)));
  }

  // ── an organisation's field map ────────────────────────────────────────────────────────────

  @Test
  void addsTheOrganisationsOwnFieldsAfterTheDocumentedOnes() {
    var catalogue =
        Catalogue.refreshedBy(
            """
            {"email": {"required": true, "internal_field": "cont_primary_email", "type": "string"},
             "preferred_city": {"required": true, "type": "text", "internal_field": "cont_cf_1",
                                "description": "Where they live"},
             "fleet": {"required": "1", "type": "integer", "associated_with": "entity"},
             "plan": {"type": "select", "options": ["Free", {"value": "Pro"}]}}
            """);

    assertThat(catalogue.all()).hasSize(Catalogue.documented().all().size() + 3);
    assertThat(catalogue.find("preferred_city"))
        .contains(
            new CrmField(
                "preferred_city",
                FieldType.TEXT,
                Need.ORGANISATION,
                Owner.CONTACT,
                true,
                List.of(),
                "Where they live"));
    assertThat(catalogue.find("fleet"))
        .contains(
            new CrmField(
                "fleet", FieldType.NUMBER, Need.ORGANISATION, Owner.ENTITY, true, List.of(), ""));
    assertThat(catalogue.find("plan").orElseThrow().type()).isEqualTo(FieldType.ONE_OF);
    assertThat(catalogue.find("plan").orElseThrow().allowed()).containsExactly("Free", "Pro");
  }

  @Test
  void keepsTheDocumentedTypesForTheMapKnowsOnlyStrings() {
    var catalogue =
        Catalogue.refreshedBy(
            "{\"email\":{\"required\":false,\"type\":\"string\"},"
                + "\"contact_stage_id\":{\"required\":true}}");

    assertThat(catalogue.find("email")).isEqualTo(Catalogue.documented().find("email"));
    assertThat(catalogue.find("contact_stage_id").orElseThrow().need()).isEqualTo(Need.PROVIDED);
  }

  @Test
  void learnsWhatTheOrganisationInsistsOnBeyondTheDocuments() {
    var catalogue =
        Catalogue.refreshedBy("{\"city\":{\"required\":true},\"entity_logo\":{\"required\":1}}");

    assertThat(catalogue.find("city").orElseThrow().need()).isEqualTo(Need.ORGANISATION);
    assertThat(catalogue.find("entity_logo").orElseThrow().need()).isEqualTo(Need.ORGANISATION);
  }

  @ParameterizedTest
  @CsvSource({
    "string, TEXT", "Email, EMAIL", "phone, PHONE", "URL, URL", "checkbox, BOOLEAN",
    "TINYINT(1), BOOLEAN", "float, NUMBER", "multi-select, LIST", "json, OBJECT", "date, TEXT",
    "select, TEXT", "'', TEXT", "whatever, TEXT"
  })
  void takesTheTypesOfCustomFieldsByManyNames(String word, FieldType type) {
    var catalogue = Catalogue.refreshedBy("{\"x_field\":{\"type\":\"" + word + "\"}}");

    assertThat(catalogue.find("x_field").orElseThrow().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "no json", "null", "[]", "42", "{\"\": {}}"})
  void staysWithTheDocumentsWhereTheMapIsNone(String map) {
    assertThat(Catalogue.refreshedBy(map).all()).isEqualTo(Catalogue.documented().all());
  }

  @Test
  void findsTheFieldMapInAnErrorReply() {
    assertThat(Catalogue.fieldMapOf(answered("{\"status\":\"error\",\"field_map\":{\"a\":{}}}")))
        .contains("{\"a\":{}}");
    assertThat(
            Catalogue.fieldMapOf(
                answered("{\"status\":\"error\",\"data\":{\"field_map\":{\"a\":{}}}}")))
        .contains("{\"a\":{}}");
    assertThat(
            Catalogue.fieldMapOf(
                answered(
                    "{\"status\":\"error\",\"field_map\":[{\"field_tag\":\"a\",\"type\":\"url\"}]}")))
        .contains("{\"a\":{\"field_tag\":\"a\",\"type\":\"url\"}}");
  }

  @Test
  void findsNoFieldMapWhereThereIsNone() {
    assertThat(Catalogue.fieldMapOf(answered("{\"status\":\"error\",\"field_map\":[]}"))).isEmpty();
    assertThat(Catalogue.fieldMapOf(answered("<html>"))).isEmpty();
    assertThat(Catalogue.fieldMapOf(new Reply.NoAnswer(false, "refused"))).isEmpty();
  }

  private static Reply answered(String body) {
    return new Reply.Answered(200, Headers.NONE, Bytes.utf8(body));
  }

  private static List<String> required(CrmMode mode) {
    return Catalogue.documented().all().stream()
        .filter(field -> field.requiredIn(mode))
        .map(CrmField::name)
        .toList();
  }

  private static List<String> named(Need need) {
    FieldCatalogue catalogue = Catalogue.documented();
    return catalogue.all().stream().filter(f -> f.need() == need).map(CrmField::name).toList();
  }

  /** The lines "- name: words" between "Required Fields:" and "Custom Fields:". */
  private static List<String> documentedLines(String page) {
    int from = page.indexOf("Required Fields:");
    int to = page.indexOf("Custom Fields:");
    var lines = new ArrayList<String>();
    var matcher = Pattern.compile("(?m)^- (\\w+: .+?)\\r?$").matcher(page.substring(from, to));
    while (matcher.find()) {
      lines.add(matcher.group(1).strip());
    }
    return lines;
  }
}
