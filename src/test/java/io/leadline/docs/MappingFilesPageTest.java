package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.docs.Page.Block;
import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.sample.CaseRequests;
import io.leadline.source.tool.Sources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every YAML on docs/mapping-files.md is compiled and run. A block that begins with {@code #
 * mappings/NAME.yaml} is that file; any other is a piece of a mapping, run on the submission of the
 * page: behind {@code # →} stands what the line gives.
 */
class MappingFilesPageTest {
  private static final Page PAGE = Page.of("docs/mapping-files.md");
  private static final Pattern NAMED = Pattern.compile("# mappings/(\\S+\\.yaml)");
  private static final String WHOLE = "demo-request.yaml";
  private static final String SMALLEST_CASES = "contact-form.cases.yaml";
  private static final String BROKEN = "broken.yaml";
  private static final Set<String> AROUND = Set.of("defaults.yaml", "crm-values.yaml");
  private static final Pattern GIVES = Pattern.compile("(?m)^  (\\w+):.*?# → (.*)$");

  private static final MappingCases.SubmissionReader REQUESTS =
      new CaseRequests(hook -> Optional.empty(), Sources::find, Path.of(""));

  /** What the CRM requires, for pieces that are about something else. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "email", "$.q.email | trim | lower",
          "first_name", "$.q.name | first_name",
          "contact_source", "Website Form",
          "entity_name", "$.q.company");

  @Test
  void theWholeFilesCompileWithoutAWord() {
    var compiled = compiled(new MappingTexts(goodFiles()));

    assertThat(compiled.warnings()).isEmpty();
    assertThat(compiled.set().size()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCasesPass(MappingCases.Result result) {
    assertThat(result.differences()).isEmpty();
  }

  static List<MappingCases.Result> cases() {
    var texts = new MappingTexts(goodFiles());
    var results = MappingCases.run(texts, compiled(texts).set(), REQUESTS);
    assertThat(results).hasSizeGreaterThanOrEqualTo(4);
    return results;
  }

  @Test
  void theBrokenFileIsRefusedInTheWordsOfThePage() {
    var files = files();
    files.keySet().removeIf(name -> !AROUND.contains(name) && !name.equals(BROKEN));
    var refused = (Compilation.Refused) compile(new MappingTexts(files));

    assertThat(String.join("\n", refused.problems().stream().map(Object::toString).toList()))
        .isEqualTo(said(BROKEN));
  }

  @Test
  void aCaseThatFailsIsToldInTheWordsOfThePage() {
    var files = goodFiles();
    files.computeIfPresent(
        SMALLEST_CASES,
        (name, text) -> text.replace("entity_name: Private person", "entity_name: Acme"));
    var texts = new MappingTexts(files);
    var results = MappingCases.run(texts, compiled(texts).set(), REQUESTS);

    assertThat(results.stream().filter(result -> !result.passed()).map(Object::toString))
        .containsExactly(said(SMALLEST_CASES));
  }

  /** What the page says that a command says about a file. */
  private static String said(String file) {
    return PAGE.blocks("text").stream()
        .map(block -> block.text().strip())
        .filter(text -> text.startsWith("mappings/" + file))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void everyLineGivesWhatStandsBehindIt(Block piece) {
    Map<String, @Nullable Object> body = createContact(decision(piece));

    assertThat(given(piece, body)).isEqualTo(promised(piece));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void theConditionsHoldForTheSubmissionOfThePage(Block piece) {
    assertThat(decision(piece)).isInstanceOf(Decision.Calls.class);
  }

  static Stream<Block> pieces() {
    return allPieces().filter(piece -> piece.text().startsWith("createContact:"));
  }

  static Stream<Block> conditions() {
    return allPieces().filter(piece -> piece.text().startsWith("when:"));
  }

  @Test
  void noYamlIsLeftOut() {
    assertThat(PAGE.blocks("yaml"))
        .hasSize((int) (files().size() + pieces().count() + conditions().count()));
    assertThat(pieces()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(conditions()).isNotEmpty();
  }

  // ── the page's blocks ──────────────────────────────────────────────────────────────────────────

  private static Stream<Block> allPieces() {
    return PAGE.blocks("yaml").stream()
        .filter(block -> !NAMED.matcher(block.firstLine()).matches());
  }

  /** By name. The line that names a file is a remark of YAML and may stay. */
  private static Map<String, String> files() {
    var files = new TreeMap<String, String>();
    for (Block block : PAGE.blocks("yaml")) {
      var named = NAMED.matcher(block.firstLine());
      if (named.matches()) {
        files.put(named.group(1), block.text());
      }
    }
    return files;
  }

  private static Map<String, String> goodFiles() {
    var files = files();
    assertThat(files.remove(BROKEN)).isNotNull();
    return files;
  }

  private static Map<String, String> promised(Block piece) {
    return GIVES
        .matcher(piece.text())
        .results()
        .collect(
            Collectors.toMap(
                found -> found.group(1),
                found -> found.group(2).strip(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static Map<String, String> given(Block piece, Map<String, @Nullable Object> body) {
    var given = new LinkedHashMap<String, String>();
    for (String field : promised(piece).keySet()) {
      Object value = body.get(field);
      given.put(field, value == null ? "nothing" : value.toString());
    }
    return given;
  }

  // ── running a piece ────────────────────────────────────────────────────────────────────────────

  private static Decision decision(Block piece) {
    var files = goodFiles();
    String whole = files.getOrDefault(WHOLE, "");
    files.keySet().retainAll(AROUND);
    files.put("piece.yaml", completed(piece, whole));
    return compiled(new MappingTexts(files)).set().decide(submission());
  }

  private static String completed(Block piece, String whole) {
    String head = "hook: typeform\n" + section(whole, "questions:");
    return piece.text().startsWith("when:")
        ? head + piece.text() + "createContact:\n" + missing("")
        : head + piece.text().stripTrailing() + "\n" + missing(piece.text());
  }

  private static String missing(String text) {
    return REQUIRED.entrySet().stream()
        .filter(field -> !text.contains("\n  " + field.getKey() + ":"))
        .map(field -> "  " + field.getKey() + ": " + field.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String section(String file, String heading) {
    return Pattern.compile("(?m)^" + heading + "\\n(?:  .*\\n)+")
        .matcher(file)
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }

  private static Submission submission() {
    Map<String, @Nullable Object> form = part("form");
    return new Submission(
        new HookName("typeform"),
        "typeform",
        "01GQ",
        "form_response",
        null,
        Instant.parse("2026-01-18T18:17:02Z"),
        String.valueOf(form.get("id")),
        String.valueOf(form.get("title")),
        part("answers"),
        part("labels"),
        part("hidden"),
        Map.of(),
        Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> part(String name) {
    try {
      var json = Documents.readObject(Bytes.utf8(PAGE.blocks("json").get(0).text()));
      return (Map<String, @Nullable Object>) Objects.requireNonNull(json.get(name));
    } catch (Documents.NotJson e) {
      throw new AssertionError("the submission of the page is no JSON", e);
    }
  }

  private static Map<String, @Nullable Object> createContact(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Calls.class);
    return ((Decision.Calls) decision)
        .calls().stream()
            .filter(call -> call.kind() == CallKind.CREATE_CONTACT)
            .map(Call::body)
            .findFirst()
            .orElseThrow();
  }

  private static Compilation.Compiled compiled(MappingTexts texts) {
    Compilation compilation = compile(texts);
    assertThat(compilation).as("%s", compilation).isInstanceOf(Compilation.Compiled.class);
    return (Compilation.Compiled) compilation;
  }

  private static Compilation compile(MappingTexts texts) {
    return MappingCompiler.compile(texts, Catalogue.documented(), CrmMode.B2B);
  }
}
