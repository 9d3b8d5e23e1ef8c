package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.deliver.PublishedTexts;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.Publication;
import io.leadline.journal.PublishedMappings;
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
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mappings push, pull, history, rollback} beside a server that holds the journal. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class MappingsCommandsTest {
  private static final String MAPPING =
      """
      hook: tally
      createContact:
        email: $.answers.email
        first_name: $.answers.name
        contact_status: Active
        contact_source: Web
        entity_name: Acme
        entity_label: Company
        entity_status: Active
      """;
  private static final String CASES =
      """
      - name: a lead
        request:
          source: generic
          file: raw/lead.json
        expect:
          createContact:
            contact_source: Web
      """;

  private static final String VIP = "{\"vip\":{\"type\":\"boolean\"}}";

  /** What the CRM is sent depends on what it has told of its fields. */
  private static final String WITH_VIP = MAPPING + "  custom: {vip: $.answers.vip}\n";

  private static final String VIP_CASE =
      """
      - name: somebody important
        submission:
          answers: {email: ada@acme.example, name: Ada, vip: "yes"}
        expect:
          createContact: {vip: 1}
      """;

  @TempDir Path root;
  private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter said = new StringWriter();
  private Journal journal;

  @BeforeEach
  void open() throws IOException {
    String url = "jdbc:sqlite:" + root.resolve("leadline.db");
    journal = JournalFactory.serve(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY));
    folder = Files.createDirectory(root.resolve("mappings"));
    environment.put("JOURNAL_URL", url);
    environment.put("MAPPINGS_DIR", folder.toString());
    environment.put("MAPPINGS_FROM", "journal");
    environment.put("CRM_API_KEY", "key");
    environment.put("CRM_ORG_ID", "org");
    environment.put("CRM_MEMBER_ID", "member");
    write("demo.yaml", MAPPING);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void writeACase() throws IOException {
    write("demo.cases.yaml", CASES);
    write("raw/lead.json", "{\"email\":\"ada@acme.example\",\"name\":\"Ada\"}");
  }

  private int run(String... arguments) {
    said.getBuffer().setLength(0);
    var out = new PrintWriter(said, true);
    var program =
        new Program(
            environment,
            Clock.systemUTC(),
            url ->
                JournalFactory.beside(
                    JournalSettings.of(url), Surroundings.real(Happenings.NOBODY)),
            given -> 42,
            given -> 43,
            out,
            out);
    return Commands.run(
        program, Stream.concat(Stream.of("mappings"), Stream.of(arguments)).toArray(String[]::new));
  }

  private int current() {
    return journal.mappings().current();
  }

  private Map<String, Bytes> files(int version) {
    return journal.mappings().published(version).map(PublishedMappings::files).orElseThrow();
  }

  // ── push ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void publishesTheFolderWithWhatItsCasesName() throws IOException {
    writeACase();
    write("notes.txt", "not for servers");

    assertThat(run("push", "--note", "the first")).as(said.toString()).isZero();

    assertThat(said.toString().lines())
        .containsExactly(
            "tried for connection default (b2b)",
            "version 1 is current now: 3 files",
            "  new: demo.cases.yaml, demo.yaml, raw/lead.json");
    assertThat(files(1))
        .containsOnlyKeys("demo.cases.yaml", "demo.yaml", "raw/lead.json")
        .containsEntry("demo.yaml", Bytes.utf8(MAPPING));
  }

  @Test
  void saysWhatIsOtherThanBefore() throws IOException {
    write("gone.yaml", MAPPING.replace("tally", "jotform"));
    run("push");
    Files.delete(folder.resolve("gone.yaml"));
    write("demo.yaml", MAPPING.replace("Web", "Shop"));
    write("fresh.yaml", MAPPING.replace("tally", "fillout"));

    assertThat(run("push")).isZero();

    assertThat(said.toString().lines())
        .containsExactly(
            "tried for connection default (b2b)",
            "version 2 is current now: 2 files",
            "  changed: demo.yaml",
            "  new: fresh.yaml",
            "  gone: gone.yaml");
  }

  @Test
  void publishesNothingTwice() {
    run("push");

    assertThat(run("push")).isZero();
    assertThat(said.toString())
        .isEqualToIgnoringNewLines(
            "tried for connection default (b2b)version 1 is current and the same: nothing to publish");
    assertThat(current()).isEqualTo(1);
  }

  @Test
  void refusesWithEveryProblemOfEveryFile() throws IOException {
    write("demo.yaml", MAPPING.replace("first_name", "frist_name"));
    write("other.yaml", MAPPING.replace("hook: tally", "hok: tally"));

    assertThat(run("push")).isEqualTo(1);

    assertThat(said.toString())
        .contains("mappings/demo.yaml:4:3: 'frist_name'", "mappings/other.yaml:1:1: 'hok'")
        .endsWith("nothing was published" + System.lineSeparator());
    assertThat(current()).isZero();
  }

  @Test
  void refusesWhereACaseFails() throws IOException {
    writeACase();
    write("demo.yaml", MAPPING.replace("Web", "Shop"));

    assertThat(run("push")).isEqualTo(1);

    assertThat(said.toString())
        .contains("the case 'a lead' fails\n  createContact.contact_source: expected 'Web'")
        .contains("nothing was published");
    assertThat(current()).isZero();
  }

  @Test
  void triesCasesWithTheFieldsOfTheConnection() throws IOException {
    write("demo.yaml", WITH_VIP);
    write("demo.cases.yaml", VIP_CASE);
    journal.keepFieldMap(new ConnectionName("eu"), VIP, Instant.EPOCH);

    assertThat(run("push")).isEqualTo(1);
    assertThat(said.toString())
        .contains("the case 'somebody important' fails\n  createContact.vip: expected");

    journal.keepFieldMap(ConnectionName.DEFAULT, VIP, Instant.EPOCH);
    assertThat(run("push")).isZero();
  }

  @Test
  void needsNotTheKeysOfTheCrmAndSaysWhatItWasTriedFor() {
    environment.keySet().removeIf(name -> name.startsWith("CRM_"));
    environment.put("CRM_MODE", "b2c");

    assertThat(run("push")).isZero();
    assertThat(said.toString()).startsWith("tried for connection default (b2c)\n");

    environment.put("CRM_API_KEY", "key");
    environment.put("CRM_EU_MODE", "b2b");
    assertThat(run("push")).isZero();
    assertThat(said.toString())
        .startsWith("tried for connection default (b2c), connection eu (b2b)\n");
  }

  @Test
  void publishesNothingWhereMappingsFromIsWrong() {
    environment.put("MAPPINGS_FROM", "jurnal");

    assertThat(run("push")).isEqualTo(1);

    assertThat(said.toString()).contains("jurnal");
    assertThat(current()).isZero();
  }

  @Test
  void saysThatServersWithAFolderDoNotUseIt() {
    environment.remove("MAPPINGS_FROM");

    assertThat(run("push")).isZero();

    assertThat(said.toString())
        .contains("MAPPINGS_FROM is 'folder' here")
        .contains("do not use it");
    assertThat(current()).isEqualTo(1);
  }

  @Test
  void takesNoFileFromOutsideTheFolder() throws IOException {
    writeACase();
    write("demo.cases.yaml", CASES.replace("raw/lead.json", "../lead.json"));
    Files.move(folder.resolve("raw/lead.json"), root.resolve("lead.json"));

    assertThat(run("push")).isEqualTo(2);

    assertThat(said.toString()).contains("'../lead.json' is outside the folder");
    assertThat(current()).isZero();
  }

  /** No folder that it is pulled to would have such a file. */
  @Test
  void takesNoFileByItsWholePath() throws IOException {
    writeACase();
    Path whole = folder.toRealPath().resolve("raw/lead.json");
    write("demo.cases.yaml", CASES.replace("raw/lead.json", whole.toString()));

    assertThat(run("push")).isEqualTo(2);

    assertThat(said.toString()).contains("is named by its whole path: name it as seen from");
    assertThat(current()).isZero();
  }

  /** A server may be reading the folder: it must not see half of a version. */
  @Test
  void pullsAllFilesOrNone() throws IOException {
    writeACase();
    run("push");
    Path to = root.resolve("to");
    Files.createDirectories(to);
    Files.writeString(to.resolve("raw"), "a file where a folder is to be");

    assertThat(run("pull", "--to", to.toString(), "--overwrite")).isEqualTo(1);

    try (Stream<Path> left = Files.list(to)) {
      assertThat(left).containsExactly(to.resolve("raw"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "3, 1", "1, 0"})
  void followsOnlyTheVersionThatItIsToFollow(String onto, int code) throws IOException {
    run("push");
    write("demo.yaml", MAPPING.replace("Web", "Shop"));

    assertThat(run("push", "--onto", onto)).isEqualTo(code);

    assertThat(said.toString().contains("version 1 is current, not " + onto)).isEqualTo(code == 1);
    assertThat(current()).isEqualTo(2 - code);
  }

  @ParameterizedTest
  @CsvSource({"nowhere, there is no folder 'nowhere'", "--note=LONG, the note has 501 characters"})
  void saysWhatWasWronglyAsked(String argument, String expected) {
    assertThat(run("push", argument.replace("LONG", "x".repeat(501)))).isEqualTo(2);
    assertThat(said.toString()).contains(expected);
  }

  // ── pull ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void writesAVersionOutThatCanBePushedAgain() throws IOException {
    writeACase();
    run("push");
    Path other = root.resolve("new").resolve("folder");

    assertThat(run("pull", "--to", other.toString())).as(said.toString()).isZero();

    assertThat(said.toString().lines()).containsExactly("version 1 is in " + other + ": 3 files");
    assertThat(other.resolve("demo.yaml")).hasContent(MAPPING);
    assertThat(other.resolve("raw/lead.json")).exists();
    assertThat(run("push", other.toString())).isZero();
    assertThat(said.toString()).contains("nothing to publish");
  }

  @Test
  void overwritesNothingUnasked() throws IOException {
    writeACase();
    run("push");
    write("demo.yaml", "mine");
    write("raw/lead.json", "mine too");
    Files.delete(folder.resolve("demo.cases.yaml"));

    assertThat(run("pull")).isEqualTo(1);

    assertThat(said.toString().lines())
        .containsExactly(
            "in " + folder + " these are others than in version 1:",
            "  demo.yaml",
            "  raw/lead.json",
            "nothing was written: give --overwrite to lose what is there, or --to another folder");
    assertThat(folder.resolve("demo.yaml")).hasContent("mine");
    assertThat(folder.resolve("demo.cases.yaml")).doesNotExist();

    assertThat(run("pull", "--overwrite")).isZero();
    assertThat(folder.resolve("demo.yaml")).hasContent(MAPPING);
    assertThat(folder.resolve("demo.cases.yaml")).hasContent(CASES);
  }

  @Test
  void leavesOtherFilesAloneAndSaysSo() throws IOException {
    run("push");
    write("mine.yaml", "mine");

    assertThat(run("pull", "1")).isZero();

    assertThat(said.toString()).contains("not of this version, and left alone: mine.yaml");
    assertThat(folder.resolve("mine.yaml")).hasContent("mine");
  }

  @Test
  void writesNothingOutsideTheFolder() {
    journal
        .mappings()
        .publish(
            new Publication(
                Map.of("a.yaml", Bytes.utf8("a"), "../evil.yaml", Bytes.utf8("b")),
                "h",
                "",
                null,
                null),
            Instant.EPOCH);

    assertThat(run("pull")).isEqualTo(2);

    assertThat(said.toString()).contains("'../evil.yaml' is outside the folder");
    assertThat(root.resolve("evil.yaml")).doesNotExist();
    assertThat(folder.resolve("a.yaml")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull", "rollback"})
  void saysWhatIsNotThere(String command) {
    assertThat(run(command)).isEqualTo(1);
    assertThat(said.toString()).contains("nothing is published yet: ./leadline mappings push");

    run("push");
    assertThat(run(command, "7")).isEqualTo(1);
    assertThat(said.toString()).contains("there is no version 7; the newest is 1");
  }

  // ── history and rollback ──────────────────────────────────────────────────────────────────────

  private void publishThree() throws IOException {
    run("push", "--note", "one");
    write("demo.yaml", MAPPING.replace("Web", "Two"));
    run("push", "--note", "two");
    write("demo.yaml", MAPPING.replace("Web", "Three"));
    run("push", "--note", "three\u001b[31m");
  }

  @Test
  void listsVersionsTheNewestFirst() throws IOException {
    assertThat(run("history")).isZero();
    assertThat(said.toString()).contains("nothing is published yet");
    publishThree();

    assertThat(run("history")).isZero();

    var lines = said.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .matches(" {4}3  20\\S+Z  [0-9a-f]{12}  1 file  current  three\\\\u001b\\[31m");
    assertThat(lines.get(2)).matches(" {4}1  20\\S+Z  [0-9a-f]{12}  1 file  one");
    String hash = PublishedTexts.textsOf(files(3)).hash();
    assertThat(lines.get(0)).contains(hash.substring(0, 12));
    assertThat(run()).isZero();
    assertThat(said.toString().lines()).as("the same without a word").isEqualTo(lines);
  }

  @Test
  void listsVersionsForPrograms() throws IOException {
    publishThree();
    run("rollback");

    assertThat(run("history", "--json")).isZero();

    assertThat(said.toString().lines().findFirst().orElseThrow())
        .contains("\"version\":4,\"current\":true,", "\"back_to\":2,", "\"files\":1");
  }

  @Test
  void goesBackOneMoreEachTime() throws IOException {
    publishThree();

    assertThat(run("rollback", "--note", "too early")).isZero();
    assertThat(said.toString().lines())
        .containsExactly(
            "tried for connection default (b2b)",
            "version 4 is current now: 1 file, as in version 2",
            "  changed: demo.yaml");
    assertThat(files(4)).isEqualTo(files(2));
    assertThat(run("rollback")).isZero();
    assertThat(files(5)).isEqualTo(files(1));
    assertThat(run("rollback")).isEqualTo(1);
    assertThat(said.toString()).contains("version 5 is what version 1 was");

    assertThat(run("history")).isZero();
    assertThat(said.toString()).contains("back to 2  too early", "current  back to 1");
  }

  @Test
  void goesToAnyVersionAndNotWithoutNeed() throws IOException {
    publishThree();

    assertThat(run("rollback", "1")).isZero();
    assertThat(files(4)).isEqualTo(files(1));
    assertThat(run("rollback", "4")).isZero();
    assertThat(said.toString()).contains("version 4 is current and the same as version 4");
    assertThat(current()).isEqualTo(4);
    assertThat(run("rollback", "3")).isZero();
    assertThat(files(5)).isEqualTo(files(3));
  }

  @Test
  void triesWhatItGoesBackTo() throws IOException {
    writeACase();
    run("push");
    journal.keepFieldMap(ConnectionName.DEFAULT, VIP, Instant.EPOCH);
    write("demo.yaml", WITH_VIP);
    write("demo.cases.yaml", VIP_CASE);
    run("push");
    write("demo.yaml", MAPPING + "  city: $.answers.city\n");
    write("demo.cases.yaml", CASES);
    run("push");
    assertThat(current()).isEqualTo(3);
    journal.keepFieldMap(ConnectionName.DEFAULT, "{}", Instant.EPOCH);

    assertThat(run("rollback")).isEqualTo(1);
    assertThat(said.toString())
        .contains("the case 'somebody important' fails")
        .contains("nothing was changed");
    assertThat(current()).isEqualTo(3);

    assertThat(run("rollback", "1")).as("its case names a file that was published").isZero();
    assertThat(current()).isEqualTo(4);
  }
}
