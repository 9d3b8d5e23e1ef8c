package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.Happening;
import io.leadline.event.Happening.FieldMapRefreshed;
import io.leadline.event.Happening.JournalFailed;
import io.leadline.event.Happening.MappingsLoaded;
import io.leadline.event.Happening.MappingsRefused;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.KeptMappings;
import io.leadline.journal.MappingShelf;
import io.leadline.journal.Publication;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.sample.CaseRequests;
import io.leadline.sample.SampleFile;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class LiveMappingsTest {
  private static final String GOOD =
      """
      hook: typeform
      createContact:
        email: $.answers.email
        first_name: $.answers.name
        contact_status: Active
        contact_source: Web
        entity_name: Acme
        entity_label: Company
        entity_status: Active
      """;
  private static final String BAD = GOOD.replace("first_name", "frist_name");
  private static final String CUSTOM = GOOD + "  custom:\n    shoe_size: $.answers.shoes\n";
  private static final String CASES =
      """
      - name: a lead of the website
        submission:
          answers: {email: ada@acme.example, name: Ada}
        expect:
          createContact:
            contact_source: Web
      """;
  private static final String FIELD_MAP =
      "{\"email\":{\"type\":\"string\"},\"first_name\":{\"type\":\"string\"},"
          + "\"shoe_size\":{\"type\":\"string\"}}";

  private static final String LEAD = "{\"email\": \"ada@acme.example\", \"name\": \"Ada\"}";
  private static final String CASES_OF_A_FILE =
      """
      - name: as it was sent
        request: {file: samples/lead.json, source: generic}
        expect: {createContact: {email: ada@acme.example}}
      """;

  private final Set<String> refusing = new HashSet<>();
  private final Map<String, Integer> asked = new HashMap<>();

  @TempDir Path folder;
  private Bench bench;
  private Path mappings;
  private LiveMappings live;

  @BeforeEach
  void open() throws IOException {
    bench = new Bench(folder);
    mappings = Files.createDirectory(folder.resolve("mappings"));
    live = newLive();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private LiveMappings newLive() {
    return newLive(Bench.TRIAL);
  }

  private LiveMappings newLive(MappingTrial trial) {
    return new LiveMappings(
        new MappingFolder(mappings),
        Map.of(ConnectionName.DEFAULT, CrmMode.B2B),
        trial,
        bench.journal,
        bench.told::add,
        bench.clock);
  }

  /** As after a restart, with the texts that are published in the journal. */
  private LiveMappings fromJournal() {
    return new LiveMappings(
        new PublishedTexts(bench.journal.mappings()),
        Map.of(ConnectionName.DEFAULT, CrmMode.B2B),
        Bench.TRIAL,
        bench.journal,
        bench.told::add,
        bench.clock);
  }

  private LiveMappings live(MappingsNow source, MappingTrial trial, CrmMode mode) {
    return new LiveMappings(
        source,
        Map.of(ConnectionName.DEFAULT, mode),
        trial,
        journal(),
        bench.told::add,
        bench.clock);
  }

  /** As the bench's, but for what it refuses, and counted. */
  private Journal journal() {
    return seen(Journal.class, bench.journal);
  }

  private <T> T seen(Class<T> as, T of) {
    return as.cast(
        Proxy.newProxyInstance(
            as.getClassLoader(),
            new Class<?>[] {as},
            (proxy, method, arguments) -> {
              asked.merge(method.getName(), 1, Integer::sum);
              if (refusing.contains(method.getName())) {
                throw new JournalUnavailable("there is no room");
              }
              try {
                Object answer = method.invoke(of, arguments);
                return answer instanceof MappingShelf shelf
                    ? seen(MappingShelf.class, shelf)
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private int asked(String method) {
    return asked.getOrDefault(method, 0);
  }

  private void lookForASecond() {
    for (int quarter = 0; quarter < 4; quarter++) {
      live.refresh();
      bench.clock.goOn(Duration.ofMillis(250));
    }
  }

  private static MappingTrial withSamples(Function<String, SampleFile> files) {
    return new MappingTrial(
        hook -> Optional.empty(), new CaseRequests(hook -> Optional.empty(), Sources::find, files));
  }

  private LiveMappings withSamplesOfTheFolder() {
    return live(
        new MappingFolder(mappings),
        withSamples(file -> SampleFile.read(mappings.resolve(file))),
        CrmMode.B2B);
  }

  private void publish(String text) {
    publish(Map.of("demo.yaml", Bytes.utf8(text)));
  }

  private void publish(Map<String, Bytes> files) {
    bench
        .journal
        .mappings()
        .publish(new Publication(files, "hash", "", null, null), bench.clock.instant());
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(mappings.resolve(file), text);
  }

  /** A change is taken up when it stood still from one look to the next. */
  private void refresh() {
    live.refresh();
    live.refresh();
  }

  private MappingSet set() {
    return live.of(ConnectionName.DEFAULT).orElseThrow();
  }

  @Test
  void takesTheFolderUpAtOnceAtTheStart() throws IOException {
    write("demo.yaml", GOOD);

    live.refresh();

    assertThat(set().size()).isEqualTo(1);
    assertThat(live.problems()).isEmpty();
    assertThat(bench.told(MappingsLoaded.class)).hasSize(1);
  }

  @Test
  void goesOnWithTheLastGoodSetWhileAFileIsWrong() throws IOException {
    write("demo.yaml", GOOD);
    refresh();
    MappingSet before = set();

    write("another.yaml", BAD);
    refresh();
    refresh();

    assertThat(set()).isSameAs(before);
    assertThat(live.problems().toString()).contains("another.yaml", "frist_name");
    assertThat(bench.told(MappingsRefused.class)).as("told once").hasSize(1);

    write("another.yaml", GOOD.replace("hook: typeform", "hook: other"));
    refresh();
    assertThat(set().size()).isEqualTo(2);
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void takesNoChangeUpThatIsStillGoingOn() throws IOException {
    write("demo.yaml", GOOD);
    refresh();
    MappingSet before = set();

    write("demo.yaml", GOOD + "  city: $.answers.ci");
    live.refresh();
    write("demo.yaml", GOOD + "  city: $.answers.city\n");
    live.refresh();
    assertThat(set()).isSameAs(before);

    live.refresh();
    assertThat(set().hash()).isNotEqualTo(before.hash());
  }

  @Test
  void takesAnEmptiedFolderForAMistake() throws IOException {
    write("demo.yaml", GOOD);
    refresh();

    Files.delete(mappings.resolve("demo.yaml"));
    refresh();

    assertThat(set().size()).isEqualTo(1);
    assertThat(live.problems().toString()).contains("there is no mapping");
  }

  @Test
  void letsEventsWaitWhereTheFolderIsMissingAtTheStart() throws IOException {
    Files.delete(mappings);

    refresh();

    assertThat(live.areInForce()).isFalse();
    assertThat(live.problems()).hasSize(1);
  }

  @Test
  void survivesAFileThatIsTooLongAndTakesItUpLater() throws IOException {
    write("demo.yaml", GOOD);
    refresh();
    write("big.yaml", "#".repeat((1 << 20) + 1));

    refresh();
    refresh();

    assertThat(set().size()).isEqualTo(1);
    assertThat(live.problems().toString()).contains("big.yaml", "is longer than");
    assertThat(bench.told(MappingsRefused.class)).hasSize(1);

    Files.delete(mappings.resolve("big.yaml"));
    refresh();
    assertThat(live.problems()).isEmpty();
  }

  // ── cases ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void takesNothingUpWhileACaseFails() throws IOException {
    write("demo.yaml", GOOD);
    write("demo.cases.yaml", CASES);
    refresh();
    MappingSet before = set();
    assertThat(live.problems()).isEmpty();

    write("demo.yaml", GOOD.replace("contact_source: Web", "contact_source: Shop"));
    refresh();
    refresh();

    assertThat(set()).isSameAs(before);
    assertThat(live.problems())
        .singleElement()
        .hasToString(
            "mappings/demo.cases.yaml:1:1: the case 'a lead of the website' fails"
                + "\n  createContact.contact_source: expected 'Web', was 'Shop'");
    assertThat(bench.told(MappingsRefused.class))
        .singleElement()
        .satisfies(told -> assertThat(told.first()).contains("expected 'Web', was 'Shop'"));

    write("demo.cases.yaml", CASES.replace("Web", "Shop"));
    refresh();
    assertThat(set().hash()).isNotEqualTo(before.hash());
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void saysThatAFileOfCasesCannotBeRead() throws IOException {
    write("demo.yaml", GOOD);
    write("demo.cases.yaml", "- name: nothing expected\n  submission: {}\n");

    refresh();

    assertThat(live.areInForce()).isFalse();
    assertThat(live.problems().toString()).contains("demo.cases.yaml:1:", "needs 'expect'");
  }

  @Test
  void runsACaseWithTheSetOfItsHooksConnection() throws IOException {
    var eu = new ConnectionName("eu");
    var trial =
        new MappingTrial(
            hook -> Optional.of(hook.equals(Bench.HOOK) ? eu : ConnectionName.DEFAULT),
            SubmissionReader.INLINE_ONLY);
    live =
        new LiveMappings(
            new MappingFolder(mappings),
            Map.of(ConnectionName.DEFAULT, CrmMode.B2B, eu, CrmMode.B2C),
            trial,
            bench.journal,
            bench.told::add,
            bench.clock);
    String whole =
        CASES.replace("  expect:\n", "  expect:\n    whole: true\n")
            + "      email: ada@acme.example\n      first_name: Ada\n"
            + "      contact_status: Active\n";
    write("demo.yaml", GOOD);
    write("demo.cases.yaml", whole);
    write("other.yaml", GOOD.replace("typeform", "another"));
    write("other.cases.yaml", whole);

    refresh();

    assertThat(live.problems())
        .as("in b2b what the CRM gets of the company is more than the case expects")
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("other.cases.yaml");
              assertThat(problem.message())
                  .contains("createContact.entity_name: not expected, was 'Acme'");
            });
  }

  /** Its route file is gone, and its mapping stays: no event of it can come. */
  @Test
  void isNotStoppedByACaseOfAHookThatIsNotServed() throws IOException {
    var trial =
        new MappingTrial(
            hook -> Optional.empty(),
            new CaseRequests(hook -> Optional.empty(), name -> Optional.empty(), mappings));
    live = newLive(trial);
    write("demo.yaml", GOOD);
    write("demo.cases.yaml", "- name: x\n  request: {body: {a: 1}}\n  expect: {failed: x}\n");

    refresh();

    assertThat(live.areInForce()).isTrue();
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void takesABrokenReaderOfCasesForAProblem() throws IOException {
    var trial =
        new MappingTrial(
            hook -> Optional.empty(),
            (hook, request) -> {
              throw new IllegalStateException("a defect");
            });
    live = newLive(trial);
    write("demo.yaml", GOOD);
    write(
        "demo.cases.yaml",
        "- name: as sent\n  request: {body: x}\n  expect:\n    failed: nothing\n");

    refresh();

    assertThat(live.areInForce()).isFalse();
    assertThat(live.problems().toString())
        .contains(
            "demo.cases.yaml:1:1: the cases cannot be run\n  internal error: IllegalStateException");
  }

  // ── over a restart ────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(strings = {"a mapping is wrong", "a case fails", "the folder is away"})
  void goesOnWithTheLastGoodSetOverARestart(String trouble) throws IOException {
    write("demo.yaml", GOOD);
    refresh();
    String hash = set().hash();
    switch (trouble) {
      case "a mapping is wrong" -> write("demo.yaml", BAD);
      case "a case fails" -> write("demo.cases.yaml", CASES.replace("Web", "Shop"));
      default -> {
        Files.delete(mappings.resolve("demo.yaml"));
        Files.delete(mappings);
      }
    }

    bench.restart();
    live = newLive();
    refresh();

    assertThat(set().hash()).isEqualTo(hash);
    assertThat(live.problems()).as("health tells").isNotEmpty();
    assertThat(bench.told(MappingsRefused.class)).hasSize(1);
  }

  @Test
  void letsEventsWaitWhereTheLastTextsAreNoneAnyMore() throws IOException {
    bench
        .journal
        .mappings()
        .comeIntoForce(
            List.of(new KeptMappings("old", "0", "B2B", Map.of("demo.yaml", BAD), "[]", Bench.T0)));
    write("demo.yaml", BAD);

    refresh();

    assertThat(live.areInForce()).isFalse();
    assertThat(live.problems().toString()).contains("frist_name");
  }

  /** What b2c mode does not send may be anything, until the CRM says whose field it is. */
  @Test
  void goesOnWithTheFieldsOfThenWhereThoseOfNowStopTheLastTexts() throws IOException {
    var then =
        Catalogue.refreshedBy(FIELD_MAP.replace("\"string\"}}", "\"string\",\"for\":\"entity\"}}"));
    var defaults = "createContact: {custom: {shoe_size: $.answers.shoes}}\n";
    bench
        .journal
        .mappings()
        .comeIntoForce(
            List.of(
                new KeptMappings(
                    "old",
                    "0",
                    "B2C",
                    Map.of("defaults.yaml", defaults, "demo.yaml", GOOD),
                    KeptFields.write(then),
                    Bench.T0)));
    write("demo.yaml", BAD);
    live = live(new MappingFolder(mappings), Bench.TRIAL, CrmMode.B2C);

    refresh();

    assertThat(live.areInForce()).isTrue();
    assertThat(live.problems().toString()).contains("frist_name");
  }

  @Test
  void asksForTheLastSetNowAndThenAndNotAtEachLook() throws IOException {
    Files.delete(mappings);
    live = live(new MappingFolder(mappings), Bench.TRIAL, CrmMode.B2B);

    lookForASecond();
    assertThat(asked("lastInForce")).isEqualTo(1);

    live = live(new PublishedTexts(journal().mappings()), Bench.TRIAL, CrmMode.B2B);
    lookForASecond();
    assertThat(asked("lastInForce")).as("nothing is published").isEqualTo(2);

    bench.clock.goOn(Duration.ofSeconds(5));
    lookForASecond();
    assertThat(asked("lastInForce")).isEqualTo(3);
  }

  // ── from the journal ──────────────────────────────────────────────────────────────────────────

  @Test
  void letsEventsWaitUntilSomethingIsPublished() {
    live = fromJournal();

    refresh();
    assertThat(live.areInForce()).isFalse();
    assertThat(live.problems())
        .singleElement()
        .hasToString(
            "mappings/: nothing is published yet, and MAPPINGS_FROM is 'journal':"
                + " ./leadline mappings push FOLDER publishes a folder");
    assertThat(bench.told(MappingsRefused.class)).as("told once").hasSize(1);

    publish(GOOD);
    refresh();
    assertThat(set().size()).isEqualTo(1);
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void goesOnWithTheFolderOfBeforeUntilSomethingIsPublished() throws IOException {
    write("demo.yaml", GOOD);
    refresh();
    String ofTheFolder = set().hash();

    bench.restart();
    live = fromJournal();
    refresh();
    assertThat(set().hash()).isEqualTo(ofTheFolder);
    assertThat(live.problems().toString()).contains("nothing is published yet");

    publish(GOOD.replace("Web", "Shop"));
    refresh();
    assertThat(set().hash()).isNotEqualTo(ofTheFolder);
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void triesAVersionWithOtherSamplesOnly() {
    var published = new PublishedTexts(bench.journal.mappings());
    live = live(published, withSamples(published::sample), CrmMode.B2B);
    var files = new HashMap<String, Bytes>();
    files.put("demo.yaml", Bytes.utf8(GOOD));
    files.put("demo.cases.yaml", Bytes.utf8(CASES_OF_A_FILE));
    files.put("samples/lead.json", Bytes.utf8(LEAD.replace("ada@", "grace@")));
    publish(files);
    refresh();
    assertThat(live.problems().toString()).contains("as it was sent");

    files.put("samples/lead.json", Bytes.utf8(LEAD));
    publish(files);
    refresh();

    assertThat(live.problems()).isEmpty();
    assertThat(live.areInForce()).isTrue();
  }

  @Test
  void takesEachVersionUpThatIsPublished() {
    publish(GOOD);
    live = fromJournal();
    refresh();
    String first = set().hash();

    publish(GOOD.replace("Web", "Shop"));
    refresh();
    assertThat(set().hash()).isNotEqualTo(first);

    publish(BAD);
    String second = set().hash();
    refresh();
    assertThat(set().hash()).isEqualTo(second);
    assertThat(live.problems().toString()).contains("frist_name");

    publish(GOOD);
    refresh();
    assertThat(set().hash()).isEqualTo(first);
  }

  @Test
  void goesOnWhileTheJournalIsAway() throws IOException {
    publish(GOOD);
    live = fromJournal();
    refresh();
    MappingSet before = set();
    bench.journal.close();

    refresh();
    refresh();

    assertThat(set()).isSameAs(before);
    assertThat(live.problems()).isEmpty();
    assertThat(bench.told(JournalFailed.class)).as("told once").hasSize(1);
  }

  @Test
  void takesUpLaterWhatTheJournalCouldNotKeep() throws IOException {
    live = live(new MappingFolder(mappings), Bench.TRIAL, CrmMode.B2B);
    write("demo.yaml", GOOD);
    refresh();
    String before = set().hash();

    refusing.add("comeIntoForce");
    write("demo.yaml", GOOD.replace("Web", "Shop"));
    lookForASecond();
    lookForASecond();
    assertThat(set().hash()).isEqualTo(before);
    assertThat(asked("comeIntoForce")).as("once before, and once since").isEqualTo(2);
    bench.clock.goOn(Duration.ofSeconds(5));
    lookForASecond();
    assertThat(asked("comeIntoForce")).isEqualTo(3);
    assertThat(bench.told(JournalFailed.class)).as("told once").hasSize(1);

    refusing.clear();
    bench.clock.goOn(Duration.ofSeconds(5));
    refresh();
    assertThat(set().hash()).as("without another edit").isNotEqualTo(before);
  }

  @Test
  void putsNothingInForceThatTheJournalCouldNotKeep() throws IOException {
    write("demo.yaml", GOOD);
    bench.journal.close();

    refresh();

    assertThat(live.areInForce()).isFalse();
    assertThat(bench.told(JournalFailed.class)).hasSize(1);
  }

  // ── the organisation's fields ─────────────────────────────────────────────────────────────────

  /** A call hears of it; the next look takes it up. */
  private void learn(String fieldMap) {
    live.learn(ConnectionName.DEFAULT, fieldMap);
    refresh();
  }

  @Test
  void compilesAnewWithTheFieldsOfTheOrganisation() throws IOException {
    write("demo.yaml", CUSTOM);
    refresh();
    String before = live.of(ConnectionName.DEFAULT).map(MappingSet::hash).orElse("none");

    learn(FIELD_MAP);

    assertThat(live.of(ConnectionName.DEFAULT).map(MappingSet::hash).orElse("still none"))
        .isNotEqualTo(before);
    assertThat(bench.told(FieldMapRefreshed.class)).hasSize(1);
  }

  @Test
  void learnsTheSameFieldsOnce() throws IOException {
    write("demo.yaml", GOOD);
    refresh();

    learn(FIELD_MAP);
    learn(FIELD_MAP.replace(":", " : "));

    assertThat(bench.told(FieldMapRefreshed.class)).hasSize(1);
  }

  /** Else it would be written at each error, or be thought to be as old as the first. */
  @Test
  void notesOnceAnHourThatTheFieldsAreStillTheSame() {
    learn(FIELD_MAP);
    bench.clock.goOn(Duration.ofMinutes(59));
    learn(FIELD_MAP);
    assertThat(keptAt()).isEqualTo(Bench.T0);

    live = newLive();
    bench.clock.goOn(Duration.ofMinutes(1));
    learn(FIELD_MAP);

    assertThat(keptAt()).isEqualTo(Bench.T0.plus(Duration.ofHours(1)));
    assertThat(bench.told(FieldMapRefreshed.class)).as("no news").hasSize(1);
  }

  private Instant keptAt() {
    return bench.journal.fieldMap(ConnectionName.DEFAULT).orElseThrow().at();
  }

  @Test
  void keepsAFieldMapThatHoldsTheDocumentedFieldsOnly() {
    learn(FIELD_MAP.replaceAll(",\"shoe.*", "}"));

    assertThat(bench.journal.fieldMap(ConnectionName.DEFAULT)).isPresent();
  }

  @Test
  void takesUpWithAChangedFileWhatSomebodyElseHasLearnt() throws IOException {
    write("demo.yaml", CUSTOM.replace("$.answers.shoes", "large"));
    refresh();
    bench.journal.keepFieldMap(
        ConnectionName.DEFAULT, FIELD_MAP.replaceAll("(size.*)string", "$1number"), Bench.T0);
    refresh();
    String before = set().hash();

    write("other.yaml", GOOD.replace("hook: typeform", "hook: other"));
    refresh();
    Files.delete(mappings.resolve("other.yaml"));
    refresh();

    assertThat(set().hash()).as("the same files, other fields").isNotEqualTo(before);
  }

  @Test
  void remembersTheFieldsOverARestart() throws IOException {
    write("demo.yaml", CUSTOM);
    learn(FIELD_MAP);
    refresh();
    String hash = set().hash();

    live = newLive();
    refresh();

    assertThat(set().hash()).isEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "7",
        "not json",
        "{\"email\":7}",
        "{\"\":null}",
        "null",
        "{\"size\":{\"type\":\"number\"}}"
      })
  void isNotDisturbedByAFieldMapThatIsNone(String fieldMap) throws IOException {
    write("demo.yaml", CUSTOM);
    refresh();
    learn(FIELD_MAP);
    MappingSet before = set();

    learn(fieldMap);

    assertThat(set().hash()).isEqualTo(before.hash());
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void recallsNoFieldMapThatIsNotWhole() throws IOException {
    write("demo.yaml", CUSTOM);
    refresh();
    String before = set().hash();
    bench.journal.keepFieldMap(
        ConnectionName.DEFAULT, "{\"shoe_size\":{\"type\":\"number\"}}", Bench.T0);

    live = newLive();
    refresh();

    assertThat(set().hash()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"shoe_size\":{},\"first_name\":{},\"email\":{},\"age\":{}}",
        "{\"age\":{\"description\":\"in years\"},\"shoe_size\":{},\"first_name\":{},\"email\":{}}"
      })
  void makesNoOtherSetOfFieldsInAnotherOrderOrOtherWords(String sameFields) throws IOException {
    write("demo.yaml", CUSTOM);
    learn("{\"email\":{},\"first_name\":{},\"age\":{},\"shoe_size\":{}}");
    String before = set().hash();

    learn(sameFields);

    assertThat(set().hash()).isEqualTo(before);
    assertThat(bench.told(MappingsLoaded.class)).hasSize(1);
  }

  /** Its outcome is not recorded yet, and the journal may be slow. */
  @Test
  void asksTheJournalNothingWhileACallTellsOfAFieldMap() throws IOException {
    write("demo.yaml", CUSTOM);
    live = live(new MappingFolder(mappings), Bench.TRIAL, CrmMode.B2B);
    refresh();
    Map<String, Integer> before = Map.copyOf(asked);

    live.learn(ConnectionName.DEFAULT, FIELD_MAP);

    assertThat(asked).isEqualTo(before);
    assertThat(bench.told(FieldMapRefreshed.class)).isEmpty();
  }

  @Test
  void takesUpAFieldMapLaterThatTheJournalCannotKeepYet() throws IOException {
    write("demo.yaml", CUSTOM);
    live = live(new MappingFolder(mappings), Bench.TRIAL, CrmMode.B2B);
    refresh();
    String before = set().hash();
    refusing.add("keepFieldMap");

    learn(FIELD_MAP);
    assertThat(set().hash()).isEqualTo(before);

    refusing.clear();
    refresh();
    assertThat(set().hash()).isNotEqualTo(before);
    assertThat(keptAt()).isEqualTo(Bench.T0);
    assertThat(bench.told(Happening.DefectFound.class)).as("it is none").isEmpty();
  }

  /** Whatever the CRM's replies tell, unchanged files stay in force, also over a restart. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "shoe_size: [$.answers.a, $.answers.b]",
        "shoe_size: {left: $.answers.a, right: 40}",
        "shoe_size: large",
        "shoe_size: {from: $.answers.a, otherwise: none}",
      })
  void isNotStoppedByWhatTheOrganisationMakesOfItsFields(String custom) throws IOException {
    write("demo.yaml", GOOD + "  custom: {" + custom + "}\n");
    for (String type : List.of("string", "number", "object", "boolean", "array", "url")) {
      learn(FIELD_MAP.replaceAll("(size.*)string", "$1" + type));
      assertThat(live.problems()).as(type).isEmpty();
      live = newLive();
      refresh();
      assertThat(live.areInForce()).as("after a restart with %s", type).isTrue();
    }
    learn(FIELD_MAP.replaceAll(",\"shoe.*", "}"));
    assertThat(live.problems()).as("the field is gone").isEmpty();
  }

  // ── what is refused ───────────────────────────────────────────────────────────────────────────

  /** A file that a case names is none of the texts. */
  @Test
  void triesAgainWhenAFileOfACaseHasChanged() throws IOException {
    live = withSamplesOfTheFolder();
    write("demo.yaml", GOOD);
    write("demo.cases.yaml", CASES_OF_A_FILE);
    refresh();
    assertThat(live.problems().toString()).contains("lead.json' cannot be read");

    Files.createDirectory(mappings.resolve("samples"));
    write("samples/lead.json", LEAD);
    refresh();

    assertThat(live.problems()).isEmpty();
    assertThat(live.areInForce()).isTrue();
    assertThat(bench.told(MappingsRefused.class)).as("told once").hasSize(1);

    write("samples/lead.json", LEAD.replace("ada@", "grace@"));
    live.refresh();
    assertThat(live.problems()).as("it may be half of it").isEmpty();
    live.refresh();
    assertThat(live.problems().toString()).as("a change as any").contains("as it was sent");

    write("samples/lead.json", LEAD);
    live.refreshNow();
    assertThat(live.problems()).as("who replays is done with it").isEmpty();
  }

  /** As of a program that writes its log there. */
  @Test
  void takesMappingsUpBesideAFileThatNeverStandsStill() throws IOException {
    live = withSamplesOfTheFolder();
    write("demo.yaml", GOOD);
    write("trace.log", "1");
    refresh();
    String before = set().hash();

    write("demo.yaml", GOOD.replace("Web", "Shop"));
    write("trace.log", "22");
    live.refresh();
    write("trace.log", "333");
    live.refresh();

    assertThat(set().hash()).isNotEqualTo(before);
  }

  /** As the CRM's fields, of which another server, or a person, has learnt. */
  @Test
  void triesAgainAfterAWhileWhatWasRefusedForSomethingElse() throws IOException {
    write("demo.yaml", CUSTOM.replace("$.answers.shoes", "$.answers.name"));
    write(
        "demo.cases.yaml",
        CASES.replace("name: Ada", "name: 'yes'").replace("contact_source: Web", "shoe_size: 1"));
    live = live(new MappingFolder(mappings), Bench.TRIAL, CrmMode.B2B);
    refresh();
    assertThat(live.problems().toString()).contains("createContact.shoe_size");

    bench.journal.keepFieldMap(
        ConnectionName.DEFAULT, FIELD_MAP.replaceAll("(size.*)string", "$1boolean"), Bench.T0);
    lookForASecond();
    assertThat(live.problems()).as("not at each look").isNotEmpty();
    bench.clock.goOn(Duration.ofSeconds(5));
    refresh();

    assertThat(live.problems()).isEmpty();
    assertThat(bench.told(MappingsRefused.class)).as("told once").hasSize(1);
  }
}
