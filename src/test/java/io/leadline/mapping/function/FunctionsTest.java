package io.leadline.mapping.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.leadline.event.Documents;
import io.leadline.mapping.function.MappingFunction.Example;
import io.leadline.mapping.function.MappingFunction.Unfit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every function: its examples, and that no input can break it. */
class FunctionsTest {
  private static final Duration BOUND = Duration.ofMinutes(1);

  static Stream<Arguments> examples() {
    return Functions.BUILT_IN.stream()
        .flatMap(
            function ->
                function.examples().stream()
                    .map(example -> Arguments.of(function.name(), example)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("examples")
  void doesAsItsExamplesSay(String name, Example example) throws Unfit {
    Written call = Written.call(example.call());

    assertThat(call.function().name()).isEqualTo(name);
    assertThat(call.function().refuse(call.arguments())).isNull();
    assertThat(Documents.canonical(call.on(example.input())))
        .isEqualTo(Documents.canonical(example.output()));
  }

  @Test
  void eachHasANameOfItsOwnADescriptionAndExamplesEnoughForAReferencePage() {
    assertThat(Functions.BUILT_IN).extracting(MappingFunction::name).doesNotHaveDuplicates();
    assertThat(Functions.BUILT_IN)
        .allSatisfy(
            function -> {
              assertThat(function.name()).matches("[a-z]+(_[a-z]+)*");
              assertThat(function.description()).endsWith(".");
              assertThat(function.examples()).hasSizeBetween(4, 10);
              assertThat(function.examples()).anyMatch(example -> example.input() == null);
              assertThat(function.examples()).anyMatch(example -> example.input() instanceof List);
            });
  }

  @Test
  void findsAFunctionByItsNameAndNoOther() {
    assertThat(Functions.find("lower")).get().isInstanceOf(Lower.class);
    assertThat(Functions.find("Lower")).isEmpty();
    assertThat(Functions.find("lookup")).isEmpty();
  }

  static Stream<Arguments> hostileInputs() {
    return hostile().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileInputs")
  void noInputBreaksOrStallsAFunction(String what, Object input) {
    assertTimeoutPreemptively(
        BOUND,
        () -> {
          for (MappingFunction function : Functions.BUILT_IN) {
            for (List<String> arguments : argumentsFor(function)) {
              assertThat(bears(function, input, arguments)).as(function.name()).isTrue();
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email",
        "url",
        "phone",
        "country_code",
        "timezone",
        "bool",
        "number",
        "date",
        "domain"
      })
  void whyAValueIsUnfitNeverHoldsTheValue(String name) {
    MappingFunction function = Functions.find(name).orElseThrow();

    assertThatThrownBy(() -> function.apply("s3cret value!", List.of()))
        .isInstanceOf(Unfit.class)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "lower('x')                       | takes nothing between brackets",
        "truncate                         | needs an argument: how many characters",
        "truncate('abc')                  | 'abc' is not a whole number from 1 to 1000000",
        "truncate(0)                      | '0' is not a whole number from 1 to 1000000",
        "at('-1')                         | '-1' is not a whole number from 1 to 1000000",
        "round(99)                        | '99' is not a whole number from 0 to 20",
        "default                          | needs an argument: what to give where there is nothing",
        "join('a', 'b')                   | takes at most 1 argument",
        "replace('')                      | needs a text to look for, not an empty one",
        "split('')                        | needs a text to cut at, not an empty one",
        "phone('XX')                      | 'XX' is not a country (as US or DE)",
        "pick                             | needs an argument: the name of a part",
        "date('YYYY-MM-DD')               | 'YYYY-MM-DD' is not what you mean; did you mean 'yyyy-MM-dd'?",
        "date('dd.mm.yyyy')               | 'dd.mm.yyyy' is not what you mean; did you mean 'dd.MM.yyyy'?",
        "date('quarter')                  | 'quarter' is not a date pattern (as dd.MM.yyyy)",
        "date('yyyy', '1.2')              | '1.2' is not a date pattern (as dd.MM.yyyy)",
        "date('yyyy', 'yyyy', 'klingon')  | 'klingon' is not a language (as en or de)",
      })
  void refusesWrongArgumentsWhenTheFileIsCompiled(String call, String refusal) {
    Written written = Written.call(call);

    assertThat(written.function().refuse(written.arguments())).isEqualTo(refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone",
        "phone('us')",
        "phone('Germany')",
        "phone('UK')",
        "join",
        "split",
        "date",
        "date('HH:mm')",
        "date('dd.MM.yyyy', 'd/M/yy', 'pt-BR')",
        "round",
        "omit('a', 'b', 'c', 'd')"
      })
  void takesRightArguments(String call) {
    Written written = Written.call(call);

    assertThat(written.function().refuse(written.arguments())).isNull();
  }

  private static boolean bears(
      MappingFunction function, @Nullable Object input, List<String> arguments) {
    try {
      new Written(function, arguments).on(input);
      function.apply(input, arguments);
      return true;
    } catch (Unfit e) {
      return String.valueOf(e.getMessage()).length() < 300;
    }
  }

  private static List<List<String>> argumentsFor(MappingFunction function) {
    List<List<String>> calls = new ArrayList<>();
    for (Example example : function.examples()) {
      calls.add(Written.call(example.call()).arguments());
    }
    return calls.stream().distinct().toList();
  }

  private static Map<String, @Nullable Object> hostile() {
    var hostile = new LinkedHashMap<String, @Nullable Object>();
    hostile.put("nothing", null);
    hostile.put("blank", " \t\u00A0\u200B");
    hostile.put("a megabyte of letters", "a".repeat(1 << 20));
    hostile.put("a megabyte of spaces and letters", "a b ".repeat(1 << 18));
    hostile.put(
        "a megabyte of spaces around a letter", " ".repeat(1 << 19) + "a" + " ".repeat(1 << 19));
    hostile.put("a megabyte of tags that never end", "<a".repeat(1 << 19));
    hostile.put("a megabyte of scripts that never end", "<script></".repeat(100_000));
    hostile.put("a megabyte of comments that never end", "<!--".repeat(1 << 18));
    hostile.put("a megabyte of entities", "&#99999;&amp;".repeat(80_000));
    hostile.put("a megabyte of at signs", "@".repeat(1 << 20));
    hostile.put("a megabyte of dots", ".".repeat(1 << 20));
    hostile.put("a megabyte of digits", "9".repeat(1 << 20));
    hostile.put("a megabyte of commas", ",".repeat(1 << 20));
    hostile.put("a megabyte of names", "von der ".repeat(1 << 17));
    hostile.put("a megabyte that unfolds", "\uFDFA".repeat(1 << 19));
    hostile.put("an address with a long domain", "a@" + "a.".repeat(5000) + "com");
    hostile.put("lone surrogates", "\uD83D Ada \uDE00");
    hostile.put("a high surrogate at the end", "Ada\uD83D");
    hostile.put("control characters", "\u0000Ada\u0007\u001B[31m");
    hostile.put("right to left", "\u202Emoc.live@ada");
    hostile.put("combining marks", "e" + "\u0301".repeat(1000));
    hostile.put("emoji", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿");
    hostile.put("punctuation", "'\"\\(){}[]<>,;:@$%");
    hostile.put("brackets the wrong way", ")(");
    hostile.put("1e400", new BigDecimal("1e400"));
    hostile.put("1e999999999", new BigDecimal("1e999999999"));
    hostile.put("1e-999999999", new BigDecimal("1e-999999999"));
    hostile.put("0e999999999", new BigDecimal("0e999999999"));
    hostile.put("a long integer", BigInteger.TEN.pow(5000));
    hostile.put("not a number", Double.NaN);
    hostile.put("a negative zero", -0.0);
    hostile.put("the least long", Long.MIN_VALUE);
    hostile.put("no items", List.of());
    hostile.put("a list of nulls", Arrays.asList(null, null));
    hostile.put(
        "lists of lists", List.of(List.of("a", List.of("b", Map.of("c", List.of()))), List.of()));
    hostile.put(
        "a mixed list",
        Arrays.asList("a", 1, null, true, Map.of("a", 1), List.of("x"), new BigDecimal("1e400")));
    hostile.put("a long list", Stream.iterate(0, i -> i + 1).limit(10_000).toList());
    hostile.put("no parts", Map.of());
    hostile.put(
        "odd parts",
        Map.of(
            "first",
            List.of(Map.of("x", 1)),
            "year",
            "x",
            "date",
            Map.of(),
            "full",
            Map.of("full", "y")));
    hostile.put(
        "dates that are not", Map.of("year", new BigDecimal("1e40"), "month", 13, "day", "31"));
    hostile.put("deep", deep(200));
    return hostile;
  }

  private static Object deep(int levels) {
    Object value = "x";
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("full", value);
    }
    return value;
  }
}
