package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CrmMode;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.mapping.cases.MappingCases.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A case that should fail does, in words of its own: {@code failing-cases.txt}. */
class FailingCasesTest {
  private static final List<Sections> ALL = Sections.read("/mapping/failing-cases.txt");

  @ParameterizedTest
  @MethodSource("failing")
  void saysHowTheyFail(Sections failing) {
    assertThat(said(run(failing.texts().byFileName()))).isEqualTo(failing.file("says"));
  }

  static Stream<Sections> failing() {
    return ALL.stream().skip(1);
  }

  private static String said(List<Result> results) {
    return results.stream()
        .filter(result -> !result.passed())
        .map(Result::toString)
        .collect(Collectors.joining("\n"));
  }

  /** Beside the mappings with which the file begins. */
  static List<Result> run(Map<String, String> cases) {
    var files = new TreeMap<>(ALL.get(0).texts().byFileName());
    files.putAll(cases);
    var texts = new MappingTexts(files);
    Compilation compilation =
        MappingCompiler.compile(texts, TestCatalogue.catalogue(), CrmMode.B2C);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    MappingSet set = ((Compilation.Compiled) compilation).set();
    return MappingCases.run(texts, set, MappingCases.SubmissionReader.INLINE_ONLY);
  }
}
