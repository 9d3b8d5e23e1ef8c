package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CrmMode;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.source.Reading;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What new-hook writes is in order, does what it says, and goes on doing so when it is edited. */
class StarterFilesTest {
  /** A line that counts without its sign, and the deeper lines that belong to it. */
  private static final Pattern READY =
      Pattern.compile("(?m)^#( {2})?\\w.*\\n(?:#\\1 {2,}\\S.*\\n)*");

  @TempDir private Path folder;
  private Path mappings;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() throws IOException {
    mappings = MappingsFolder.in(folder);
    environment = new HashMap<>();
    environment.put("JOURNAL_URL", "jdbc:sqlite:" + folder.resolve("none.db"));
    environment.put("ROUTES_DIR", HookRoutes.in(folder.resolve("routes")).folder().toString());
    environment.put("MAPPINGS_DIR", mappings.toString());
  }

  // ── lines that may be made to count ───────────────────────────────────────────────────────────

  @Test
  void everyExampleCountsWithoutItsSign() throws IOException {
    var text = made("acme", "tally");
    var examples = READY.matcher(text).results().map(MatchResult::group).toList();

    assertThat(examples)
        .extracting(example -> example.replaceAll("^#( *\\w+)(?s:.*)$", "$1"))
        .containsExactly("when", "  contact_source", "  entity_tags", "  contact_role_label");
    assertThat(examples.stream().flatMap(String::lines).count()).isLessThanOrEqualTo(15);
    assertThat(examples)
        .allSatisfy(example -> assertThatItIsInOrder(text.replace(example, counting(example))));
    assertThatItIsInOrder(
        READY.matcher(text).replaceAll(it -> Matcher.quoteReplacement(counting(it.group()))));
  }

  private static String counting(String example) {
    return example.replaceAll("(?m)^#", "");
  }

  private void assertThatItIsInOrder(String text) throws IOException {
    Files.writeString(mappings.resolve("acme.yaml"), text);
    var check = run("check", mappings.toString());
    assertThat(check.said()).contains("1 mapping is in order").doesNotContain("warning");
  }

  @Test
  void theExamplesDoWhatTheySay() throws IOException {
    var text =
        READY
            .matcher(made("acme", "tally"))
            .replaceAll(it -> Matcher.quoteReplacement(counting(it.group())));
    var edited = text.replace("WORD", "FORM_RESPONSE").replace("email: email ", "email: Email ");
    var calls =
        (Decision.Calls)
            compiled("acme.yaml", edited).decide(tally("acme", EMAIL, ROLE, INTERESTS));

    assertThat(body(calls, CallKind.CREATE_CONTACT))
        .containsEntry("contact_source", "Website Form")
        .containsEntry("entity_tags", List.of("newsletter", "API", "CRM"))
        .containsEntry("contact_role_label", "Influencer");
  }

