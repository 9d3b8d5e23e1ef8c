package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CrmMode;
import io.leadline.mapping.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake has its place and its own words: {@code broken.txt}. */
class BrokenFilesTest {
  @ParameterizedTest
  @MethodSource("broken")
  void saysWhereWhatAndHowToMendIt(Sections broken) {
    assertThat(problems(broken)).isEqualTo(broken.file("says"));
  }

  @Test
  void knowsManyMistakes() {
    assertThat(broken()).hasSizeGreaterThanOrEqualTo(40);
  }

  static Stream<Sections> broken() {
    return Sections.read("/mapping/broken.txt").stream();
  }

  private static String problems(Sections broken) {
    CrmMode mode = broken.title().contains("b2c") ? CrmMode.B2C : CrmMode.B2B;
    Compilation compilation =
        MappingCompiler.compile(broken.texts(), TestCatalogue.catalogue(), mode);
    List<Problem> problems =
        compilation instanceof Compilation.Refused refused
            ? refused.problems()
            : ((Compilation.Compiled) compilation).warnings();
    return problems.stream()
        .filter(
            problem ->
                !problem.message().startsWith("createContact gives no")
                    || broken.title().contains("required"))
        .map(problem -> problem.severity() + " " + problem)
        .collect(Collectors.joining("\n"));
  }
}
