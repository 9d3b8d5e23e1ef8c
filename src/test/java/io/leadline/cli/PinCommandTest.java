package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a stored event to a case that {@code ./leadline test} runs. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PinCommandTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String NOBODY = "01K" + "9".repeat(23);
  private static final String MAPPING =
      """
      hook: typeform
      when: {$.form.id: f1}
      createContact:
        email: $.answers.email | lower
        first_name: {from: $.answers.name | first_name, otherwise: Unknown}
        contact_status: Active
        contact_source: Website
        country_code: $.answers.country
        secondary_phone: $.answers.phone
        entity_name: {from: $.answers.email | company_domain, otherwise: Private person}
        entity_label: Company
        entity_status: Active
      addProfileToContact:
        profile_source: Typeform
        profile_payload: {summary: ["{{ $.answers.name }} wrote"]}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Journal journal;

  @BeforeEach
  void begin() throws IOException {
    journal = JournalFactory.serve(JournalSettings.of(url()), Surroundings.real(Happenings.NOBODY));
    Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(folder.resolve("mappings/demo.yaml"), MAPPING);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("leadline.db");
  }

  private Path cases() {
    return folder.resolve("mappings/demo.cases.yaml");
  }

  private String pinned() throws IOException {
    return Files.readString(cases());
  }

  private EventId append(String form, Map<String, ?> answers) {
    var given =
        answers.entrySet().stream()
            .map(
                it ->
                    Map.of(
                        "type",
                        "text",
                        "text",
                        it.getValue(),
                        "field",
                        Map.of("id", it.getKey(), "ref", it.getKey(), "type", "short_text")))
            .toList();
    return append(
        Documents.write(
            Map.of(
                "event_id",
                "e-" + answers.hashCode(),
                "event_type",
                "form_response",
                "form_response",
                Map.of("form_id", form, "token", "t", "answers", given))));
  }

  private EventId append(String text) {
    Bytes body = Bytes.utf8(text);
    var headers = Headers.of(Map.of("Content-Type", List.of("application/json")));
    var request = new Request(new HookName("typeform"), "POST", "http://x/", headers, body, NOW);
    var part = new Part(body.sha256(), null, body, body.sha256());
    return journal
        .append(request, "typeform", ConnectionName.DEFAULT, List.of(part), NOW)
        .get(0)
        .event();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Commands.run(
        new Program(
            Map.of(
                "JOURNAL_URL", url(),
                "ROUTES_DIR", folder.resolve("routes").toString(),
                "MAPPINGS_DIR", folder.resolve("mappings").toString()),
            CLOCK,
            url ->
                JournalFactory.beside(
                    JournalSettings.of(url), Surroundings.by(CLOCK, CLOCK, Happenings.NOBODY)),
            given -> 42,
            given -> 43,
            new PrintWriter(out),
            new PrintWriter(err)),
        arguments);
  }

  private int pin(Object... arguments) {
    return run(
        Stream.concat(Stream.of("pin"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  private void testPasses(int cases) {
    assertThat(run("test", folder.resolve("mappings").toString())).as(out.toString()).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines(cases + " passed, 0 failed\n");
  }

  // ── a case ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void writesACaseThatPasses() throws IOException {
    EventId ada =
        append("f1", Map.of("email", "Ada@Acme.com", "name", "Ada Lovelace", "country", "Germany"));

    assertThat(pin(ada)).as(err.toString()).isZero();

    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            ada
                + " is pinned in "
                + cases()
                + ":4\n"
                + "  as in the event, since the mapping tells them from other words: Germany\n");
    assertThat(pinned())
        .startsWith("# Made by ./leadline pin")
        .contains("- name: event of 2026-01-18, makes createContact and addProfileToContact\n")
        .contains("    whole: true\n")
        .contains("      country_code: \"DE\"\n")
        .doesNotContainIgnoringCase("ada")
        .doesNotContainIgnoringCase("lovelace")
        .doesNotContainIgnoringCase("acme");
    testPasses(1);
  }

  @Test
  void addsToTheCasesThatAreThereAndLeavesThemAsTheyAre() throws IOException {
    String there =
        "# mine\n  - name: mine\n    submission: {form: {id: f1}, answers: {email: a@b.com}}\n    expect: {createContact: {email: a@b.com}}";
    Files.writeString(cases(), there);
    EventId ada = append("f1", Map.of("email", "ada@acme.com"));

    assertThat(pin(ada, "--name", "only an address")).as(err.toString()).isZero();

    assertThat(pinned()).startsWith(there + "\n\n  - name: only an address\n    submission:\n");
    assertThat(out.toString()).contains(cases() + ":6");
    testPasses(2);
    assertThat(Files.list(cases().getParent())).hasSize(2);
  }

  @Test
  void pinsSeveralWithTheSameStandIns() throws IOException {
    EventId one = append("f1", Map.of("email", "ada@acme.com", "name", "Lovelace"));
    EventId two = append("f1", Map.of("email", "lovelace@acme.com", "name", "Ada"));

    assertThat(pin(one, two, one)).as(err.toString()).isZero();

    List<String> names =
        pinned()
            .lines()
            .filter(it -> it.startsWith("      name: "))
            .map(it -> it.substring(12).replace("\"", ""))
            .distinct()
            .toList();
    assertThat(names).hasSize(2);
    assertThat(pinned())
        .contains("makes createContact and addProfileToContact (2)\n")
        .contains("\"" + names.get(0).toLowerCase(java.util.Locale.ROOT) + "@");
    testPasses(2);
  }

  @Test
  void pinsWhatFails() throws IOException {
    EventId event = append("f1", Map.of("email", "ada at acme", "name", "Ada"));

    assertThat(pin(event)).as(err.toString()).isZero();

    assertThat(pinned())
        .contains("- name: event of 2026-01-18, fails\n")
        .contains("    failed: \"email: $.answers.email\"\n");
    testPasses(1);
  }

  @Test
  void pinsWhatIsIgnored() throws IOException {
    Files.writeString(
        folder.resolve("mappings/demo.yaml"), "hook: typeform\nignore: tests of ours\n");
    EventId event = append("f1", Map.of("name", "Ada"));

    assertThat(pin(event)).as(err.toString()).isZero();

    assertThat(pinned()).contains("    ignored: \"tests of ours\"\n");
    testPasses(1);
  }

  @Test
  void pinsAWarning() throws IOException {
    EventId event = append("f1", Map.of("email", "ada@acme.com", "phone", "call me"));

    assertThat(pin(event)).as(err.toString()).isZero();

    assertThat(pinned())
        .contains("makes createContact, 1 warning\n")
        .contains("    warnings: [\"secondary_phone: ");
    testPasses(1);
  }

  @Test
  void onlyShowsWithDryRun() {
    EventId event = append("f1", Map.of("email", "ada@acme.com"));

    assertThat(pin(event, "--dry-run")).isZero();

    assertThat(out.toString())
        .startsWith(event + " would be pinned in " + cases() + ":4:")
        .contains("\n- name: event of 2026-01-18, makes createContact\n");
    assertThat(cases()).doesNotExist();
  }

  // ── refusals ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void refusesANameThatIsTaken() throws IOException {
    EventId event = append("f1", Map.of("email", "ada@acme.com"));
    pin(event, "--name", "the first");
    String before = pinned();

    assertThat(pin(event, "--name", "the first")).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            event + " is not pinned: there is a case 'the first' of demo: give another --name");
    assertThat(pinned()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{name: mine, submission: {form: {id: f1}}, expect: {failed: email}}]\n", //
        "- name: mine\n  submission: [\n",
        "- name: mine\n  submission: {form: {id: f1}}\n  expect: {failed: email}\n...\n",
        "name: mine\n"
      })
  void leavesAFileAloneThatCannotBeAddedTo(String there) throws IOException {
    Files.writeString(cases(), there);
    EventId event = append("f1", Map.of("email", "ada@acme.com"));

    assertThat(pin(event)).isEqualTo(1);

    assertThat(err.toString())
        .contains(event + " is not pinned: no case can be added at the end of " + cases());
    assertThat(pinned()).isEqualTo(there);
  }

  @Test
  void saysWhichEventsCannotBePinnedAndPinsTheOthers() throws IOException {
    EventId untaken = append("f2", Map.of("email", "ada@acme.com"));
    EventId unreadable = append("{\"event_type\": 5");
    EventId good = append("f1", Map.of("email", "ada@acme.com"));

    assertThat(pin(NOBODY, untaken, unreadable, good)).isEqualTo(1);

    assertThat(err.toString())
        .contains(NOBODY + " is not pinned: is not there")
        .contains(untaken + " is not pinned: no mapping here takes it")
        .contains(unreadable + " is not pinned: cannot be read: ");
    assertThat(out.toString()).contains(good + " is pinned in ");
    testPasses(1);
  }

  @Test
  void refusesOneNameForManyEvents() {
    assertThat(pin(NOBODY, NOBODY, "--name", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--name is for one case: name one EVENT");

    assertThat(pin(NOBODY, "--name", " ")).isEqualTo(2);
    assertThat(err.toString()).contains("--name is empty");
  }

  @Test
  void refusesMappingsThatAreNotInOrder() throws IOException {
    Files.writeString(folder.resolve("mappings/demo.yaml"), "hook: typeform\n");

    assertThat(pin(NOBODY)).isEqualTo(1);

    assertThat(err.toString())
        .contains("the mappings are not in order:\n  ", "mappings/demo.yaml: says nothing to do");
  }
}
