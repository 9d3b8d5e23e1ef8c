package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.leadline.event.CrmMode;
import io.leadline.mapping.yaml.Problem;
import io.leadline.mapping.yaml.YamlReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a file fills what it may hold, reading it takes time in proportion to its length. */
class LongLinesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int MOST = YamlReader.MOST_CHARACTERS;
  private static final int OF_A_LINE = 20_000;
  private static final String HEAD = "hook: typeform\ncreateContact:\n  city: ";

  static Stream<String> oneLine() {
    return Stream.of(
        filled("", "x"),
        filled("", "["),
        filled("", "{a: "),
        filled(HEAD + "[", "x,"),
        filled(HEAD + "[", "'x', "),
        filled(HEAD + "[", "é😀,"),
        filled(HEAD + "{", "a: b, ") + "}",
        filled(HEAD + "\"", "{{ $.a }}") + "\"",
        filled(HEAD + "\"", "\\u00e9") + "\"",
        filled(HEAD + "'", "''") + "'",
        filled(HEAD + "$.answers.a", " | trim"),
        filled("", "\t"),
        filled("", " "),
        filled("", " ") + "'\t",
        filled("", "-") + "'\t",
        filled("", "- ") + "'\t",
        filled("a", " "),
        filled("a", " =") + "'\t",
        filled("", "'"),
        filled("", "\""),
        filled("", "a: "),
        filled("", "a:"),
        filled("", "&a "),
        filled("", "#"),
        filled("a ", "#:"));
  }

  @ParameterizedTest
  @MethodSource("oneLine")
  void answersAFileOfOneLongLine(String text) {
    assertThat(problems("m.yaml", text)).isNotEmpty();
  }

  static Stream<String> manyLines() {
    return Stream.of(
        lines(HEAD + "[", "x,"),
        lines(HEAD + "[", "é😀,") + "]",
        lines(HEAD + "\"", "{{ $.answers.a }} ") + "\"",
        lines(HEAD + "\"", "{{ $.a }} ") + "\"",
        lines(HEAD + ">\n    ", "{{ $.answers.a }} "),
        lines(HEAD + "\"", "\\u00e9") + "\"",
        lines("", " ") + "'\t",
        filled("hook: typeform\nquestions:\n", "  a: x\n"),
        numbered("hook: typeform\nquestions:\n", "  q%d: x\n"),
        numbered("hook: typeform\ncreateContact:\n", "  frst_name%d: x\n"),
        numbered(
            "hook: typeform\ncreateContact:\n  city:\n    from: $.a\n    lookup:\n",
            "      %d: x\n"),
        filled(HEAD + "\n", "  - x\n"),
        filled("hook: typeform\nwhen:\n  $.form.id: [", "\n  x,") + "]");
  }

  @ParameterizedTest
  @MethodSource("manyLines")
  void answersAFileOfManyLines(String text) {
    assertThat(problems("m.yaml", text)).isNotEmpty();
  }

  @Test
  void answersLongListsOfTheCrmsValues() {
    assertThat(problems("crm-values.yaml", numbered("statuses:\n", "  - s%d\n"))).isEmpty();
    assertThat(problems("crm-values.yaml", numbered("stages:\n", "  s%d: x\n"))).isEmpty();
  }

  @Test
  void comparesLongListsOfConditions() {
    String head = "hook: typeform\nignore: x\nwhen:\n  $.form.id:\n";
    String one = numbered(head, "    - a%d\n");
    String other = numbered(head + "    - b\n", "    - a%d\n");
    assertTimeoutPreemptively(LONG, () -> compile(Map.of("a.yaml", one, "b.yaml", other)));
    assertTimeoutPreemptively(LONG, () -> compile(Map.of("a.yaml", other, "b.yaml", one)));
  }

  private static String filled(String head, String piece) {
    return head + piece.repeat((MOST - head.length() - 10) / piece.length());
  }

  /** As many as there is room for, in lines that are not too long. */
  private static String lines(String head, String piece) {
    String line = "    " + piece.repeat((OF_A_LINE - 100) / piece.length()) + "\n";
    return head + line.repeat((MOST - head.length() - 100) / line.length());
  }

  private static String numbered(String head, String line) {
    return IntStream.range(0, (MOST - head.length()) / (line.length() + 3))
        .mapToObj(line::formatted)
        .collect(Collectors.joining("", head, ""));
  }

  private static List<Problem> problems(String file, String text) {
    Compilation compilation = assertTimeoutPreemptively(LONG, () -> compile(Map.of(file, text)));
    return compilation instanceof Compilation.Refused refused
        ? refused.problems()
        : ((Compilation.Compiled) compilation).warnings();
  }

  private static Compilation compile(Map<String, String> texts) {
    return MappingCompiler.compile(new MappingTexts(texts), TestCatalogue.catalogue(), CrmMode.B2B);
  }
}
