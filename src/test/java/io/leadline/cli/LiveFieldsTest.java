package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.ConnectionName;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.KeptFieldMap;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.sandbox.CallOutcome;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.CrmRules;
import io.leadline.sandbox.CustomField;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.FieldType;
import io.leadline.sandbox.Organisation;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fields} and {@code check --live} against a CRM whose organisations have added fields. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class LiveFieldsTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final String OTHER_ORG = "11111111-8a47-4e0e-9b52-1c7d3e5f9a10";
  private static final String OTHER_MEMBER = "22222222-73c1-4f6a-8d20-5a1be7c49f31";
  private static final String NOT_FILLED =
      "mappings/m.yaml: createContact gives no 'shoe_size', which your organisation requires";

  private static SandboxCrm sandbox;

  @TempDir Path folder;
  private Path mappings;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void openTheCrm() {
    SandboxSettings demo = SandboxSettings.demo().withRules(rules("shoe_size"));
    var organisations = new ArrayList<>(demo.organisations());
    organisations.add(Organisation.active(OTHER_ORG, List.of(OTHER_MEMBER), rules("club_number")));
    sandbox =
        SandboxCrm.start(
            demo.withOrganisations(organisations), Clock.systemUTC(), new Random(7), 0);
  }

  private static CrmRules rules(String required) {
    return SandboxSettings.demoRules()
        .withCustomFields(
            List.of(
                CustomField.ofContact(required, FieldType.FLOAT, "In European numbers")
                    .asRequired(),
                CustomField.ofContact("preferred_city", FieldType.STRING, "Where to meet"),
                CustomField.ofEntity("industry_code", FieldType.STRING, "Of the entity")));
  }

  @AfterAll
  static void closeTheCrm() {
    sandbox.close();
  }

  @BeforeEach
  void setUp() throws IOException {
    sandbox.forget();
    mappings = Files.createDirectory(folder.resolve("mappings"));
    environment.put("JOURNAL_URL", url());
    environment.put("CRM_BASE_URL", sandbox.baseUrl());
    environment.put("CRM_API_KEY", SandboxSettings.DEMO_API_KEY);
    environment.put("CRM_ORG_ID", SandboxSettings.DEMO_ORG_ID);
    environment.put("CRM_MEMBER_ID", SandboxSettings.DEMO_MEMBER_ID);
  }

  @AfterEach
  void nothingWasCreated() {
    assertThat(sandbox.contacts()).isEmpty();
    assertThat(sandbox.calls())
        .extracting(CallRecord::outcome)
        .doesNotContain(CallOutcome.ACCEPTED, CallOutcome.UNDER_WAY);
    assertThat(sandbox.calls()).noneMatch(CallRecord::committed);
  }

  @AfterEach
  void noKeyWasPrinted() {
    assertThat(out.toString() + err).doesNotContain(SandboxSettings.DEMO_API_KEY);
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("leadline.db");
  }

  private Journal makeTheJournal() {
    return JournalFactory.serve(JournalSettings.of(url()), Surroundings.real(Happenings.NOBODY));
  }

  private void write(String custom) throws IOException {
    Files.writeString(mappings.resolve("m.yaml"), mapping("typeform", custom));
  }

  private static String mapping(String hook, String custom) {
    return """
        hook: %s
        createContact:
          email: $.answers.email
          first_name: x
          contact_status: Active
          contact_source: Website Form
          entity_name: Acme
          entity_label: Company
          entity_status: Active
          custom: {%s}
        """
        .formatted(hook, custom);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Commands.run(
        new Program(
            environment,
            Clock.fixed(NOW, ZoneOffset.UTC),
            url ->
                JournalFactory.beside(
                    JournalSettings.of(url), Surroundings.real(Happenings.NOBODY)),
            given -> 42,
            given -> 43,
            new PrintWriter(out),
            new PrintWriter(err)),
        arguments);
  }

  private int check(String... options) {
    var arguments = new ArrayList<>(List.of("check", mappings.toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(new String[0]));
  }

  /** Without the lines of the files, and without the folder that the mappings are in. */
  private List<String> said() {
    return out.toString()
        .lines()
        .filter(line -> !line.contains(" | "))
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  // ── check --live ──────────────────────────────────────────────────────────────────────────────

  @Test
  void reportsARequiredFieldThatNoMappingFills() throws IOException {
    write("preferred_city: $.answers.city");

    assertThat(check("--live")).isEqualTo(1);

    assertThat(said()).containsExactly(NOT_FILLED);
    assertThat(sandbox.calls()).hasSize(1);
  }

  @Test
  void acceptsARequiredFieldThatIsMapped() throws IOException {
    write("shoe_size: $.answers.size, industry_code: $.answers.code");

    assertThat(check("--live")).isZero();

    assertThat(out.toString()).isEqualToIgnoringNewLines("1 mapping is in order");
    assertThat(sandbox.calls()).hasSize(1);
  }

  @Test
  void suggestsWhatAWrongNameMayMean() throws IOException {
    write("shoe_size: 40, prefered_city: $.answers.city");

    assertThat(check("--live")).isEqualTo(1);
    assertThat(out.toString())
        .contains("'prefered_city' is not among your organisation's own fields; did you mean")
        .contains("'preferred_city'?");
  }

  @Test
  void knowsWithoutAskingWhatTheCrmHasToldBefore() throws IOException {
    makeTheJournal().close();
    write("preferred_city: $.answers.city");
    assertThat(check("--live")).isEqualTo(1);

    assertThat(check()).as("a warning stops nothing").isZero();

    assertThat(out.toString()).contains(NOT_FILLED + " (warning)", "1 mapping is in order");
    assertThat(sandbox.calls()).as("asked once").hasSize(1);
  }

  @Test
  void asksNobodyUnlessItIsTold() throws IOException {
    write("preferred_city: $.answers.city");

    assertThat(check()).isZero();

    assertThat(out.toString()).isEqualToIgnoringNewLines("1 mapping is in order");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void saysWhatElseIsWrongInTheSameRun() throws IOException {
    write("preferred_city: $.answer.city");

    assertThat(check("--live")).isEqualTo(1);
    assertThat(out.toString()).contains(NOT_FILLED, "'answer' is not a part of a submission");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CRM_API_KEY | other | Put a valid key in CRM_API_KEY",
        "CRM_ORG_ID | 33333333-8a47-4e0e-9b52-1c7d3e5f9a10 | Check CRM_ORG_ID",
        "CRM_MEMBER_ID | 33333333-8a47-4e0e-9b52-1c7d3e5f9a10 | CRM_MEMBER_ID",
        "CRM_MEMBER_ID | '' | credentials are missing: set CRM_MEMBER_ID",
        "CRM_BASE_URL | http://127.0.0.1:1/apis/public | gave no answer (connection refused): check CRM_BASE_URL (http://127.0.0.1:1/apis/public)"
      })
  void saysWhichVariableToMendWhereTheCrmDoesNotTell(String variable, String value, String says)
      throws IOException {
    write("preferred_city: $.answers.city");
    environment.put(variable, value);

    assertThat(check("--live")).isEqualTo(1);

    assertThat(err.toString()).startsWith("leadline: ").contains(says);
    assertThat(out.toString())
        .as("with the documented fields the mapping is in order")
        .contains("1 mapping is in order");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVER_ERROR | 503 | says nothing of its fields (HTTP 503): try again later",
        "TOO_MANY_REQUESTS | 429 | too many requests: try again later"
      })
  void saysThatTheCrmIsBusy(FaultKind fault, int status, String says) throws IOException {
    sandbox.faults().add(Fault.of(fault).withStatus(status));
    write("shoe_size: 40");

    assertThat(check("--live")).isEqualTo(1);
    assertThat(err.toString()).contains(says).doesNotContain("event", "deliver", "created");
  }

  // ── fields ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void listsTheFieldsAndKeepsThem() {
    try (Journal journal = makeTheJournal()) {
      assertThat(run("fields")).isZero();

      assertThat(out.toString())
          .startsWith("fields of connection default, as the CRM says now")
          .containsPattern(
              "shoe_size +number +contact +required by the organisation +In European numbers\\n")
          .containsPattern("preferred_city +text +contact +Where to meet\\n")
          .containsPattern(
              "\\n  email +e-mail +contact +required +Contact's primary email address");
      assertThat(err.toString()).isEmpty();
      assertThat(journal.fieldMap(ConnectionName.DEFAULT).map(KeptFieldMap::at)).contains(NOW);
    }
  }

  @Test
  void listsWhatItKnowsWithItsDateWhereTheCrmIsAway() {
    makeTheJournal().close();
    run("fields");
    environment.put("CRM_BASE_URL", "http://127.0.0.1:1/apis/public");

    assertThat(run("fields")).isEqualTo(1);

    assertThat(err.toString()).contains("check CRM_BASE_URL");
    assertThat(out.toString())
        .startsWith("fields of connection default, as the CRM said at 2026-01-18T18:17:02Z")
        .contains("shoe_size");
  }

  @Test
  void asksNobodyForWhatIsKnown() {
    assertThat(run("fields", "--known")).isZero();

    assertThat(out.toString())
        .contains("the CRM has never told the organisation's own: the documented ones")
        .contains("contact_role_label")
        .doesNotContain("shoe_size", "api_key");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void listsTheDocumentedFieldsWithoutCredentials() {
    environment.keySet().removeIf(name -> name.startsWith("CRM_"));

    assertThat(run("fields")).isEqualTo(1);

    assertThat(err.toString()).contains("CRM_API_KEY, CRM_ORG_ID, CRM_MEMBER_ID");
    assertThat(out.toString()).contains("the documented ones", "entity_name");
  }

  @Test
  void listsThemAllTheSameWhereThereIsNoJournalToKeepThemIn() {
    assertThat(run("fields")).isZero();

    assertThat(out.toString()).contains("shoe_size");
    assertThat(err.toString()).contains("not kept: there is no journal here");
    assertThat(folder.resolve("leadline.db")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu", "eu-2"})
  void refusesAConnectionThatThereIsNot(String name) {
    assertThat(run("fields", "--connection", name)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no connection '" + name + "': CRM_EU_");
  }

  @Test
  void writesAFieldALineForMachines() {
    assertThat(run("fields", "--json")).isZero();
    assertThat(out.toString())
        .contains(
            "{\"name\":\"shoe_size\",\"type\":\"number\",\"of\":\"contact\",\"need\":\"required by the organisation\",\"custom\":true,\"allowed\":[],\"description\":\"In European numbers\"}");
  }

  // ── schema ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void writesSchemasWithTheFieldsThatTheCrmHasTold() throws IOException {
    makeTheJournal().close();
    write("shoe_size: 40");
    run("fields");

    assertThat(run("schema", mappings.toString())).isZero();

    assertThat(out.toString())
        .contains("wrote " + mappings.resolve("mapping.schema.json"))
        .contains("with your organisation's own fields, 3, of connection default");
    assertThat(Files.readString(mappings.resolve("mapping.schema.json")))
        .contains("In European numbers. Takes: number. Required by your organisation.");
    assertThat(check()).as("a schema in the folder is no mapping").isZero();
  }

  @Test
  void writesSchemasWithTheDocumentedFieldsWhereNobodyAsked() throws IOException {
    assertThat(run("schema", mappings.toString())).isZero();

    assertThat(out.toString())
        .contains("with the documented fields; ./leadline fields asks the CRM");
    assertThat(Files.readString(mappings.resolve("mapping.schema.json")))
        .doesNotContain("shoe_size");
  }

  @Test
  void writesNoSchemaWhereThereIsNoFolder() {
    assertThat(run("schema", "nowhere")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no folder 'nowhere'");
  }

  // ── several accounts ──────────────────────────────────────────────────────────────────────────

  @Test
  void checksAMappingWithTheFieldsOfTheAccountThatItsHookGoesTo() throws IOException {
    addTheOtherAccount();
    write("shoe_size: 40");
    Files.writeString(mappings.resolve("n.yaml"), mapping("eu-form", "shoe_size: 40"));

    assertThat(check("--live")).isEqualTo(1);

    assertThat(said())
        .containsExactly(
            "mappings/n.yaml: createContact gives no 'club_number', which your organisation requires (connection eu)",
            "mappings/n.yaml:10:12: 'shoe_size' is not among your organisation's own fields; ./leadline fields lists them (connection eu)");
    assertThat(sandbox.calls()).hasSize(2);
  }

  @Test
  void checksAMappingInTheModeOfTheAccountThatItsHookGoesTo() throws IOException {
    addTheOtherAccount();
    environment.put("CRM_EU_MODE", "b2c");
    write("shoe_size: 40");
    Files.writeString(
        mappings.resolve("n.yaml"),
        mapping("eu-form", "club_number: 50").replaceAll("  entity_(label|status).*\\n", ""));

    assertThat(check("--live")).isZero();
    assertThat(out.toString())
        .contains("n.yaml:7:3: 'entity_name' is not sent", "(connection eu) (warning)")
        .contains("2 mappings are in order");
  }

  @Test
  void listsTheFieldsOfTheAccountThatIsNamed() throws IOException {
    addTheOtherAccount();

    assertThat(run("fields", "--connection", "eu")).isZero();
    assertThat(out.toString()).contains("connection eu", "club_number").doesNotContain("shoe_size");
  }

  private void addTheOtherAccount() throws IOException {
    environment.put("CRM_EU_API_KEY", SandboxSettings.DEMO_API_KEY);
    environment.put("CRM_EU_ORG_ID", OTHER_ORG);
    environment.put("CRM_EU_MEMBER_ID", OTHER_MEMBER);
    environment.put("ROUTES_DIR", routes().toString());
  }

  private Path routes() throws IOException {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    String typeform = Files.readString(Path.of("routes", "hook-typeform.camel.yaml"));
    Files.writeString(routes.resolve("hook-typeform.camel.yaml"), typeform);
    Files.writeString(
        routes.resolve("hook-eu-form.camel.yaml"),
        typeform
            .replace("hook-typeform", "hook-eu-form")
            .replace("/hooks/typeform", "/hooks/eu-form")
            .replace(
                "        - to:\n",
                """
                        - setVariable:
                            id: hook-eu-form.connection
                            name: connection
                            expression:
                              constant:
                                expression: eu
                        - to:
                """));
    return routes;
  }
}
