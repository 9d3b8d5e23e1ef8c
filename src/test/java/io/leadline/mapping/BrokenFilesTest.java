package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CrmMode;
import io.leadline.mapping.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    assertThat(broken()).hasSizeGreaterThanOrEqualTo(200);
  }

  @Test
  void saysAllOfThemInOneRun() {
    Map<String, String> texts = new TreeMap<>();
    List<String> expected = new ArrayList<>();
    List<Sections> alone = broken().filter(BrokenFilesTest::isOfMappingsAlone).toList();
    for (int i = 0; i < alone.size(); i++) {
      String prefix = "%03d-".formatted(i);
      alone.get(i).texts().byFileName().forEach((file, text) -> texts.put(prefix + file, text));
      alone.get(i).file("says").lines().map(line -> inFolder(line, prefix)).forEach(expected::add);
    }
    expected.removeIf(line -> line.contains(": never gets an event of hook"));

    assertThat(alone).hasSizeGreaterThan(180);
    assertThat(saidOf(new MappingTexts(texts), CrmMode.B2B)).containsAll(expected);
  }

  @Test
  void saysTheFirstMistakesOfEachFileOfAFolderOfRubbish() {
    String rubbish =
        IntStream.range(0, 250)
            .mapToObj(i -> "  wrong" + i + ": x\n")
            .collect(Collectors.joining("", "hook: typeform\ncreateContact:\n", ""));
    Map<String, String> texts = new TreeMap<>();
    IntStream.range(0, 110).forEach(i -> texts.put("m" + i + ".yaml", rubbish));

    List<Problem> problems = compiled(new MappingTexts(texts), CrmMode.B2B);

    assertThat(problems).hasSizeBetween(20_000, 20_500);
    assertThat(problems).extracting(Problem::file).containsAll(texts.keySet());
    assertThat(problems)
        .filteredOn(problem -> problem.file().equals("m0.yaml"))
        .extracting(Problem::message)
        .contains(
            "'wrong0' is not a createContact field; a field of your organisation's own goes under 'custom:'")
        .contains("has more problems than are shown here (57): mend these and check again");
  }

  /** What is for all mappings would be for all of them. */
  private static boolean isOfMappingsAlone(Sections broken) {
    Set<String> files = broken.texts().byFileName().keySet();
    return Set.of("demo.yaml", "zebra.yaml").containsAll(files) && !broken.title().contains("b2c");
  }

  private static String inFolder(String line, String prefix) {
    return line.replace("mappings/", "mappings/" + prefix);
  }

  static Stream<Sections> broken() {
    return Sections.read("/mapping/broken.txt").stream();
  }

  private static String problems(Sections broken) {
    CrmMode mode = broken.title().contains("b2c") ? CrmMode.B2C : CrmMode.B2B;
    return saidOf(broken.texts(), mode).stream()
        .filter(line -> isMeant(line, "createContact gives no", broken.title(), "required"))
        .filter(line -> isMeant(line, "no line reads", broken.title(), "unread"))
        .collect(Collectors.joining("\n"));
  }

  /** Many a section is too short to be free of these; only those that are about them show them. */
  private static boolean isMeant(String line, String message, String title, String word) {
    return !line.contains(": " + message) || title.contains(word);
  }

  private static List<String> saidOf(MappingTexts texts, CrmMode mode) {
    return compiled(texts, mode).stream()
        .map(problem -> problem.severity() + " " + problem)
        .toList();
  }

  private static List<Problem> compiled(MappingTexts texts, CrmMode mode) {
    Compilation compilation = MappingCompiler.compile(texts, TestCatalogue.catalogue(), mode);
    return compilation instanceof Compilation.Refused refused
        ? refused.problems()
        : ((Compilation.Compiled) compilation).warnings();
  }
}
