package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Call;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import io.leadline.event.Documents.NotJson;
import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.Submission;
import io.leadline.event.Warning;
import io.leadline.mapping.yaml.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file or a submission holds, an answer comes out, and it is bounded. */
@Timeout(60)
class RobustnessTest {
  private static final String GOOD =
      """
      hook: typeform
      questions: {email: email, name: name}
      createContact:
        email: $.q.email | trim | lower
        first_name: {from: [$.q.name | first_name, $.q.email | local_part]}
        last_name: $.q.name | last_name
        address: $..deep
        city: "{{ $.q.name }} in {{ $.answers }}"
        contact_status: Active
        contact_source: Website Form
        entity_name: {from: $.q.email | company_domain, otherwise: Private person}
        entity_label: Company
        entity_status: Active
        entity_tags: [a, $.q.name]
        custom: {whole: $.answers}
      addProfileToContact:
        profile_source: Typeform
        include: all answers
        profile_payload: {summary: ["{{ $.q.name }}"]}
      """;

  private static final String NUMBERS =
      """
      hook: typeform
      createContact:
        email: $.answers.email
        first_name: "{{ $.answers.absurd.n }}"
        contact_status: Active
        contact_source: Website Form
        entity_name: Private person
        address: $.answers.absurd | json
        entity_label: Company
        entity_status: Active
        entity_profile: $.answers.absurd
        entity_tags: $.answers.absurd.list
        custom: {of_our_own: $.answers.absurd.n}
      addProfileToContact:
        profile_source: Typeform
        include: all answers
        profile_payload: {line: $.answers.absurd.n}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &a [x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nhook: *c",
        "<<: {a: b}",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "%YAML 9.9\n---\na: b",
        "a: |\n  {{ $.q.x }}\n\tb",
        "!!java.lang.Runtime {}",
        "- - - - -",
        ":::::",
        "{{{{{{{{",
        "}}}}",
        "hook: typeform\ncreateContact: {email: '{{{{{{ $.q.x }}}}}}'}",
        "hook: typeform\ncreateContact: {email: \"$.q['\"}",
        "hook: typeform\ncreateContact: {email: \"$[\"}",
        "hook: typeform\ncreateContact: {email: \"$.a[?(@.b == 'c']\"}",
        "hook: typeform\ncreateContact: {email: \"$.answers[?]\"}",
        "hook: typeform\ncreateContact: {email: \"$.answers.a | default(''')\"}",
        "hook: typeform\ncreateContact: {email: {from: {from: {from: x}}}}",
        "hook: typeform\ncreateContact: {email: [[[[[$.answers.x]]]]], custom: {a: {b: c}}}",
        "hook: typeform\nquestions: {q: [[a]]}\nwhen: x\naddProfileToContact: [[]]",
        "hook: typeform\nwhen: {$.answers.a: {not: {not: {not: [{not: x}]}}}}\nignore: x",
        "\uD800",
        "\u0000",
        "\uFEFFhook: typeform\nignore: x",
        "hook: typeform\r\nignore: x\r\n",
        "hook: typeform\u2028ignore: x",
        "\u202Ehook: typeform",
        "hook: \"type\\x00form\"",
      })
  void compilesOrRefusesAnyText(String text) {
    assertThat(compile(text)).isNotNull();
    if (compile(text) instanceof Compilation.Refused refused) {
      assertThat(refused.problems())
          .isNotEmpty()
          .noneMatch(problem -> problem.message().contains("internal error"));
    }
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    assertThat(messages(compile("[".repeat(100_000)))).contains("nested deeper than 30 levels");
    assertThat(messages(compile("a: " + "{a: ".repeat(5_000)))).contains("nested deeper");
    assertThat(messages(compile("- ".repeat(5_000) + "x"))).contains("nested deeper");
  }

  @Test
  void refusesAFileThatIsTooLong() {
    assertThat(messages(compile("a: " + "x".repeat(1_000_000)))).contains("is longer than");
  }

  @Test
  void showsABoundedNumberOfMistakes() {
    StringBuilder text = new StringBuilder("hook: typeform\ncreateContact:\n");
    IntStream.range(0, 5_000).forEach(i -> text.append("  wrong").append(i).append(": x\n"));
    assertThat(((Compilation.Refused) compile(text.toString())).problems())
        .hasSizeBetween(100, 300);
  }

  @Test
  void survivesAnyMutationOfAGoodFile() {
    Random random = new Random(42);
    for (int i = 0; i < 1_000; i++) {
      String text = mutated(GOOD, random);
      Compilation compilation = compile(text);
      if (compilation instanceof Compilation.Refused refused) {
        assertThat(refused.problems())
            .as(text)
            .noneMatch(problem -> problem.message().contains("internal error"))
            .allMatch(problem -> isInside(text, problem));
      } else {
        Decision decision =
            ((Compilation.Compiled) compilation).set().decide(Submissions.of("typeform", Map.of()));
        assertThat(decision).as(text).isNotNull();
      }
    }
  }

  @Test
  void survivesAnySubmission() {
    Random random = new Random(7);
    MappingSet set = set(GOOD);
    for (int i = 0; i < 400; i++) {
      Decision decision = set.decide(Submissions.of("typeform", answers(random)));
      if (decision instanceof Decision.Failed failed) {
        assertThat(failed.reason().code()).isEqualTo(ReasonCode.MAPPING_FAILED);
      } else {
        assertSmall(decision);
      }
    }
  }

  @Test
  void keepsCallsSmallWhateverIsSent() {
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("email", "ada@acme.com");
    answers.put("name", "Ada Lovelace");
    answers.put("message", "ö".repeat(1_000_000));
    answers.put("list", IntStream.range(0, 100_000).mapToObj(i -> "item " + i).toList());
    IntStream.range(0, 2_000).forEach(i -> answers.put("q" + i, "\u0001".repeat(5_000)));
    Decision decision = set(GOOD).decide(Submissions.of("typeform", answers));
    assertSmall(decision);
    assertThat(((Decision.Calls) decision).warnings())
        .isNotEmpty()
        .allMatch(warning -> warning.value().length() <= 200);
  }

  /** Optional answers: none of them may keep the person from the CRM. */
  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "-1E-9999", "1e10000", "1e999999999"})
  void takesANumberOfManyDigitsAsText(String number) throws NotJson {
    Object absurd = Documents.read("{\"n\": " + number + ", \"list\": [" + number + "]}");
    Map<String, Object> answers = Map.of("email", "ada@acme.com", "absurd", absurd);
    Decision decision = set(NUMBERS).decide(Submissions.of("typeform", answers));

    assertSmall(decision);
    List<Call> calls = ((Decision.Calls) decision).calls();
    String text = new BigDecimal(number).toString();
    assertThat(calls.get(0).body()).containsEntry("of_our_own", text);
    assertThat(String.valueOf(calls.get(1).body().get("profile_payload"))).contains(text);
  }

  @Test
  void writesNoNumberOutThatFillsTheMemory() {
    List<Object> many = Collections.nCopies(140_000, new BigDecimal("1e9999"));
    Map<String, Object> answers = Map.of("email", "a@b.de", "absurd", Map.of("n", 1, "list", many));

    assertSmall(set(NUMBERS).decide(Submissions.of("typeform", answers)));
  }

  @Test
  void refusesMorePathsThanAWorkerHasTimeFor() {
    String line = "    - $.answers.a | trim | lower\n";
    String file = "hook: typeform\ncreateContact:\n  entity_tags:\n";

    assertThat(messages(compile(file + line.repeat(700))))
        .containsOnlyOnce(
            "typeform.yaml:670:7: more than 2000 paths, functions and conditions in one file; divide"
                + " it, each part with a 'when' of its own");
  }

  /** Many paths, or much to look through: not both. */
  @Test
  void looksThroughALargeSubmissionForFewPathsOnly() {
    Map<String, Object> answers =
        Map.of("email", "a@b.de", "list", Collections.nCopies(30_000, Map.of("a", 1)));
    Submission large = Submissions.of("typeform", answers);
    MappingSet few = set(searching(1));
    MappingSet many = set(searching(1_500));

    assertThat(((Decision.Calls) few.decide(large)).warnings()).isEmpty();
    assertThat(((Decision.Calls) many.decide(large)).warnings())
        .extracting(Warning::why)
        .containsExactly("the submission is too large for a path with '..', '*' or a filter");
    assertThat(many.decide(Submissions.of("typeform", Map.of("email", "a@b.de"))))
        .isInstanceOf(Decision.Calls.class);
  }

  private static String searching(int paths) {
    return GOOD.substring(0, GOOD.indexOf("  address:"))
        + "  contact_status: x\n  contact_source: x\n  entity_name: x\n  entity_label: x\n"
        + "  entity_status: x\n  entity_tags:\n"
        + "    - $..a\n".repeat(paths);
  }

  @Test
  void answersAnEndlessNestWithADecision() {
    Object nest = "x";
    for (int i = 0; i < 200_000; i++) {
      nest = List.of(nest);
    }
    Map<String, Object> answers = new HashMap<>();
    answers.put("email", nest);
    assertThat(set(GOOD).decide(Submissions.of("typeform", answers)))
        .isInstanceOf(Decision.Failed.class);
  }

  /** What cannot be decided is what somebody asks about. */
  @Test
  void explainsWhatItCannotDecide() {
    Object nest = "x";
    for (int i = 0; i < 200_000; i++) {
      nest = List.of(nest);
    }
    Explanation explanation = set(GOOD).explain(Submissions.of("typeform", Map.of("email", nest)));
    assertThat(explanation.decision()).isInstanceOf(Decision.Failed.class);
    assertThat(explanation.asked())
        .extracting(Explanation.Asked::file)
        .containsExactly("typeform.yaml");
  }

  @Test
  void neverQuotesAnAnswerInAReason() {
    Map<String, Object> answers = Map.of("email", "s3cr3t at home", "name", "s3cr3t");
    Decision decision = set(GOOD).decide(Submissions.of("typeform", answers));
    assertThat(((Decision.Failed) decision).reason().sentence())
        .startsWith("email: email (typeform.yaml:2): ")
        .doesNotContain("s3cr3t");
  }

  @Test
  void givesTheSameForTheSameHash() {
    assertThat(set(GOOD).hash()).isEqualTo(set(GOOD).hash()).hasSize(64);
    assertThat(set(GOOD + "# a word more\n").hash()).isNotEqualTo(set(GOOD).hash());
  }

  @Test
  void leavesCasesOutOfTheHashAndTheModeIn() {
    var texts = Map.of("typeform.yaml", GOOD);
    var more = Map.of("typeform.yaml", GOOD, "typeform.cases.yaml", "[]");
    assertThat(hash(texts, CrmMode.B2B))
        .isEqualTo(hash(more, CrmMode.B2B))
        .isNotEqualTo(hash(texts, CrmMode.B2C));
  }

  @Test
  void decidesInManyThreadsAtOnce() {
    MappingSet set = set(GOOD);
    Submission submission =
        Submissions.of("typeform", Map.of("email", "ada@acme.com", "name", "Ada Lovelace"));
    String alone = body(set.decide(submission));
    assertThat(
            IntStream.range(0, 500)
                .parallel()
                .mapToObj(i -> body(set.decide(submission)))
                .distinct())
        .containsExactly(alone);
  }

  @Test
  void namesTheQuestionsThatAHookReads() {
    MappingSet set = set(GOOD.replace("$..deep", "$.answers['Street, no.']"));
    assertThat(set.reads(new HookName("typeform"))).containsExactly("email", "name", "Street, no.");
    assertThat(set.reads(new HookName("tally"))).isEmpty();
  }

  @Test
  void takesAWildcardOfManyStarsInShortTime() {
    Condition matches = new Condition.Matches("*a".repeat(40) + "b");
    assertThat(matches.holds("a".repeat(20_000))).isFalse();
    assertThat(matches.holds("xa".repeat(60) + "b")).isTrue();
  }

  private static void assertSmall(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Calls.class);
    for (Call call : ((Decision.Calls) decision).calls()) {
      byte[] json = Documents.write(call.body()).getBytes(StandardCharsets.UTF_8);
      assertThat(json.length).isLessThanOrEqualTo(257 * 1024);
    }
  }

  private static boolean isInside(String text, Problem problem) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    return problem.line() == 0
        || (problem.line() <= lines.length
            && problem.column() <= lines[problem.line() - 1].length() + 1);
  }

  private static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    String marks = "{}[]'\"#:|$.\t\n -&*!?%@`,()\\\u00A0é~“”\r\u2028\u200B\uFEFF\uD83D\u0007";
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(mutated.length());
      char mark = marks.charAt(random.nextInt(marks.length()));
      switch (random.nextInt(3)) {
        case 0 -> mutated.insert(at, mark);
        case 1 -> mutated.setCharAt(at, mark);
        default -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(12)));
      }
    }
    return mutated.toString();
  }

  private static Map<String, Object> answers(Random random) {
    Map<String, Object> answers = new LinkedHashMap<>();
    for (String id : List.of("email", "name", "other", "deep", "weird \u202E id")) {
      if (random.nextInt(4) > 0) {
        answers.put(id, value(random, 3));
      }
    }
    return answers;
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> new BigDecimal((random.nextBoolean() ? "1E+" : "-7E-") + random.nextInt(20_000));
      case 3 -> random.nextBoolean();
      case 4 -> List.of("ada@acme.com", "", " ", "\uD83D\uDE00\uD800", "😀").get(random.nextInt(5));
      case 5 -> "x".repeat(random.nextInt(3) * 40_000);
      case 6 -> many(random, depth);
      case 7 -> List.of();
      default -> {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(
            List.of("first", "url", "amount", "").get(random.nextInt(4)), value(random, depth - 1));
        object.put("last", value(random, depth - 1));
        yield object;
      }
    };
  }

  private static List<Object> many(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    IntStream.range(0, random.nextInt(5)).forEach(i -> list.add(value(random, depth - 1)));
    return list;
  }

  private static String body(Decision decision) {
    return Documents.canonical(((Decision.Calls) decision).calls().get(0).body());
  }

  private static String hash(Map<String, String> texts, CrmMode mode) {
    return ((Compilation.Compiled)
            MappingCompiler.compile(new MappingTexts(texts), TestCatalogue.catalogue(), mode))
        .set()
        .hash();
  }

  private static MappingSet set(String text) {
    return ((Compilation.Compiled) compile(text)).set();
  }

  private static String messages(Compilation compilation) {
    return ((Compilation.Refused) compilation).problems().toString();
  }

  private static Compilation compile(String text) {
    return MappingCompiler.compile(
        new MappingTexts(Map.of("typeform.yaml", text)), TestCatalogue.catalogue(), CrmMode.B2B);
  }
}
