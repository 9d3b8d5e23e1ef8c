package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CrmMode;
import io.leadline.event.Submission;
import io.leadline.mapping.Explanation.Doing;
import io.leadline.mapping.Explanation.Ending;
import io.leadline.mapping.Explanation.Line;
import io.leadline.mapping.yaml.Spot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

  /** An explanation that does not agree with what happens would be worse than none. */
  @ParameterizedTest
  @MethodSource("everyCase")
  void saysWhatIsSent(Explanation explanation) {
    if (explanation.decision() instanceof Decision.Calls calls) {
      Map<String, Object> sent = new LinkedHashMap<>();
      explanation.lines().stream()
          .filter(line -> line.ending() == Ending.SENT)
          .filter(line -> line.call().equals("createContact"))
          .forEach(line -> sent.put(line.field(), line.value()));
      calls.calls().stream()
          .filter(call -> call.kind().wireName().equals("createContact"))
          .forEach(call -> assertThat(sent).isEqualTo(call.body()));
    } else if (explanation.decision() instanceof Decision.Failed failed
        && failed.mapping() != null) {
      assertThat(explanation.lines()).extracting(Line::ending).contains(Ending.FAILED);
    }
  }

  static Stream<Explanation> everyCase() {
    return Sections.read("/mapping/good.txt").stream().flatMap(ExplanationTest::explained);
  }

  private static Stream<Explanation> explained(Sections good) {
    CrmMode mode = good.title().contains("b2c") ? CrmMode.B2C : CrmMode.B2B;
    MappingSet set =
        ((Compilation.Compiled)
                MappingCompiler.compile(good.texts(), TestCatalogue.catalogue(), mode))
            .set();
    return set.names().stream()
        .flatMap(name -> set.hooksOf(name).stream())
        .distinct()
        .map(hook -> Submissions.of(hook, ANSWERS))
        .map(set::explain);
  }

  private static final Map<String, Object> ANSWERS =
      Map.of(
          "email", "ada@acme.example",
          "work_email", "ada@acme.example",
          "name", "Ada Lovelace",
          "Your name", "Ada Lovelace",
          "topics", List.of("API", "CRM"),
          "phone", "12",
          "role", "CEO",
          "budget", 60_000);

  @Test
  void givesTheInputAndOutputOfEachStep() {
    Explanation explanation =
        explain("city: $.answers.city | trim | truncate(3)", Map.of("city", " London "));
    Spot place = new Spot("typeform.yaml", 4, 9);
    assertThat(line(explanation, "city").doings())
        .containsExactly(
            new Doing.Read(
                "$.answers.city | trim | truncate(3)",
                "$.answers.city",
                place,
                " London ",
                null,
                List.of()),
            new Doing.Applied("trim", "London"),
            new Doing.Applied("truncate('3')", "Lon"));
  }

  @Test
  void saysWhichFunctionCouldNotUseIt() {
    Explanation explanation = explain("zip: $.answers.zip | number", Map.of("zip", "abc"));
    assertThat(line(explanation, "zip").ending()).isEqualTo(Ending.WARNED);
    assertThat(line(explanation, "zip").doings())
        .anyMatch(doing -> doing instanceof Doing.Refused it && it.function().equals("number"));
  }

  @ParameterizedTest(name = "{0}: {1} first")
  @CsvSource({
    "$.answers.e_mail, e-mail",
    "$.answers['Your company'], Company (as on your website)",
    "$.answers.frist, first",
    "$.hidden.utm, utm_source",
    "$.calculated.scor, score",
    "$.body.contact.mail, email",
    "$.q.company, Company (as on your website)",
  })
  void namesTheNearestFirst(String path, String nearest) {
    Submission submission =
        new Submission(
            Submissions.of("typeform", Map.of()).hook(),
            "typeform",
            "1",
            "t",
            null,
            Submissions.of("typeform", Map.of()).receivedAt(),
            "f",
            "F",
            Map.of("e-mail", "a", "first", "b", "Company (as on your website)", "c"),
            Map.of("Anything else", "d"),
            Map.of("gclid", "e", "utm_source", "f"),
            Map.of("points", 1, "score", 2),
            Map.of("contact", Map.of("name", "x", "email", "y")));
    Explanation explanation = set("city: " + path).explain(submission);
    assertThat(line(explanation, "city").doings().get(0))
        .isInstanceOfSatisfying(
            Doing.Read.class, read -> assertThat(read.instead()).first().isEqualTo(nearest));
  }

  @Test
  void doesNotCallNothingMissingWhereItIsThere() {
    Explanation explanation = explain("city: $.answers.city", Map.of("city", " "));
    assertThat(line(explanation, "city").doings().get(0))
        .isInstanceOfSatisfying(Doing.Read.class, read -> assertThat(read.instead()).isEmpty());
  }

  @Test
  void saysWhyAChoiceWentAsItDid() {
    String choice =
        "city: {from: $.answers.plan, lookup: {Big: London, Small: Paris}, otherwise: Rome}";
    assertThat(notes(explain(choice, Map.of("plan", "big"))))
        .containsExactly("big is in the lookup (typeform.yaml:4)");
    assertThat(notes(explain(choice, Map.of("plan", "none"))))
        .containsExactly("none is not in the lookup", "'otherwise' serves");
    String when = "city: {from: $.answers.plan, when: {at_least: 5}, then: London}";
    assertThat(notes(explain(when, Map.of("plan", 4))))
        .containsExactly("'when' does not hold: it must be at least 5");
    assertThat(notes(explain(when, Map.of("plan", 5)))).containsExactly("'then' serves");
  }

  @Test
  void saysThatWhatWasChosenGivesNothing() {
    String then = "city: {from: $.answers.plan, when: {at_least: 5}, then: $.answers.none}";
    assertThat(notes(explain(then, Map.of("plan", 5)))).containsExactly("'then' gives nothing");
    String otherwise = "city: {from: $.answers.none, otherwise: $.answers.plan}";
    assertThat(notes(explain(otherwise, Map.of("plan", 5)))).containsExactly("'otherwise' serves");
    assertThat(notes(explain(otherwise, Map.of()))).containsExactly("'otherwise' gives nothing");
    String onPaths = "city: {from: $.answers.none, when: {$.answers.plan: 5}, then: x}";
    assertThat(notes(explain(onPaths, Map.of("plan", 5))))
        .containsExactly("'from' gives nothing, so 'then' does not serve");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{from: $.answers.plan, when: {at_least: 5}, then: x}; 4; city: $.answers.plan"
            + " (typeform.yaml:4) is there, and 'when' does not hold: it must be at least 5",
        "{from: $.answers.plan, when: {at_least: 5}, then: x}; ; city: $.answers.plan"
            + " (typeform.yaml:4) gave nothing",
        "{from: $.answers.plan, when: {at_least: 5}, then: $.answers.none}; 5; city: $.answers.plan"
            + " (typeform.yaml:4), $.answers.none (typeform.yaml:4) gave nothing",
        "{from: $.answers.other, when: {$.answers.plan: 5}}; 4; city: 'when' does not hold:"
            + " $.answers.plan must be 5, and is not (typeform.yaml:4)",
      })
  void saysWhichConditionLeftAFieldEmpty(String choice, @Nullable String plan, String why) {
    Map<String, Object> answers = Map.of("plan", plan == null ? "" : plan);
    assertThat(line(explain("city: " + choice, answers), "city").why()).isEqualTo(why);
  }

  @Test
  void saysThatOfALongListOnlyTheBeginningIsTaken() {
    Explanation explanation =
        explain(
            "city: $.answers.many | trim | count", Map.of("many", Collections.nCopies(5000, "x")));
    assertThat(notes(explanation))
        .containsExactly("there are 5000 items, and only the first 1001 were taken");
  }

  @Test
  void saysThatALongTextIsCut() {
    Explanation explanation =
        Sets.of(Map.of("typeform.yaml", PROFILE + "  profile_payload: {note: $.answers.note}"))
            .explain(Submissions.of("typeform", Map.of("note", "x".repeat(40_000))));
    assertThat(line(explanation, "profile_payload.note").doings())
        .contains(new Doing.Noted("it is longer than 32768 characters and was cut"));
  }

  @Test
  void saysAsWhomAProfileIsAdded() {
    MappingSet set =
        Sets.of(
            Map.of(
                "typeform.yaml",
                PROFILE + "  profile_payload: {note: hi}\n  as_member: $.answers.who | trim",
                "crm-values.yaml",
                "members: {Grace: m-1}"));
    Line known =
        line(set.explain(Submissions.of("typeform", Map.of("who", "Grace "))), "as_member");
    assertThat(known.ending()).isEqualTo(Ending.SENT);
    assertThat(known.value()).isEqualTo("m-1");
    assertThat(known.doings()).contains(new Doing.Applied("trim", "Grace"));
    Line unknown = line(set.explain(Submissions.of("typeform", Map.of("who", "Ada"))), "as_member");
    assertThat(unknown.ending()).isEqualTo(Ending.WARNED);
    assertThat(unknown.why()).isEqualTo("it is not one of the members in crm-values.yaml");
    Line nobody = line(set.explain(Submissions.of("typeform", Map.of())), "as_member");
    assertThat(nobody.ending()).isEqualTo(Ending.LEFT_OUT);
    assertThat(nobody.why()).isEqualTo("there is nothing, so it is the owner's");
  }

  private static final String PROFILE =
      "hook: typeform\naddProfileToContact:\n  contact_id: c-1\n  profile_source: Form\n";

  @Test
  void saysWhichMappingsWereAsked() {
    var texts =
        Map.of(
            "a.yaml", "hook: typeform\nwhen: {$.form.id: other}\nignore: no",
            "b.yaml", "hook: typeform\nwhen: {$.form.id: f1}\nignore: yes it is",
            "c.yaml", "hook: typeform\nignore: never asked");
    MappingSet set = Sets.of(texts);
    Explanation explanation = set.explain(Submissions.of("typeform", Map.of()));
    assertThat(explanation.asked())
        .extracting(Explanation.Asked::file)
        .containsExactly("a.yaml", "b.yaml");
    assertThat(explanation.asked())
        .extracting(Explanation.Asked::took)
        .containsExactly(false, true);
    assertThat(explanation.asked().get(0).clauses().get(0))
        .satisfies(
            clause -> {
              assertThat(clause.must()).isEqualTo("be other");
              assertThat(clause.found()).isEqualTo("f1");
            });
  }

  private static List<String> notes(Explanation explanation) {
    return line(explanation, "city").doings().stream()
        .filter(Doing.Noted.class::isInstance)
        .map(doing -> ((Doing.Noted) doing).sentence())
        .toList();
  }

  private static Line line(Explanation explanation, String field) {
    return explanation.lines().stream()
        .filter(line -> line.field().equals(field))
        .findFirst()
        .orElseThrow();
  }

  private static Explanation explain(String line, Map<String, Object> answers) {
    return set(line).explain(Submissions.of("typeform", answers));
  }

  private static MappingSet set(String line) {
    return Sets.of(
        Map.of(
            "typeform.yaml",
            "hook: typeform\nquestions: {company: Your company name}\ncreateContact:\n  "
                + line
                + "\n"));
  }

  /** Compiled, or the test is wrong. */
  private static final class Sets {
    static MappingSet of(Map<String, String> texts) {
      Compilation compilation =
          MappingCompiler.compile(new MappingTexts(texts), TestCatalogue.catalogue(), CrmMode.B2B);
      assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
      return ((Compilation.Compiled) compilation).set();
    }
  }
}
