package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CrmMode;
import io.leadline.mapping.cases.MappingCases;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What mappings make of submissions: {@code good.txt}, run as a reader's own cases are. */
class GoodFilesTest {
  @ParameterizedTest
  @MethodSource("results")
  void makesTheCallsThatAreExpected(MappingCases.Result result) {
    assertThat(result.passed()).as(result.toString()).isTrue();
  }

  @Test
  void runsManyCases() {
    assertThat(results()).hasSizeGreaterThanOrEqualTo(140);
  }

  @Test
  void hasASectionForEachRule() {
    assertThat(Sections.read("/mapping/good.txt"))
        .extracting(Sections::title)
        .satisfies(
            titles ->
                IntStream.rangeClosed(1, 12)
                    .forEach(
                        rule ->
                            assertThat(titles)
                                .anyMatch(it -> it.startsWith("rule " + rule + ": "))));
  }

  static Stream<MappingCases.Result> results() {
    return Sections.read("/mapping/good.txt").stream().flatMap(good -> run(good).stream());
  }

  private static List<MappingCases.Result> run(Sections good) {
    CrmMode mode = good.title().contains("b2c") ? CrmMode.B2C : CrmMode.B2B;
    Compilation compilation =
        MappingCompiler.compile(good.texts(), TestCatalogue.catalogue(), mode);
    assertThat(compilation).as(good.title()).isInstanceOf(Compilation.Compiled.class);
    MappingSet set = ((Compilation.Compiled) compilation).set();
    return MappingCases.run(good.texts(), set, MappingCases.SubmissionReader.INLINE_ONLY);
  }
}
