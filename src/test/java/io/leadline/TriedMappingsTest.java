package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.deliver.LiveMappings;
import io.leadline.deliver.MappingFolder;
import io.leadline.deliver.MappingTrial;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.form.Question;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation;
import io.leadline.journal.Receipt;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code preview}, {@code explain} and {@code diff}: mappings tried without sending anything. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class TriedMappingsTest {
  private static final String LEADS =
      """
      hook: leads
      questions:
        email: [work_email, email]
        phone: phone
        plan: plan
      createContact:
        email: $.q.email | trim | lower
        first_name: $.answers.name | first_name
        secondary_phone: $.q.phone
        city: $.answers.city
        contact_role_label:
          from: $.q.plan
          lookup:
            big: Decision Maker
          otherwise: Other
      addProfileToContact:
        when:
          $.q.plan: big
        profile_source: Website
        profile_payload:
          summary: ["{{ $.answers.name }} wants a demo"]
      """;

  private static final String ADA =
      """
      {"id": "1", "work_email": " Ada@Acme.example", "name": "Ada Lovelace", "phone": "12",
       "city": "london", "plan": "Big"}
      """;

  private static final Map<String, List<String>> JSON =
      Map.of("Content-Type", List.of("application/json"));

  @TempDir Path folder;
  private Path mappings;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeAFolder() throws IOException {
    mappings = MappingsFolder.in(folder);
    Path routes = folder.resolve("routes");
    Files.writeString(
        mappings.resolve("defaults.yaml"),
        """
        createContact:
          contact_status: Active
          contact_source: Website Form
          entity_name: Private person
          entity_label: Company
          entity_status: Active
          city: Nowhere
        """);
    Files.writeString(mappings.resolve("leads.yaml"), LEADS);
    HookRoutes.in(routes).with("leads", "generic", Map.of("verify", "key"));
    environment.put("MAPPINGS_DIR", mappings.toString());
    environment.put("ROUTES_DIR", routes.toString());
    environment.put("JOURNAL_URL", "jdbc:sqlite:" + folder.resolve("leadline.db"));
    environment.put("LEADS_SECRET", "s3cr3t");
  }

  // ── preview ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void previewsTheCalls() throws IOException {
    var preview = run("preview", "leads", sample(ADA));
    assertThat(preview.code()).isZero();
    assertThat(preview.said())
        .contains("createContact\n", "  email              ada@acme.example\n")
        .contains("  contact_role_label Decision Maker\n", "  city               london\n")
        .contains("addProfileToContact\n", "    summary          Ada Lovelace wants a demo\n")
        .contains("warning: secondary_phone (leads.yaml:9): a phone number without country code");
  }

  @Test
  void previewsAsJson() throws IOException {
    assertThat(run("preview", "leads", sample(ADA), "--json").said())
        .startsWith("{\"mapping\":\"leads\",\"calls\":[{\"call\":\"createContact\",\"body\":{")
        .contains("\"email\":\"ada@acme.example\"", "\"field\":\"secondary_phone\"");
  }

  @Test
  void previewsWhatBecomesADeadLetter() throws IOException {
    var preview = run("preview", "leads", sample("{\"name\": \"Ada\", \"id\": 1}"));
    assertThat(preview.code()).isEqualTo(1);
    assertThat(preview.said())
        .contains("dead letter: email: work_email or email (leads.yaml:3) matched nothing");
  }

  @Test
  void saysWhereAnotherMappingComesFirst() throws IOException {
    Files.writeString(mappings.resolve("a.yaml"), "hook: leads\nignore: all of it\n");
    var preview = run("preview", "leads", sample(ADA));
    assertThat(preview.said())
        .contains("such an event is taken by a.yaml, which comes first by name");
    assertThat(run("preview", "a", sample(ADA)).said()).isEqualTo("ignored: all of it\n");
  }

  @Test
  void takesACopyOfAMappingFromElsewhere() throws IOException {
    Path copy = folder.resolve("leads.yaml");
    Files.writeString(copy, LEADS.replace("trim | lower", "trim | upper | lower | prefix('x')"));
    assertThat(run("preview", copy.toString(), sample(ADA)).said()).contains("xada@acme.example");
    assertThat(run("preview", mappings.resolve("leads.yaml").toString(), sample(ADA)).said())
        .contains("  ada@acme.example");
  }

  @Test
  void saysWhatCannotBeTried() throws IOException {
    assertThat(run("preview", "laeds", sample(ADA)).said())
        .contains("there is no mapping 'laeds' in", "did you mean 'leads'?");
    assertThat(run("preview", "leads", "none.json").said())
        .contains("the file 'none.json' cannot be read");
    assertThat(run("preview", "leads", sample("{")).said()).contains("no calls: ", "JSON");
    Files.delete(folder.resolve("routes").resolve("hook-leads.camel.yaml"));
    assertThat(run("preview", "leads", sample(ADA)).said())
        .contains("hook 'leads' has no route file here that is in order: say --source");
    assertThat(run("preview", "leads", sample(ADA), "--source", "generic").code()).isZero();
    Files.writeString(mappings.resolve("leads.yaml"), LEADS.replace("lower", "lowr"));
    assertThat(run("preview", "leads", sample(ADA)).said())
        .contains("the mappings are not in order:\n  " + mappings.resolve("leads.yaml"))
        .contains("leads.yaml:7:29: unknown function");
  }

  @Test
  void saysWhereItCannotKnowTheOrganisationsFields() throws IOException {
    Files.writeString(
        folder.resolve("leadline.db"), "not a journal at all, whatever its name says");
    assertThat(run("preview", "leads", sample(ADA)).said())
        .startsWith("with the documented fields, not those that your CRM has told: ")
        .contains("  email              ada@acme.example\n");
  }

  // ── explain ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void explainsEachField() throws IOException {
    assertThat(run("explain", "leads", sample(ADA)).said())
        .startsWith("leads.yaml takes it: it has no 'when'\n")
        .contains(
            """
              email                "ada@acme.example"
                  $.q.email | trim | lower   (leads.yaml:7:10)
                    $.q.email -> " Ada@Acme.example", the answer to 'work_email'
                    | trim -> "Ada@Acme.example"
                    | lower -> "ada@acme.example"
            """)
        .contains(
            """
              secondary_phone      not sent, with a warning: a phone number without country code\
            """)
        .contains("        (Big is in the lookup (leads.yaml:14))")
        .contains(
            """
              contact_status       "Active"
                  as written (defaults.yaml:2:3)
            """);
  }

  @Test
  void explainsWhyADeadEventIsDead() throws IOException {
    EventId dead = receive("{\"e-mail\": \"ada@acme.example\", \"name\": \"Ada\"}").get(0);
    var explained = run("explain", dead.value());
    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.said())
        .contains(
            """
              email                DEAD LETTER: email: work_email or email (leads.yaml:3) matched\
             nothing
                  $.q.email | trim | lower   (leads.yaml:7:10)
                    $.q.email -> nothing: no question is called 'work_email' or 'email'\
             (leads.yaml:3:3)
                    nearest: 'e-mail', 'name'
                    | trim -> nothing
                    | lower -> nothing
            """)
        .contains(
            """
              city                 not sent: there is nothing
                  $.answers.city   (leads.yaml:10:9)
                    $.answers.city -> nothing: there is no such place
            """)
        .contains("  city                 \"Nowhere\"\n      as written (defaults.yaml:7:3)\n")
        .endsWith("; this submission's questions are: e-mail, name\n");
  }

  @Test
  void explainsWhichConditionHeld() throws IOException {
    Files.writeString(
        mappings.resolve("leads.yaml"), LEADS + "when: {$.answers.city: [Paris, Rome]}\n");
    assertThat(run("explain", "leads", sample(ADA)).said())
        .contains(
            """
            leads.yaml does not take it
              DOES NOT HOLD: $.answers.city must be Paris or be Rome: it is "london"\
               (leads.yaml:22:8)
            """)
        .contains("dead letter: no mapping took it");
  }

  @Test
  void explainsAsJson() throws IOException {
    assertThat(run("explain", "leads", sample(ADA), "--json").said())
        .contains("\"path\":\"$.q.email\",\"where\":\"leads.yaml:7:10\"")
        .contains("{\"function\":\"lower\",\"output\":\"ada@acme.example\"}");
  }

  @Test
  void saysWhichEventIsNotThere() throws IOException {
    receive(ADA);
    var explained = run("explain", "01K" + "9".repeat(23));
    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.said()).contains("there is no event 01K999");
  }

  @Test
  void explainsAnOldEventWithTheMappingsThatDecidedIt() throws IOException {
    EventId event = receive("{\"e-mail\": \"ada@acme.example\", \"name\": \"Ada\"}").get(0);
    String set = comeIntoForce();
    die(event, set);
    Files.writeString(
        mappings.resolve("leads.yaml"), LEADS.replace("[work_email, email]", "e-mail"));

    assertThat(run("explain", event.value()).said())
        .startsWith("with the mappings that decided it, in use since 20")
        .contains("DEAD LETTER: email: work_email or email (leads.yaml:3) matched nothing");
    assertThat(run("explain", event.value(), "--now").said())
        .startsWith("leads.yaml takes it")
        .contains("$.q.email -> \"ada@acme.example\", the answer to 'e-mail'");
  }

  @Test
  void saysWhereTheMappingsOfAnEventAreLost() throws IOException {
    EventId event = receive(ADA).get(0);
    die(event, "0123");
    assertThat(run("explain", event.value()).said())
        .startsWith("the mapping set 0123 is not kept in this journal")
        .contains("what follows is with the mappings of now\n", "leads.yaml takes it");
  }

  // ── check ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void pointsAtTheCharacter() throws IOException {
    Files.writeString(mappings.resolve("leads.yaml"), LEADS.replace("lower", "lowr"));
    var check = run("check");
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.said())
        .isEqualTo(
            """
            %s/leads.yaml:7:29: unknown function 'lowr'; did you mean 'lower'?
                 7 |   email: $.q.email | trim | lowr
                   |                             ^
            """
                .formatted(mappings));
  }

  @Test
  void saysItAsJson() throws IOException {
    Files.writeString(mappings.resolve("leads.yaml"), LEADS.replace("lower", "lowr"));
    assertThat(run("check", "--format", "json").said())
        .isEqualTo(
            """
            {"problems":[{"file":"%s/leads.yaml","line":7,"column":29,"severity":"error",\
            "message":"unknown function 'lowr'; did you mean 'lower'?"}]}
            """
                .formatted(mappings));
    Files.writeString(mappings.resolve("leads.yaml"), LEADS);
    var inOrder = run("check", "--format", "json");
    assertThat(inOrder.code()).isZero();
    assertThat(inOrder.said()).isEqualTo("{\"problems\":[]}\n");
  }

  @Test
  void annotatesForGithub() throws IOException {
    Files.writeString(
        mappings.resolve("leads.yaml"), LEADS.replace("name | first_name", "name | 100% first"));
    Files.writeString(mappings.resolve("b.yaml"), "hook: leads\nignore: a\n");
    assertThat(run("check", "--format", "github").said())
        .contains("::error file=%s/leads.yaml,line=8,col=".formatted(mappings), "'100%25")
        .contains("::warning file=%s/leads.yaml::never gets an event".formatted(mappings));
  }

  @Test
  void namesQuestionsThatNothingReads() throws IOException {
    try (Journal journal = StoredEvents.serve(environment)) {
      var form = new FormName(new HookName("leads"), "f-1");
      journal
          .forms()
          .keep(
              form,
              Stream.of("email", "plan", "Your budget", "Anything else?")
                  .map(title -> new Question("id of " + title, title, "text", List.of()))
                  .map(question -> Known.first(question, Instant.EPOCH))
                  .toList());
    }
    assertThat(run("check").said())
        .contains(
            "leads.yaml: form f-1 of hook leads asks 'Your budget', 'Anything else?', and nothing"
                + " reads it: name it under 'questions:'");
    Files.writeString(
        mappings.resolve("leads.yaml"),
        LEADS.replace(
            "profile_source: Website", "profile_source: Website\n  include: unmapped answers"));
    assertThat(run("check").said()).doesNotContain("nothing reads it");
  }

  // ── diff ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void saysWhatAnEditWouldChange() throws IOException {
    List<EventId> events =
        receive(
            ADA,
            "{\"id\": 2, \"email\": \"bob@acme.example\", \"name\": \"Bob\", \"city\": \"Paris\"}",
            "{\"id\": 3, \"mail\": \"eve@acme.example\", \"name\": \"Eve\"}",
            "{\"id\": 4, \"work_email\": \"kim@acme.example\", \"name\": \"Kim\"}");
    String edited =
        LEADS
            .replace("[work_email, email]", "[email, mail]")
            .replace("$.answers.city", "$.answers.city | title");
    var diff = run("diff", copy(edited), "--last", "10");
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.said())
        .startsWith("compared with the mappings in " + mappings + "\n4 events of leads:\n")
        .contains("       1 come out the same\n", "       2 would now become dead letters\n")
        .contains("       1 would now be sent\n")
        .contains("would fail\n       2 email: email or mail (leads.yaml:3) matched nothing\n")
        .contains(events.get(0).value(), events.get(3).value());
  }

  @Test
  void showsValuesBeforeAndAfter() throws IOException {
    List<EventId> events = receive(ADA);
    var diff = run("diff", copy(LEADS.replace("answers.city", "answers.city | title")));
    assertThat(diff.code()).isZero();
    assertThat(diff.said())
        .isEqualTo(
            """
            compared with the mappings in %s
            1 event of leads:
                   1 would be sent with other values
            values that change
                   1 createContact.city
                     %s: 'london' -> 'London'
            """
                .formatted(mappings, events.get(0)));
  }

  @Test
  void saysWhichWarningsComeAndGo() throws IOException {
    receive(ADA);
    assertThat(run("diff", copy(LEADS.replace("$.q.phone", "$.q.phone | default('1')"))).said())
        .contains("come out the same");
    assertThat(run("diff", copy(LEADS.replace("$.q.phone", "$.answers.nothing"))).said())
        .contains("warnings that would be gone\n       1 secondary_phone: a phone number");
    assertThat(run("diff", copy(LEADS.replace("city:", "country_code:"))).said())
        .contains("new warnings\n       1 country_code: ");
  }

  @Test
  void saysWhereAnotherMappingWouldTakeIt() throws IOException {
    receive(ADA);
    Path other = folder.resolve("a.yaml");
    Files.writeString(other, "hook: leads\nignore: all of it\n");
    assertThat(run("diff", other.toString()).said())
        .contains("       1 would now be ignored\n", "would be ignored\n       1 all of it\n")
        .contains("       1 a.yaml instead of leads.yaml\n");
  }

  @Test
  void comparesTheNewestOnly() throws IOException {
    receive(ADA, ADA.replace("\"1\"", "\"2\""), ADA.replace("\"1\"", "\"3\""));
    assertThat(run("diff", copy(LEADS), "--last", "2").said()).contains("\n2 events of leads:");
    assertThat(run("diff", copy(LEADS), "--since", "1h").said()).contains("\n3 events of leads:");
    assertThat(run("diff", copy(LEADS), "--last", "0").code()).isEqualTo(2);
  }

  @Test
  void comparesWithAnotherFolder() throws IOException {
    receive(ADA);
    Path before = Files.createDirectories(folder.resolve("before"));
    Files.writeString(before.resolve("leads.yaml"), LEADS.replace("city:", "state:"));
    Files.copy(mappings.resolve("defaults.yaml"), before.resolve("defaults.yaml"));
    assertThat(run("diff", "leads", "--against", before.toString()).said())
        .contains("createContact.state\n", ": 'london' -> nothing");
  }

  @Test
  void saysWhereThereIsNothingToCompare() throws IOException {
    receive();
    assertThat(run("diff", copy(LEADS)).said())
        .endsWith("no events of leads are stored: there is nothing to compare\n");
  }

  @Test
  void comparesWithWhatIsInUse() throws IOException {
    receive(ADA);
    String before = comeIntoForce();
    assertThat(run("diff", "leads").said()).contains("this is in use already, since 20");

    Files.writeString(mappings.resolve("leads.yaml"), LEADS.replace("city:", "state:"));
    assertThat(run("diff", "leads").said())
        .startsWith("compared with the mappings in use since 20")
        .contains("createContact.state\n", ": nothing -> 'london'");

    comeIntoForce();
    assertThat(run("diff", "leads", "--against", before).said())
        .startsWith("compared with the mappings that came into use on 20")
        .contains(": nothing -> 'london'");
    assertThat(run("diff", "leads", "--against", "nowhere").said())
        .contains("'nowhere' is no folder, and the mapping set nowhere is not kept");
  }

  @Test
  void saysWhatWasNotFetchedThen() throws IOException {
    HookRoutes.in(folder.resolve("more")).with("hubspot", "hubspot", Map.of());
    environment.put("ROUTES_DIR", folder.resolve("more").toString());
    String hubspot =
        """
        hook: hubspot
        createContact:
          email: $.answers.email
          first_name: $.answers.firstname
        """;
    Files.writeString(mappings.resolve("leads.yaml"), hubspot);
    EventId event = receiveOfHubspot();

    assertThat(run("diff", copy(hubspot + "  state: $.answers.state\n")).said())
        .contains("       1 come out the same\n")
        .endsWith(
            """
            not fetched: Leadline did not ask for it then, and will from now on
                   1 state
                     %s
            """
                .formatted(event));
    assertThat(run("diff", copy(hubspot + "  full_name: $.answers.firstname\n")).said())
        .contains("createContact.full_name\n")
        .doesNotContain("not fetched");
  }

  private EventId receiveOfHubspot() {
    Bytes body =
        Bytes.utf8(
            "{\"eventId\": 1, \"subscriptionType\": \"contact.creation\", \"objectId\": 501}");
    Bytes answer =
        Bytes.utf8(
            "{\"id\": \"501\", \"properties\":"
                + " {\"email\": \"ada@acme.example\", \"firstname\": \"Ada\"}}");
    var hook = new HookName("hubspot");
    var request =
        new Request(hook, "POST", "/hooks/hubspot", Headers.of(JSON), body, Instant.now());
    var part = new Part("1", "501", body, body.sha256());
    try (Journal journal = StoredEvents.serve(environment)) {
      EventId event =
          journal
              .append(request, "hubspot", ConnectionName.DEFAULT, List.of(part), Instant.now())
              .get(0)
              .event();
      journal.prepare(
          List.of(
              new Preparation.IsReady(
                  event,
                  "leads",
                  "set",
                  new Person.ByEmail("ada@acme.example"),
                  List.of(),
                  List.of(),
                  answer,
                  Instant.now())));
      return event;
    }
  }

  @Test
  void wantsToKnowWhatIsInUse() throws IOException {
    receive(ADA);
    assertThat(run("diff", "leads").said())
        .contains("no server has told this journal what is in use: say --against FOLDER");
  }

  // ── several accounts ──────────────────────────────────────────────────────────────────────────

  /** As the server decides its events: by the mode and the fields of its account. */
  @Test
  void triesAMappingAsTheAccountOfItsHookHasIt() throws IOException {
    HookRoutes.in(folder.resolve("more"))
        .with("leads", "generic", Map.of("verify", "key", "connection", "eu"));
    environment.put("ROUTES_DIR", folder.resolve("more").toString());
    environment.put("CRM_API_KEY", "key");
    environment.put("CRM_EU_MODE", "b2c");
    String vip = LEADS.replace("city: $.answers.city", "custom: {vip: $.answers.vip}");
    Files.writeString(mappings.resolve("leads.yaml"), vip);
    Files.writeString(
        mappings.resolve("leads.cases.yaml"),
        """
        - name: somebody important
          submission: {answers: {work_email: a@b.de, name: Ada, vip: "yes"}}
          expect: {createContact: {vip: 1}}
        """);
    String body = ADA.replace("\"city\"", "\"vip\": \"yes\", \"city\"");
    EventId event = receive(new ConnectionName("eu"), body);
    try (Journal journal = StoredEvents.serve(environment)) {
      journal.keepFieldMap(
          new ConnectionName("eu"), "{\"vip\":{\"type\":\"boolean\"}}", Instant.EPOCH);
    }

    assertThat(run("test").said()).isEqualTo("1 passed, 0 failed\n");
    assertThat(run("preview", "leads", sample(body)).said())
        .contains("  vip                1\n")
        .doesNotContain("entity_name");
    assertThat(run("explain", event.value(), "--now").said())
        .contains("  vip                  1\n");
    assertThat(run("diff", copy(vip.replace("$.answers.vip", "'no'"))).said())
        .contains("createContact.vip\n", ": '1' -> '0'");
    assertThat(run("pin", event.value(), "--name", "pinned").code()).isZero();
    assertThat(Files.readString(mappings.resolve("leads.cases.yaml"))).contains("vip: 1\n");
    assertThat(run("test").said()).isEqualTo("2 passed, 0 failed\n");
  }

  @Test
  void knowsTheDefaultAccountByAHookThatGoesToIt() throws IOException {
    environment.put("CRM_EU_MODE", "b2c");
    assertThat(run("preview", "leads", sample(ADA)).said())
        .contains("  entity_name        Private");
    assertThat(run("mappings", "push", mappings.toString()).said()).contains("there is no journal");
    receive();
    assertThat(run("mappings", "push", mappings.toString()).said())
        .startsWith("tried for connection default (b2b), connection eu (b2c)\n");
  }

  private EventId receive(ConnectionName connection, String body) {
    try (Journal journal = StoredEvents.serve(environment)) {
      return receive(journal, connection, Bytes.utf8(body), 1);
    }
  }

  // ── the folder ────────────────────────────────────────────────────────────────────────────────

  private CommandLineOf.Result run(String... arguments) {
    return new CommandLineOf(environment).run(arguments);
  }

  /** As a server takes them up; gives the set's hash. */
  private String comeIntoForce() {
    try (Journal journal = StoredEvents.serve(environment)) {
      var live =
          new LiveMappings(
              new MappingFolder(mappings),
              Map.of(ConnectionName.DEFAULT, CrmMode.B2B),
              new MappingTrial(hook -> Optional.empty(), SubmissionReader.INLINE_ONLY),
              journal,
              Happenings.NOBODY,
              Clock.systemUTC());
      live.refresh();
      return live.of(ConnectionName.DEFAULT).orElseThrow().hash();
    }
  }

  private void die(EventId event, String set) {
    var reason = new Reason(ReasonCode.MAPPING_FAILED, "email matched nothing");
    try (Journal journal = StoredEvents.serve(environment)) {
      journal.prepare(
          List.of(new Preparation.IsDead(event, "leads", set, reason, List.of(), Instant.now())));
    }
  }

  private String sample(String body) throws IOException {
    return Files.writeString(folder.resolve("sample.json"), body).toString();
  }

  private String copy(String mapping) throws IOException {
    return Files.writeString(folder.resolve("leads.yaml"), mapping).toString();
  }

  private List<EventId> receive(String... bodies) {
    List<EventId> events = new ArrayList<>();
    try (Journal journal = StoredEvents.serve(environment)) {
      for (int i = 0; i < bodies.length; i++) {
        events.add(receive(journal, ConnectionName.DEFAULT, Bytes.utf8(bodies[i]), i));
      }
    }
    return events;
  }

  private static EventId receive(
      Journal journal, ConnectionName connection, Bytes body, int number) {
    var headers = Headers.of(JSON);
    var request =
        new Request(new HookName("leads"), "POST", "/hooks/leads", headers, body, Instant.now());
    var part = new Part("key-" + number, null, body, body.sha256());
    return journal.append(request, "generic", connection, List.of(part), Instant.now()).stream()
        .map(Receipt::event)
        .toList()
        .get(0);
  }
}
