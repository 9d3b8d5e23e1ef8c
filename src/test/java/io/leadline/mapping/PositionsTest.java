package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CrmMode;
import io.leadline.mapping.yaml.Problem;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However a text is spelt, a mistake in it is shown at its own character. */
class PositionsTest {
  private static final String MISTAKE = "nmae";

  private enum Spelt {
    IN_DOUBLE_QUOTES {
      @Override
      String value(String text) {
        return "\""
            + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("é", "\\u00e9")
            + "\"";
      }
    },
    IN_SINGLE_QUOTES {
      @Override
      String value(String text) {
        return "'" + text.replace("'", "''") + "'";
      }
    },
    IN_QUOTES_OVER_LINES {
      @Override
      String value(String text) {
        return "'"
            + text.replace("'", "''").replace("  ", "\n\n      ").replace(" ", "\n    ")
            + "'";
      }
    },
    IN_DOUBLE_QUOTES_WITH_LINES_JOINED {
      @Override
      String value(String text) {
        return "\"" + text.replace("\"", "\\\"").replace(" ", " \\\n    \\ \\t") + "\"";
      }
    },
    AS_A_BLOCK {
      @Override
      String value(String text) {
        return "|\n    " + text.replace(" ", "\n    ");
      }
    },
    FOLDED {
      @Override
      String value(String text) {
        return ">2- # folded\n    " + text.replace("  ", "\n\n      ").replace(" ", "\n    ");
      }
    },
    PLAIN {
      @Override
      String value(String text) {
        return "x" + text.replace("\"", "").replace("'", "").replace(" ", "\n    ");
      }
    };

    abstract String value(String text);
  }

  @ParameterizedTest
  @EnumSource(Spelt.class)
  void pointsAtTheMistakeHoweverTheTextIsSpelt(Spelt spelt) {
    Random random = new Random(spelt.ordinal());
    for (int i = 0; i < 200; i++) {
      String text = "{{ $.q." + MISTAKE + " }}";
      String file =
          "hook: typeform\nquestions: {name: name}\ncreateContact:\n  first_name: "
              + spelt.value(words(random) + text + words(random))
              + "\n  last_name: $.q.name\n";
      assertThat(at(file, onlyError(file))).as(file).startsWith(MISTAKE);
    }
  }

  static Stream<String> wrongPaths() {
    return Stream.of(
        "$.answers.a^.",
        "$.answers^[",
        "$.answers[^'a",
        "$.answers.a^ b",
        "$.answers['a' ^'b']",
        "$.answers[^a]",
        "$.answers['a'][^'b",
        "$..a^..b",
        "$.answers[^(1)]",
        "$.answers[?(@.a ^= 1)]",
        "$.answers[?(@.a == ^b)]",
        "$.answers[?(@.a == 1 ^and @.b)]",
        "$.answers[?(^$.a)]",
        "$.answers[?(@.a ^=~ /x/)]",
        "$.answers[?(@.a == ^@.b)]",
        "$.answers.list[^0,0]",
        "$.answers.list[^x]",
        "$.q.^nobody",
        "$.^nowhere.x",
        "$.form.^name",
        "$.answers.a | ^lowercase",
        "$.answers.a | truncate(^'x')",
        "$.answers.a | lower(^'x')",
        "$.answers.a | date('yyyy', ^'{')",
        "$.answers.a | trim | default(^'x)",
        "$..*^.a",
        "$..[0]^[1]",
        "$..[?(@.a)]^.b",
        "$.answers.^concat()",
        "$.answers.list.^length()",
        "$..x[?(@.^size() > 1)]",
        "$.answers.a | replace(^'', 'b')",
        "$.answers[?(@.a in ['x' ^'y'])]");
  }

  /** {@code ^} stands before the character that is wrong. */
  @ParameterizedTest
  @MethodSource("wrongPaths")
  void pointsAtTheCharacterOfAnExpressionThatIsWrong(String marked) {
    String expression = marked.replace("^", "");
    String file = "hook: typeform\ncreateContact:\n  first_name: " + expression + "\n";
    Problem problem = onlyError(file);

    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.column())
        .as(problem.toString())
        .isEqualTo("  first_name: ".length() + 1 + marked.indexOf('^'));
  }

  private static String words(Random random) {
    var words = new StringBuilder();
    List<String> some = List.of("a", "é", "😀", "'", "\"", "it's", "Ada", "%", "—", "x|y");
    for (int i = random.nextInt(5); i > 0; i--) {
      words.append(some.get(random.nextInt(some.size()))).append(" ".repeat(random.nextInt(3)));
    }
    return words.toString();
  }

  private static String at(String file, Problem problem) {
    String line = file.split("\n", -1)[problem.line() - 1];
    return line.substring(line.offsetByCodePoints(0, problem.column() - 1));
  }

  private static Problem onlyError(String file) {
    Compilation compilation =
        MappingCompiler.compile(
            new MappingTexts(Map.of("m.yaml", file)), TestCatalogue.catalogue(), CrmMode.B2B);
    assertThat(compilation).as(file).isInstanceOf(Compilation.Refused.class);
    List<Problem> errors =
        ((Compilation.Refused) compilation)
            .problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
    assertThat(errors).as(file).hasSize(1);
    return errors.get(0);
  }
}
