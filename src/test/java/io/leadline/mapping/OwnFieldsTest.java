package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldCatalogue.OwnFields;
import io.leadline.event.FieldType;
import io.leadline.mapping.yaml.Problem;
import io.leadline.mapping.yaml.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an organisation's own fields, by how much is known of them. */
class OwnFieldsTest {
  private static final String WITHOUT =
      """
      hook: typeform
      createContact: {email: $.answers.email, first_name: x}
      """;

  @Test
  void saysNothingOfThemWhereTheCrmNeverDid() {
    assertThat(problems(OwnFields.UNKNOWN, custom("colour: red"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TOLD, WARNING", "ASKED, ERROR"})
  void saysThatARequiredOneIsNotFilled(OwnFields known, Severity severity) {
    assertThat(problems(known, WITHOUT))
        .containsExactly(
            severity
                + " mappings/m.yaml: createContact gives no 'shoe_size', which your organisation requires");
  }

  @ParameterizedTest
  @EnumSource(OwnFields.class)
  void isContentWhereItIsMapped(OwnFields known) {
    assertThat(problems(known, custom("shoe_size: $.answers.size"))).isEmpty();
  }

  @Test
  void isContentWhereTheDefaultsFillIt() {
    assertThat(
            problems(
                OwnFields.ASKED,
                Map.of(
                    "m.yaml",
                    WITHOUT,
                    "defaults.yaml",
                    "createContact: {custom: {shoe_size: 40}}\n")))
        .isEmpty();
  }

  @Test
  void complainsOfALineThatIsWrongOnce() {
    assertThat(problems(OwnFields.ASKED, custom("shoe_size: $.answer.size")))
        .containsExactly(
            "ERROR mappings/m.yaml:6:19: 'answer' is not a part of a submission; did you mean 'answers'?");
  }

  @ParameterizedTest
  @CsvSource({"TOLD, WARNING", "ASKED, ERROR"})
  void suggestsANameForOneThatIsUnknown(OwnFields known, Severity severity) {
    assertThat(problems(known, custom("shoe_size: 40, plann: gold")))
        .containsExactly(
            severity
                + " mappings/m.yaml:6:21: 'plann' is not among your organisation's own fields; did you mean 'plan'?");
  }

  @Test
  void saysWhatListsThemWhereNothingIsLikeIt() {
    assertThat(problems(OwnFields.TOLD, custom("shoe_size: 40, favourite_colour: red")))
        .singleElement()
        .asString()
        .endsWith("your organisation's own fields; ./leadline fields lists them");
  }

  @ParameterizedTest
  @CsvSource({"TOLD, WARNING", "ASKED, ERROR"})
  void holdsAConstantAgainstTheType(OwnFields known, Severity severity) {
    assertThat(problems(known, custom("shoe_size: large")))
        .singleElement()
        .asString()
        .startsWith(severity + " mappings/m.yaml:6:17: 'large' does not fit 'shoe_size': ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"B2B", "B2C"})
  void asksForAnEntitysFieldWhereThereAreEntities(CrmMode mode) {
    var required = own("industry", FieldType.TEXT, Need.ORGANISATION, Owner.ENTITY);
    var catalogue = catalogue(List.of(required)).knowing(OwnFields.ASKED);

    assertThat(problems(Map.of("m.yaml", WITHOUT), catalogue, mode))
        .hasSize(mode == CrmMode.B2B ? 1 : 0);
  }

  /** A reply that tells of them may come at any time, and must not stop a folder that was good. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "custom: {shoe_size: 40}",
        "custom: {shoe_size: large}",
        "custom: {shoe_size: [$.answers.a, $.answers.b]}",
        "custom: {shoe_size: {left: $.answers.a, right: wide}}",
        "custom: {shoe_size: {form: $.answers.a}}",
        "custom: {shoe_size: {from: $.answers.a, form: x}}",
        "custom: {shoe_size: {size}}",
        "custom: {shoe_size: {}}",
        "custom: {shoe_size: $.answer.a}",
        "custom: {shoe_size: 40}\n  only_new: [shoe_size]",
        "custom: {shoe_size: 40}\n  strict: shoe_size",
        "shoe_size: 40",
        "only_new: shoe_size",
      })
  void isTheSameErrorOrNoneWhateverTheCrmHasTold(String lines) {
    String mapping =
        "hook: typeform\ncreateContact:\n  email: $.answers.email\n  %s\n".formatted(lines);
    List<String> untold = errors(mapping, catalogue(List.of()), CrmMode.B2B);
    for (CrmMode mode : CrmMode.values()) {
      assertThat(errors(mapping, catalogue(List.of()).knowing(OwnFields.TOLD), mode))
          .isEqualTo(untold);
      for (FieldType type : FieldType.values()) {
        for (Owner owner : List.of(Owner.CONTACT, Owner.ENTITY)) {
          var told = catalogue(List.of(own("shoe_size", type, Need.ORGANISATION, owner)));
          assertThat(errors(mapping, told.knowing(OwnFields.TOLD), mode))
              .as("%s of a %s, in %s", type, owner, mode)
              .isEqualTo(untold);
        }
      }
    }
  }

  private static List<String> errors(String mapping, FieldCatalogue catalogue, CrmMode mode) {
    return problems(Map.of("m.yaml", mapping), catalogue, mode).stream()
        .filter(problem -> problem.startsWith("ERROR"))
        .toList();
  }

  @Test
  void takesAMistypedFromForAMistakeAndForNoObject() {
    assertThat(problems(OwnFields.UNKNOWN, custom("shoe_size: {form: $.answers.size}")))
        .contains(
            "ERROR mappings/m.yaml:6:18: 'form' is not known under 'shoe_size', which takes from,"
                + " lookup, when, then, otherwise; did you mean 'from'?");
  }

  @ParameterizedTest
  @CsvSource({"TOLD, WARNING", "ASKED, ERROR"})
  void saysThatAnObjectIsNoneOfTheFieldsValues(OwnFields known, Severity severity) {
    assertThat(problems(known, custom("shoe_size: {left: $.answers.a, right: 40}")))
        .containsExactly(
            severity
                + " mappings/m.yaml:6:17: 'shoe_size' is no object in your CRM, and these are parts"
                + " of one; for a choice write 'from:'");
  }

  private static String custom(String lines) {
    return """
        hook: typeform
        createContact:
          email: $.answers.email
          first_name: x
          custom:
            {%s}
        """
        .formatted(lines);
  }

  private static List<String> problems(OwnFields known, String mapping) {
    return problems(known, Map.of("m.yaml", mapping));
  }

  private static List<String> problems(OwnFields known, Map<String, String> texts) {
    var own =
        List.of(
            own("shoe_size", FieldType.NUMBER, Need.ORGANISATION, Owner.CONTACT),
            own("plan", FieldType.TEXT, Need.OPTIONAL, Owner.CONTACT));
    var catalogue =
        known == OwnFields.UNKNOWN ? catalogue(List.of()) : catalogue(own).knowing(known);
    return problems(texts, catalogue, CrmMode.B2B);
  }

  private static FieldCatalogue catalogue(List<CrmField> own) {
    List<CrmField> fields = new ArrayList<>(TestCatalogue.catalogue().all());
    fields.addAll(own);
    return FieldCatalogue.of(fields);
  }

  private static CrmField own(String name, FieldType type, Need need, Owner owner) {
    return new CrmField(name, type, need, owner, true, List.of(), "");
  }

  /** But for what the CRM itself requires. */
  private static List<String> problems(
      Map<String, String> texts, FieldCatalogue catalogue, CrmMode mode) {
    Compilation compilation = MappingCompiler.compile(new MappingTexts(texts), catalogue, mode);
    List<Problem> problems =
        compilation instanceof Compilation.Refused refused
            ? refused.problems()
            : ((Compilation.Compiled) compilation).warnings();
    return problems.stream()
        .filter(problem -> !problem.message().contains("which the CRM requires"))
        .map(problem -> problem.severity() + " " + problem)
        .toList();
  }
}