  /** As somebody would who wants submissions alone, and not that a booking was cancelled. */
  @Test
  void takesOnlyEventsOfTheSamplesKindWhereItsLineCounts() throws IOException {
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL));
    var text = made("acme", "tally", "--sample", sample.toString());
    assertThat(text).contains("\n#when: { $.event_type: \"FORM_RESPONSE\" }\n");
    var other = tally("acme", EMAIL, "\"eventType\": \"FORM_REMOVED\"");

    assertThat(compiled("acme.yaml", text).decide(other)).isInstanceOf(Decision.Calls.class);
    var strict = compiled("acme.yaml", text.replace("#when:", "when:"));
    assertThat(strict.decide(other)).isInstanceOf(Decision.Failed.class);
    assertThat(strict.decide(tally("acme", EMAIL))).isInstanceOf(Decision.Calls.class);
  }

  // ── what the sample did not have ──────────────────────────────────────────────────────────────

  @Test
  void takesAlongQuestionsThatTheSampleDidNotHave() throws IOException {
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL, ROLE));
    var text = made("acme", "tally", "--sample", sample.toString());

    var calls =
        (Decision.Calls) compiled("acme.yaml", text).decide(tally("acme", EMAIL, ROLE, INTERESTS));

    assertThat(body(calls, CallKind.ADD_PROFILE).get("profile_payload"))
        .isEqualTo(
            Map.of(
                "summary", "Sent the form Demo request",
                "your_role", "Engineer",
                "What are you interested in", "API, CRM"));
  }

  // ── the case ──────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @MethodSource("samples")
  void theCaseHoldsAtOnceAndWithTheLineOfItsKind(String tool, Path sample) throws IOException {
    var text = made("my-" + tool, tool, "--sample", sample.toString());
    boolean hasCase = Files.exists(mappings.resolve("my-" + tool + ".cases.yaml"));
    assertThat(hasCase).isEqualTo(text.contains("of the sample"));
    assertThat(run("test", mappings.toString()).said())
        .contains((hasCase ? "1" : "0") + " passed, 0 failed");

    assertThat(text).contains("\n#when: ");
    Files.writeString(
        mappings.resolve("my-" + tool + ".yaml"), text.replace("\n#when:", "\nwhen:"));
    assertThat(run("test", mappings.toString()).said())
        .contains((hasCase ? "1" : "0") + " passed, 0 failed");
  }

  static Stream<Arguments> samples() throws IOException {
    return NewHookTest.sources();
  }

  @Test
  void theCaseSaysWhatComesOut() throws IOException {
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL, ROLE));
    var text = made("acme", "tally", "--sample", sample.toString());
    assertThat(Files.readString(mappings.resolve("acme.cases.yaml")))
        .endsWith(
            """
            - name: takes the sample
              submission:
                event_type: "FORM_RESPONSE"
                form:
                  id: "frm1"
                  title: "Demo request"
                answers:
                  question_a: "ada@example.com"
                  question_b: "Engineer"
                labels:
                  Email: "ada@example.com"
                  "Your role": "Engineer"
              expect:
                createContact:
                  email: "ada@example.com"
                  first_name: "ada"
                  entity_name: "example.com"
                addProfileToContact:
                  profile_source: "acme"
                  profile_payload:
                    summary: "Sent the form Demo request"
                    your_role: "Engineer"
                warnings: []
            """);

    Files.writeString(
        mappings.resolve("acme.yaml"), text.replace("$.q.email | trim | lower", "o@example.com"));
    assertThat(run("test", mappings.toString()).said())
        .contains("createContact.email: expected 'ada@example.com', was 'o@example.com'");
  }

  /** The defaults are the next thing that somebody edits. */
  @Test
  void theCaseHoldsWhateverTheDefaultsAre() throws IOException {
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL)).toString();
    made("acme", "tally", "--sample", sample);
    var defaults = Files.readString(mappings.resolve("defaults.yaml"));
    Files.writeString(
        mappings.resolve("defaults.yaml"),
        defaults.replace("contact_status: Active", "contact_status: Lead"));
    assertThat(run("test", mappings.toString()).said()).contains("1 passed, 0 failed");
  }

  @Test
  void theCaseOfASampleThatCannotBeDeliveredSaysSo() throws IOException {
    var sample = Files.writeString(folder.resolve("x.json"), body(ROLE)).toString();
    made("acme", "tally", "--sample", sample);
    assertThat(Files.readString(mappings.resolve("acme.cases.yaml")))
        .contains("- name: cannot take the sample yet   # CHANGE THIS", "failed: \"email: ")
        .doesNotContain("createContact");
    assertThat(run("test", mappings.toString()).said()).contains("1 passed, 0 failed");
  }

  @Test
  void leavesACaseOutThatIsTooLarge() throws IOException {
    var long1 =
        "{\"key\": \"q\", \"label\": \"Story\", \"value\": \"%s\"}".formatted("x".repeat(60_000));
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL, long1)).toString();
    var made = run("new-hook", "acme", "--source", "tally", "--sample", sample);
    assertThat(made.code()).as(made.said()).isZero();
    assertThat(made.said()).contains("no case was written: ", "larger than 100 KiB");
    assertThat(mappings.resolve("acme.cases.yaml")).doesNotExist();
  }

  @Test
  void overwritesNoCases() throws IOException {
    Files.writeString(mappings.resolve("acme.cases.yaml"), "mine");
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL)).toString();
    var made = run("new-hook", "acme", "--source", "tally", "--sample", sample);
    assertThat(made.code()).isEqualTo(2);
    assertThat(made.said()).contains("acme.cases.yaml is there already");
    assertThat(mappings.resolve("acme.yaml")).doesNotExist();
  }

  /** Whoever writes the mapping must not be stopped by what somebody else is at. */
  @Test
  void makesTheCaseBesideAMappingThatIsBroken() throws IOException {
    Files.writeString(mappings.resolve("broken.yaml"), "hook: [");
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL)).toString();
    made("acme", "tally", "--sample", sample);
    assertThat(mappings.resolve("acme.cases.yaml")).exists();
  }

  /** What YAML takes for something else, and what steers a terminal. */
  @Test
  void theCaseHoldsOddTexts() throws IOException {
    var odd =
        """
        {"key": "no: #yes", "label": "{{ a }} | * & ! \\u0007\\u202e \\"q\\" 'r' \\\\ \\ud800 😀",
         "value": ["~", "null", "0123", "", null, {"a": 1.50, "b: c": [true]}]}
        """;
    var sample = Files.writeString(folder.resolve("x.json"), body(EMAIL, odd)).toString();
    made("acme", "tally", "--sample", sample);
    assertThat(run("check", mappings.toString()).said()).contains("1 mapping is in order");
    assertThat(run("test", mappings.toString()).said()).contains("1 passed, 0 failed");
    assertThat(Files.readString(mappings.resolve("acme.cases.yaml"))).contains("\\u202e");
  }

  // ── a form of Tally's ─────────────────────────────────────────────────────────────────────────

  private static final String EMAIL =
      "{\"key\": \"question_a\", \"label\": \"Email\", \"value\": \"ada@example.com\"}";

  private static final String ROLE =
      "{\"key\": \"question_b\", \"label\": \"Your role\", \"value\": \"Engineer\"}";

  private static final String INTERESTS =
      "{\"key\": \"question_c\", \"label\": \"What are you interested in\","
          + " \"value\": [\"API\", \"CRM\"]}";

  /** Of fields; one that is no object goes beside them. */
  private static String body(String... parts) {
    var fields = Stream.of(parts).filter(part -> part.startsWith("{")).toList();
    var type =
        Stream.of(parts)
            .filter(part -> !part.startsWith("{"))
            .findFirst()
            .orElse("\"eventType\": \"FORM_RESPONSE\"");
    return "{%s, \"data\": {\"responseId\": \"r1\", \"formId\": \"frm1\", \"formName\": \"Demo request\", \"fields\": [%s]}}"
        .formatted(type, String.join(", ", fields));
  }

  private static Submission tally(String hook, String... parts) {
    var event =
        new Event(
            new EventId("00000000000000000000000000"),
            new HookName(hook),
            "tally",
            "key",
            null,
            "application/json",
            Bytes.utf8(body(parts)),
            Instant.EPOCH);
    var tool = Sources.find("tally").orElseThrow();
    return ((Reading.Read) tool.read(event, null)).submission();
  }

  private static Map<String, Object> body(Decision.Calls calls, CallKind kind) {
    return calls.calls().stream()
        .filter(call -> call.kind() == kind)
        .map(Call::body)
        .findFirst()
        .orElseThrow();
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  /** The text of the mapping. */
  private String made(String hook, String tool, String... options) throws IOException {
    var arguments =
        Stream.concat(Stream.of("new-hook", hook, "--source", tool), Stream.of(options));
    var made = run(arguments.toArray(String[]::new));
    assertThat(made.code()).as(made.said()).isZero();
    return Files.readString(mappings.resolve(hook + ".yaml"));
  }

  private MappingSet compiled(String file, String text) throws IOException {
    var texts = new TreeMap<String, String>();
    for (var shipped : MappingTexts.FOR_ALL) {
      texts.put(shipped, Files.readString(mappings.resolve(shipped)));
    }
    texts.put(file, text);
    var compilation =
        MappingCompiler.compile(new MappingTexts(texts), Catalogue.documented(), CrmMode.B2B);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).set();
  }

  private CommandLineOf.Result run(String... arguments) {
    return new CommandLineOf(environment).run(arguments);
  }
}
