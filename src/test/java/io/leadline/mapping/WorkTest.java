package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Call;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import io.leadline.event.Submission;
import io.leadline.event.Warning;
import io.leadline.mapping.yaml.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What whoever fills in a form, or writes a mapping, could keep a worker with. Each of these took
 * from ten seconds to minutes, or all memory.
 */
@Timeout(60)
class WorkTest {
  private static final int MEGABYTE = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"lower", "upper", "title", "sort", "unique", "trim | lower | count"})
  void ofLettersThatBecomeTwo(String functions) {
    for (String letter : List.of("İ", "ŉ", "ß")) {
      Object text = letter.repeat(MEGABYTE / 2);
      decide(set("  entity_tags: $.answers.v | " + functions), text);
    }
  }

  @Test
  void ofLettersThatBecomeTwoInALookupAndInConditions() {
    List<String> many = Collections.nCopies(30, "İ".repeat(32_000));
    String texts = "entity_tags: {from: $.answers.v, lookup: {a: b}, otherwise: c}";
    String when = "{from: $.answers.v, when: [{has: a}, {has: b}, {matches: '*c'}], then: d}";

    decide(set("  " + texts + "\n  city: " + when), many);
  }

  @Test
  void ofTheNamesOfQuestions() {
    Map<String, Object> answers = new LinkedHashMap<>();
    IntStream.range(0, 20).forEach(i -> answers.put(i + "İ".repeat(49_000), "x"));

    decide(set("", "  include: all answers\n"), answers);
  }

  @Test
  void ofExplainingWhatIsNotThereAmongManyQuestions() {
    Map<String, Object> answers = new LinkedHashMap<>();
    IntStream.range(0, 40_000).forEach(i -> answers.put("question number " + i, "x"));
    String lines =
        IntStream.range(0, 85)
            .mapToObj(i -> "    own" + i + ": $.answers.question_" + i + "\n")
            .collect(Collectors.joining("", "  custom:\n", ""));

    assertThat(set(lines).explain(submission(answers)).decision())
        .isInstanceOf(Decision.Calls.class);
  }

  /** All have the same hash: Aa and BB have, and so has what is made of them. */
  @Test
  void ofListsThatWereMadeToHaveOneHash() {
    List<Object> colliding = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 15; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      colliding.add(List.of(text.toString()));
    }
    Map<String, Object> answers = new LinkedHashMap<>();
    IntStream.range(0, 20_000).forEach(i -> answers.put("q" + i, colliding.get(i)));

    decide(set("  entity_tags: $.answers.v | unique\n  timezone: $.answers.v"), colliding);
    decide(set("", "  include: all answers\n"), answers);
  }

  @Test
  void ofALongListManyTimes() {
    List<Integer> list = Collections.nCopies(100_000, 1);

    assertThat(warnings(set("  entity_tags:\n" + "    - $.answers.v\n".repeat(1_900)), list))
        .containsExactly("it has more than 100000 items");
  }

  @Test
  void ofALongTextManyTimes() {
    String text = "a".repeat(MEGABYTE);
    String parts = "{{ $.answers.v }}".repeat(1_900);

    assertThat(warnings(set("  city: '" + parts + "'"), text))
        .containsExactly("it is longer than 32768 characters");
    assertThat(
            warnings(
                set("", "  profile_payload: {s: ['" + parts + "', '{{ $.answers.v }}']}\n"), text))
        .containsExactly("it is longer than 32768 characters and was cut");
  }

  @Test
  void ofManyFunctionsOfALongText() {
    String lines =
        IntStream.range(0, 600)
            .mapToObj(i -> "    own" + i + ": $.answers.v | lower | title\n")
            .collect(Collectors.joining("", "  custom:\n", ""));

    MappingSet set = set(lines + "  country_code: $.answers.v | lower | upper");
    Submission submission = submission("a".repeat(MEGABYTE));

    assertThat(set.explain(submission).decision()).isEqualTo(set.decide(submission));
    assertThat(warnings(set, "a".repeat(MEGABYTE)))
        .contains(
            "it is longer than 32768 characters",
            "the submission is too large for all that the mappings do with it");
  }

  @Test
  void ofManyFilesThatLookThroughAllOfASubmission() {
    Map<String, String> files = new LinkedHashMap<>();
    IntStream.range(0, 1_000)
        .forEach(
            i ->
                files.put(
                    "m%04d.yaml".formatted(i),
                    "hook: typeform\nwhen: {$..zz: x" + i + "}\nignore: x\n"));
    Decision decision =
        compiled(files).decide(submission(Collections.nCopies(30_000, Map.of("a", 1))));

    assertThat(((Decision.Failed) decision).reason().sentence()).startsWith("no mapping took it");
  }

  @Test
  void ofManyTextsToCompareWith() {
    String texts =
        IntStream.range(0, 20_000).mapToObj(i -> "t" + i).collect(Collectors.joining(", "));
    String items = "{$.answers.v: [" + texts + "]}";
    String lookup =
        IntStream.range(0, 15_000)
            .mapToObj(i -> "k" + i + ": x")
            .collect(Collectors.joining(", ", "{", "}"));

    decide(
        set(
            "  city: {when: "
                + items
                + ", then: x}\n  state: {from: $.answers.v, when: {not: "
                + "["
                + texts
                + "]"
                + "}, then: x}"),
        "t".repeat(MEGABYTE));
    assertThat(
            warnings(
                set("  entity_tags: {from: $.answers.v, lookup: " + lookup + ", otherwise: x}"),
                Collections.nCopies(150_000, true)))
        .containsExactly("it has more than 1000 items");
  }

  @Test
  void ofWildcards() {
    List<String> texts = Collections.nCopies(32, "a".repeat(32_000));
    String wildcards =
        IntStream.range(0, 60)
            .mapToObj(i -> "{matches: '*" + "a".repeat(90) + i + "'}")
            .collect(Collectors.joining(", "));

    decide(set("  city: {from: $.answers.v, when: [" + wildcards + "], then: x}"), texts);
  }

  @Test
  void isRefusedWhereNobodyWouldWriteSo() {
    String profile = "  - {profile_source: x, profile_payload: {a: x}}\n";
    String head = "hook: typeform\ncreateContact: {email: $.answers.email, first_name: x}\n";

    assertThat(problems(head + "addProfileToContact:\n" + profile.repeat(60)))
        .contains("more than 50 profiles for one event");
    assertThat(problems(head + "when: {$.answers.v: {matches: '" + "a".repeat(101) + "'}}"))
        .contains("'matches' takes 100 characters at most");
    assertThat(problems(head + "when: {$.answers.v: [" + "{has: x}, ".repeat(2_100) + "{has: y}]}"))
        .contains(
            "more than 2000 paths, functions and conditions in one file; divide it, each part with"
                + " a 'when' of its own");
  }

  @Test
  void saysThatWhatIsRequiredIsTooLong() {
    MappingSet set = set("", "  profile_source: $.answers.v\n");
    Decision decision = set.decide(submission("x".repeat(40_000)));

    assertThat(((Decision.Failed) decision).reason().sentence())
        .startsWith("profile_source (m.yaml:13): it is longer than 32768 characters");
  }

  private static List<String> warnings(MappingSet set, Object value) {
    return decide(set, value).warnings().stream().map(Warning::why).distinct().toList();
  }

  private static Decision.Calls decide(MappingSet set, Object value) {
    Decision decision = set.decide(submission(value));
    assertThat(decision).isInstanceOf(Decision.Calls.class);
    for (Call call : ((Decision.Calls) decision).calls()) {
      assertThat(Documents.write(call.body()).length()).isLessThan(257 * 1024);
    }
    return (Decision.Calls) decision;
  }

  @SuppressWarnings("unchecked")
  private static Submission submission(Object value) {
    Map<String, Object> answers = new LinkedHashMap<>(Map.of("email", "a@b.de"));
    if (value instanceof Map<?, ?> many) {
      answers.putAll((Map<String, Object>) many);
    } else {
      answers.put("v", value);
    }
    return Submissions.of("typeform", answers);
  }

  private static MappingSet set(String lines) {
    return set(lines, "");
  }

  private static MappingSet set(String lines, String profile) {
    String head =
        """
        hook: typeform
        createContact:
          email: $.answers.email
          first_name: x
          contact_status: x
          contact_source: x
          entity_name: x
          entity_label: x
          entity_status: x
        """;
    String source = profile.contains("profile_source") ? "" : "  profile_source: x\n";
    String payload = profile.contains("profile_payload") ? "" : "  profile_payload: {a: x}\n";
    String added = "addProfileToContact:\n" + source + payload + profile;
    String text = head + lines + "\n" + (profile.isEmpty() ? "" : added);
    return compiled(Map.of("m.yaml", text));
  }

  private static MappingSet compiled(Map<String, String> files) {
    Compilation compilation = compile(files);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).set();
  }

  private static List<String> problems(String text) {
    return ((Compilation.Refused) compile(Map.of("m.yaml", text)))
        .problems().stream().map(Problem::message).toList();
  }

  private static Compilation compile(Map<String, String> files) {
    return MappingCompiler.compile(new MappingTexts(files), TestCatalogue.catalogue(), CrmMode.B2B);
  }
}
