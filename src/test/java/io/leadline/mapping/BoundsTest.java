package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Call;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import io.leadline.mapping.function.Functions;
import io.leadline.mapping.function.MappingFunction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of functions can neither fill the memory nor give two things for one. */
@Timeout(60)
class BoundsTest {
  private static final int LARGEST_BODY = 257 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replace('a', 'aaaaaaaaaa')",
        "replace('a', 'a\"\"\"\"\"\"a') | json",
        "json",
        "prefix('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
        "split('a') | join('aaaaaaaaaaaaaaaaaaaaaaaa')",
        "replace('a', 'a,a,a,a,a,a,a') | split",
        "upper | lower | title",
      })
  void aChainThatMultipliesComesToAnEnd(String step) {
    int times = 30 / step.split("\\|", -1).length;
    MappingSet set = set("$.answers.v | " + String.join(" | ", Collections.nCopies(times, step)));

    assertThat(List.of("a".repeat(50), "\"\\a".repeat(50), Collections.nCopies(1_000, "a\"a")))
        .allSatisfy(value -> assertSmall(set.decide(Submissions.of("typeform", answers(value)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sort", "unique", "unique | sort | count", "sort | at(99999)", "json", "join"})
  void aLongListIsDoneInTime(String functions) {
    MappingSet set = set("$.answers.v | " + functions);
    List<Object> list =
        IntStream.range(0, 100_000).mapToObj(i -> (Object) ("v" + i % 9_999)).toList();

    assertSmall(set.decide(Submissions.of("typeform", answers(list))));
  }

  static Stream<Object> values() {
    return Stream.of(
        "Ada Lovelace <ada@acme.com>",
        "\uD800\u202E\u0000e\u0301😀",
        "1e400",
        "NO",
        "a,b;c\nd".repeat(20_000),
        -1.5e300,
        true,
        List.of("2026-01-18", 7, List.of("x", Map.of("first", "Ada"))),
        Map.of("first", "Ada", "list", Collections.nCopies(3_000, "x")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void anyChainGivesTheSameTwiceAndLittle(Object value) {
    Random random = new Random(5);
    for (int i = 0; i < 150; i++) {
      String chain = "$.answers.v | " + chain(random);
      MappingSet set = set(chain);
      var submission = Submissions.of("typeform", answers(value));

      Decision once = set.decide(submission);

      assertSmall(once);
      assertThat(set.decide(submission)).as(chain).isEqualTo(once);
      assertThat(set(chain).decide(submission)).as(chain).isEqualTo(once);
    }
  }

  @Test
  void theSubmissionStaysAsItCame() {
    var submission = Submissions.of("typeform", answers(List.of("b", "a", "A")));
    String before = Documents.write(submission.document());
    Functions.BUILT_IN.forEach(
        function ->
            function.examples().stream()
                .map(MappingFunction.Example::call)
                .forEach(call -> set("$.answers.v | " + call).decide(submission)));

    assertThat(Documents.write(submission.document())).isEqualTo(before);
  }

  private static String chain(Random random) {
    return IntStream.range(0, 1 + random.nextInt(8))
        .mapToObj(i -> Functions.BUILT_IN.get(random.nextInt(Functions.BUILT_IN.size())))
        .map(function -> function.examples().get(random.nextInt(function.examples().size())).call())
        .collect(Collectors.joining(" | "));
  }

  private static Map<String, Object> answers(Object value) {
    return Map.of("email", "ada@acme.com", "v", value);
  }

  private static void assertSmall(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Calls.class);
    for (Call call : ((Decision.Calls) decision).calls()) {
      assertThat(Documents.write(call.body()).length()).isLessThan(LARGEST_BODY);
    }
    assertThat(((Decision.Calls) decision).warnings())
        .allSatisfy(
            warning -> {
              assertThat(warning.value().length()).isLessThan(200);
              assertThat(warning.why()).hasSizeLessThan(300).doesNotContain("internal error");
            });
  }

  private static MappingSet set(String expression) {
    String text =
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
          entity_tags: >-
            %1$s
          custom:
            text: >-
              %1$s
        """
            .formatted(expression);
    Compilation compilation =
        MappingCompiler.compile(
            new MappingTexts(Map.of("m.yaml", text)), TestCatalogue.catalogue(), CrmMode.B2B);
    assertThat(compilation).as(expression).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).set();
  }
}
