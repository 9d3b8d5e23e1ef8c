package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.event.CrmMode;
import io.leadline.event.HookName;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.form.Question;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormWarningsTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T12:00:00Z");
  private static final String LONG =
      "Would you be so kind as to tell us, in as many words as it takes, what you expect of us, "
          + "and of whoever works with us, and of those who come after them, when all has been said that can be said, and done, "
          + "and paid for?";

  private static final HookName HOOK = new HookName("demo");

  private static final Map<FormName, List<Known>> ODD =
      Map.of(
          new FormName(HOOK, "sales"),
          List.of(
              known("email", "E-mail", MAY),
              known("q1", "What shall we call you?\n(first name)", MAY),
              known("q2", LONG, MAY),
              known("q3", "Company ", MAY),
              known("Where\nfrom", "Where\nfrom", MAY),
              known("Or\nthen", "Or then", MAY)));

  private static final Map<FormName, List<Known>> FORMS =
      Map.of(
          new FormName(HOOK, "sales"),
          List.of(
              known("email", "E-mail", MAY),
              new Known(question("name", "Full name"), List.of("Your name"), MARCH, MAY, null),
              known("fax", "Fax", MARCH),
              new Known(question("plan", "Plan"), List.of(), MARCH, MARCH, MAY)),
          new FormName(HOOK, "support"),
          List.of(
              known("email", "E-mail", MAY),
              known("topic", "Topic", MAY),
              known("who", "Your name", MAY)),
          new FormName(HOOK, ""),
          List.of(known("email", "E-mail", MAY)),
          new FormName(new HookName("other"), "sales"),
          List.of(known("elsewhere", "Elsewhere", MAY)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          email             |
          Full name         |
          [nothing, Topic]  |
          Your name         | the question 'Your name' of form sales of hook demo is called 'Full name' now; its id 'name' stays when a title is edited: write that
          fax               | the question 'fax' of form sales of hook demo was last answered on 2026-03-01, and the form was sent since, until 2026-05-01: look whether it still asks it
          plan              | no form of hook demo has the question 'plan' any more: it was last seen on 2026-03-01, in form sales; ./leadline forms --hook demo lists those it has
          topci             | no submission to hook demo has shown a question 'topci' yet; did you mean 'topic'? ./leadline forms --hook demo lists those it has
          elsewhere         | no submission to hook demo has shown a question 'elsewhere' yet; ./leadline forms --hook demo lists those it has
          [elsewhere, away] |
          [away, plan, Package] | no form of hook demo has the question 'plan' any more: it was last seen on 2026-03-01, in form sales; ./leadline forms --hook demo lists those it has
          [away, Your name] | the question 'Your name' of form sales of hook demo is called 'Full name' now; its id 'name' stays when a title is edited: write that
          """)
  void saysWhatAMappingReadsThatNoFormHas(String names, String warning) {
    var warnings = FormWarnings.of(mappings(names, ""), FORMS);
    assertThat(warnings)
        .extracting(Problem::message)
        .isEqualTo(warning == null ? List.of() : List.of(warning));
    assertThat(warnings).allMatch(it -> it.severity() == Problem.Severity.WARNING);
    assertThat(warnings).extracting(Problem::line).allMatch(line -> line == 4);
  }

  @Test
  void holdsAMappingAgainstTheFormsThatItTakes() {
    assertThat(FormWarnings.of(mappings("topic", "when: { $.form.id: support }"), FORMS)).isEmpty();
    assertThat(FormWarnings.of(mappings("topic", "when: { $.form.id: sales }"), FORMS)).hasSize(1);
    assertThat(FormWarnings.of(mappings("topic", "when: { \"$['form']['id']\": sales }"), FORMS))
        .hasSize(1);
    assertThat(FormWarnings.of(mappings("topic", "when: { $.form.id: { exists: false } }"), FORMS))
        .as("the form without an id has no such question")
        .hasSize(1);
    assertThat(FormWarnings.of(mappings("topic", "when: { $.form.id: never-seen }"), FORMS))
        .as("of a form that was never sent nothing is known")
        .isEmpty();
    assertThat(FormWarnings.of(mappings("topic", "when: { $.event_type: partial }"), FORMS))
        .as("what is asked of a submission says nothing of its form")
        .isEmpty();
  }

  @Test
  void doesNotHoldAMappingAgainstAFormThatAnotherTakesBeforeIt() {
    assertThat(afterAMappingWhen("{ $.form.id: support }")).isEmpty();
    assertThat(afterAMappingWhen("{ $.form.id: [support, else] }")).isEmpty();
    assertThat(afterAMappingWhen("{ $.form.id: support, $.event_type: partial }"))
        .as("some submissions of the form are left for the second")
        .hasSize(1);
  }

  /** The second reads what the form support once had. */
  private static List<Problem> afterAMappingWhen(String when) {
    var gone = new Known(question("old", "Old"), List.of(), MARCH, MARCH, MAY);
    return FormWarnings.of(
        compiled(
            Map.of(
                "a.yaml", text("email", "when: " + when),
                "b.yaml", text("old", ""))),
        Map.of(new FormName(HOOK, "support"), List.of(known("email", "E-mail", MAY), gone)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What shall we call you?⏎(first name) | write its id 'q1'
          Company␣                             | write its id 'q3'
          Where⏎from                           | write all of it, in double quotes and with \\n for the end of a line
          Or⏎then                              | write its title 'Or then'
          """)
  void saysThatATextWasCopiedAsItIsShown(String text, String advice) {
    assertThat(FormWarnings.of(mappings("\"" + text + "\"", ""), ODD))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("the question '")
        .contains("' of form sales of hook demo is written as ./leadline forms shows it")
        .endsWith("no submission has that; " + advice);
  }

  @Test
  void saysThatATitleWasCopiedThatIsCutWhereItIsShown() {
    var shown = new Question("q2", LONG, "text", List.of()).title();
    assertThat(FormWarnings.of(mappings(shown, ""), ODD))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .endsWith("no submission has that; write its id 'q2'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {LONG, "What shall we call you?\\n(first name)", "Company ", "Where\\nfrom"})
  void takesATextAsTheFormHasIt(String text) {
    assertThat(FormWarnings.of(mappings("\"" + text + "\"", ""), ODD)).isEmpty();
  }

  @Test
  void saysFirstThatACopiedQuestionIsGone() {
    var gone = new Known(question("q1", "Two\nlines"), List.of(), MARCH, MARCH, MAY);
    var form = Map.of(new FormName(HOOK, "sales"), List.of(known("email", "E-mail", MAY), gone));
    assertThat(FormWarnings.of(mappings("\"Two⏎lines\"", ""), form))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("no form of hook demo has the question 'Two⏎lines' any more");
  }

  /** The page shows each sentence once, with other names in it. */
  @ParameterizedTest
  @CsvSource({"Your name", "plan", "fax", "topci"})
  void speaksAsThePageShows(String name) throws IOException {
    var said = FormWarnings.of(mappings(name, ""), FORMS).get(0).message();
    assertThat(Files.readString(Path.of("docs/mapping-files.md")).lines())
        .filteredOn(line -> line.startsWith("mappings/contact.yaml:"))
        .extracting(FormWarningsTest::withoutNames)
        .contains(withoutNames(said));
  }

  private static String withoutNames(String line) {
    return line.replaceFirst("^mappings/[^ ]+ ", "")
        .replace(" (warning)", "")
        .replaceAll("'[^']*'|\\d{4}-\\d\\d-\\d\\d", "_")
        .replaceAll("(form|hook) (?!has)[\\w-]+", "$1 _");
  }

  private static MappingSet mappings(String names, String when) {
    return compiled(Map.of("demo.yaml", text(names, when)));
  }

  private static String text(String names, String when) {
    return """
        hook: demo
        questions:
          email: email
          word: %s
        %s
        createContact:
          email: $.q.email
          first_name: $.q.word
          entity_name: Private person
        addProfileToContact:
          profile_source: Demo
          profile_payload:
            summary: ["{{ $.q.word }}"]
        """
        .formatted(names, when);
  }

  private static MappingSet compiled(Map<String, String> texts) {
    var compilation =
        MappingCompiler.compile(new MappingTexts(texts), Catalogue.documented(), CrmMode.B2B);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).set();
  }

  private static Known known(String id, String title, Instant lastSeen) {
    return new Known(question(id, title), List.of(), MARCH, lastSeen, null);
  }

  private static Question question(String id, String title) {
    return new Question(id, title, "text", List.of());
  }
}
