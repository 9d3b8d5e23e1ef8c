package io.leadline.mapping.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.Documents;
import io.leadline.event.FieldType;
import io.leadline.mapping.function.CaseFile;
import io.leadline.mapping.function.MappingFunction.Unfit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each type of field takes, by the table mapping/field/fields.txt, and what it never does. */
class FieldFitTest {
  private static final FitContext NOWHERE = new FitContext(null);
  private static final List<String> ROLES =
      List.of("Decision Maker", "Supporter", "Influencer", "Other");

  static Stream<Arguments> cases() {
    return CaseFile.rows("/mapping/field/fields.txt");
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @MethodSource("cases")
  void makesAValueRightAsTheTableSays(String what, String input, String output) throws Unfit {
    String[] typeAndCountry = what.split(" ", -1);
    CrmField field = field(typeAndCountry[0]);
    var context = new FitContext(typeAndCountry.length > 1 ? typeAndCountry[1] : null);
    Object value = Objects.requireNonNull(CaseFile.document(input));

    if (output.startsWith("!")) {
      assertThatThrownBy(() -> FieldFit.fit(field, value, context))
          .isInstanceOf(Unfit.class)
          .hasMessage(output.substring(1).strip());
    } else {
      assertThat(Documents.write(FieldFit.fit(field, value, context)))
          .isEqualTo(Documents.write(CaseFile.document(output)));
    }
  }

  @Test
  void sendsYesAndNoAsIntegers() throws Unfit {
    assertThat(FieldFit.fit(field("BOOLEAN"), true, NOWHERE)).isEqualTo(1);
    assertThat(FieldFit.fit(field("BOOLEAN"), false, NOWHERE)).isEqualTo(0);
  }

  @Test
  void leavesTheSpellingOfAChoiceToTheCrmEvenWhereItListsNone() throws Unfit {
    assertThat(FieldFit.fit(field("stage", FieldType.ONE_OF, List.of()), " New  lead ", NOWHERE))
        .isEqualTo("New lead");
  }

  @ParameterizedTest
  @EnumSource(FieldType.class)
  void bearsWhateverComes(FieldType type) {
    CrmField field = field("any", type, ROLES);

    assertThat(hostile()).allSatisfy(value -> assertThat(bears(field, value)).isTrue());
  }

  @ParameterizedTest
  @EnumSource(
      value = FieldType.class,
      names = {"TEXT", "LIST"},
      mode = EnumSource.Mode.EXCLUDE)
  void neverTellsTheValueInItsReason(FieldType type) {
    assertThatThrownBy(() -> FieldFit.fit(field("any", type, ROLES), "s3cret value!", NOWHERE))
        .isInstanceOf(Unfit.class)
        .hasMessageNotContaining("s3cret");
  }

  private static boolean bears(CrmField field, Object value) {
    try {
      return FieldFit.fit(field, value, NOWHERE) != null;
    } catch (Unfit e) {
      return String.valueOf(e.getMessage()).length() < 300;
    }
  }

  private static List<Object> hostile() {
    return List.of(
        " ",
        "\u0000",
        "\uD83D",
        "a".repeat(1 << 20),
        "@".repeat(1 << 20),
        "9".repeat(1 << 20),
        new BigDecimal("1e400"),
        new BigDecimal("1e999999999"),
        new BigDecimal("1e-999999999"),
        Double.NaN,
        List.of(),
        Map.of(),
        List.of(List.of(List.of())),
        Arrays.asList("a", null),
        Map.of("a", Map.of("b", List.of(Map.of()))),
        List.of(Map.of("a", "b"), 7, true));
  }

  private static CrmField field(String name) {
    return switch (name) {
      case "entity_socials" -> field(name, FieldType.OBJECT, List.of());
      case "ONE_OF" -> field(name, FieldType.ONE_OF, ROLES);
      default -> field(name, FieldType.valueOf(name), List.of());
    };
  }

  private static CrmField field(String name, FieldType type, List<String> allowed) {
    return new CrmField(name, type, Need.OPTIONAL, Owner.CONTACT, false, allowed, "");
  }
}
