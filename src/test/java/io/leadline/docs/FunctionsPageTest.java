package io.leadline.docs;

import io.leadline.event.Documents;
import io.leadline.mapping.function.Functions;
import io.leadline.mapping.function.MappingFunction;
import io.leadline.mapping.function.MappingFunction.Example;
import io.leadline.mapping.function.MappingFunction.Parameter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/functions.md is made from the functions; their examples are run by FunctionsTest. */
class FunctionsPageTest {
  /** Would not be seen on the page, or would turn what stands after it around. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cntrl}\\u00A0]");

  private static final String HEAD =
      """
      # Functions

      They stand after a path in a [mapping file](mapping-files.md), one behind the other: `$.q.email | trim | lower`. Arguments go between
      brackets, in quotes where they hold more than letters and digits: `default('not given')`. In quotes `\\n` is the end
      of a line.

      Where there is nothing, most functions give nothing, and the field is left out. Of a list, most take each item. Where that is
      otherwise, it is said. When a value is of no use to a function, the field is left out and the event carries a warning; a required
      field makes it a dead letter.

      This page is made from the code, and every example on it is run as a test.

      """;

  @Test
  void isMadeFromTheFunctions() {
    Written.holds("docs/functions.md", HEAD + contents() + everyFunction());
  }

  private static String contents() {
    return Functions.BUILT_IN.stream()
            .map(function -> "[" + function.name() + "](#" + function.name() + ")")
            .collect(Collectors.joining(" · "))
        + "\n";
  }

  private static String everyFunction() {
    return Functions.BUILT_IN.stream()
        .map(FunctionsPageTest::section)
        .collect(Collectors.joining());
  }

  private static String section(MappingFunction function) {
    return "\n## "
        + function.name()
        + "\n\n"
        + function.description()
        + remarks(function)
        + "\n"
        + parameters(function.parameters())
        + "\n| value | | gives |\n|---|---|---|\n"
        + function.examples().stream().map(FunctionsPageTest::row).collect(Collectors.joining());
  }

  private static String remarks(MappingFunction function) {
    return (function.eachItem() ? "" : " Takes a list as a whole.")
        + (function.takesNothing() ? " Asked also where there is nothing." : "");
  }

  private static String parameters(List<Parameter> parameters) {
    return parameters.isEmpty()
        ? ""
        : "\n" + parameters.stream().map(FunctionsPageTest::line).collect(Collectors.joining());
  }

  private static String line(Parameter parameter) {
    return "- `"
        + parameter.name()
        + "`: "
        + parameter.description()
        + (parameter.required() ? "" : " (may be left out)")
        + "\n";
  }

  private static String row(Example example) {
    return "| %s | `\\| %s` | %s |\n"
        .formatted(
            shown(example.input()), example.call().replace("|", "\\|"), shown(example.output()));
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "nothing" : "`" + code(Documents.canonical(value)) + "`";
  }

  private static String code(String json) {
    return INVISIBLE
        .matcher(json)
        .replaceAll(found -> "\\\\u%04X".formatted(found.group().codePointAt(0)))
        .replace("|", "\\|")
        .replace("`", "'");
  }
}
