package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.mapping.cases.MappingCases.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any shape in any place of a file of cases: it is run or refused, and the schema knows which. */
class CaseShapesTest {
  private static final String HOLE = "HOLE";

  private static final List<String> SHAPES =
      List.of(
          "",
          "~",
          "''",
          "' '",
          "7",
          "-1.50",
          "true",
          "yes",
          "text",
          "'true'",
          "[]",
          "[~]",
          "['']",
          "[7]",
          "[text]",
          "[text, ~]",
          "[[]]",
          "[[text]]",
          "[{}]",
          "[{a: b}]",
          "{}",
          "{a: b}",
          "{a: ~}",
          "{a: {b: [c]}}",
          "{profile_source: x}",
          "[~, {profile_source: x}]");

  static List<String> places() {
    List<String> places = new ArrayList<>();
    places.add(HOLE);
    places.add("- " + HOLE);
    places.add("- {name: HOLE, submission: {}, expect: {failed: x}}");
    places.add("- {name: x, submission: HOLE, expect: {failed: x}}");
    places.add("- {name: x, request: HOLE, expect: {failed: x}}");
    places.add("- {name: x, submission: {}, expect: HOLE}");
    for (String part :
        "hook source event_id event_type submitted_at received_at form answers labels hidden calculated body"
            .split(" ", -1)) {
      places.add("- {name: x, submission: {" + part + ": HOLE}, expect: {failed: x}}");
    }
    for (String inner : List.of("form: {id: HOLE}", "form: {title: HOLE}", "answers: {a: HOLE}")) {
      places.add("- {name: x, submission: {" + inner + "}, expect: {failed: x}}");
    }
    for (String line :
        List.of(
            "createContact: HOLE",
            "addProfileToContact: HOLE",
            "addProfileToContact: [HOLE]",
            "only_new: HOLE",
            "only_new: [HOLE]",
            "warnings: HOLE",
            "warnings: [HOLE]",
            "whole: HOLE",
            "failed: HOLE",
            "ignored: HOLE",
            "createContact: {email: HOLE}",
            "addProfileToContact: {profile_payload: HOLE}")) {
      places.add("- {name: x, submission: {}, expect: {" + line + "}}");
      places.add("- {name: x, submission: {answers: {email: a@b.de}}, expect: {" + line + "}}");
      if (!line.startsWith("failed")) {
        places.add("- {name: x, submission: {}, expect: {failed: x, " + line + "}}");
      }
      if (!line.startsWith("ignored")) {
        places.add("- {name: x, submission: {}, expect: {ignored: x, " + line + "}}");
      }
    }
    return places;
  }

  @ParameterizedTest
  @MethodSource("places")
  void isRefusedWhereTheSchemaRefusesIt(String place) {
    for (String shape : SHAPES) {
      var file = Map.of("m.cases.yaml", place.replace(HOLE, shape) + "\n");

      List<String> complaints = MappingSchemaTest.complaints(new MappingTexts(file));

      assertThat(isRefused(FailingCasesTest.run(file)))
          .as("%s: %s", file, complaints)
          .isEqualTo(!complaints.isEmpty());
    }
  }

  private static boolean isRefused(List<Result> results) {
    return results.stream().anyMatch(result -> result.name().equals("the file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "[{a: "})
  void isRefusedWhereItIsNestedTooDeep(String level) {
    var file = Map.of("m.cases.yaml", level.repeat(100_000));

    assertThat(isRefused(FailingCasesTest.run(file))).isTrue();
  }

  @Test
  void holdsNoCaseWhereItIsEmpty() {
    assertThat(FailingCasesTest.run(Map.of("m.cases.yaml", "# nothing yet\n"))).isEmpty();
  }
}
