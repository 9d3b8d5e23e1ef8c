package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.leadline.event.CrmMode;
import io.leadline.mapping.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files as they are after an accident: an answer comes out, and what it points at is there. */
class MutatedFilesTest {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final String MARKS =
      "{}[]'\"#:|$.\t\n -&*!?%@`,()\\<>=~0aé“”\r\u2028\u200B\uFEFF\uD83D\uDE00\u0007";
  private static final List<String> VALUES =
      List.of(
          " []", " {}", " x", " [x, [y], {a: b}]", " {a: {b: c}}", " ~", "", " $.answers.x", " 7");

  @Test
  void survivesAnyMutationOfTheShippedFiles() throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    for (String file : List.of("crm-values.yaml", "defaults.yaml", "typeform-demo-request.yaml")) {
      shipped.put(file, Files.readString(Path.of("mappings", file)));
    }
    assertSurvives(List.of(shipped), 1_500, 11);
  }

  @Test
  void survivesAnyMutationOfAllThatTestsHold() {
    List<Map<String, String>> folders =
        Stream.of("/mapping/good.txt", "/mapping/broken.txt")
            .flatMap(resource -> Sections.read(resource).stream())
            .map(section -> section.texts().byFileName())
            .filter(texts -> !texts.isEmpty())
            .toList();
    assertSurvives(folders, 4_000, 12);
  }

  private static void assertSurvives(List<Map<String, String>> folders, int times, int seed) {
    Random random = new Random(seed);
    assertTimeoutPreemptively(
        LONG,
        () -> {
          for (int i = 0; i < times; i++) {
            Map<String, String> texts = new TreeMap<>(folders.get(i % folders.size()));
            texts.replaceAll((file, text) -> mutated(text, random));
            assertAnswered(texts);
          }
        });
  }

  private static void assertAnswered(Map<String, String> texts) {
    Compilation compilation =
        MappingCompiler.compile(new MappingTexts(texts), TestCatalogue.catalogue(), CrmMode.B2B);
    List<Problem> problems =
        compilation instanceof Compilation.Refused refused
            ? refused.problems()
            : ((Compilation.Compiled) compilation).warnings();
    assertThat(problems)
        .as(texts.toString())
        .noneMatch(problem -> problem.message().contains("internal error"))
        .allMatch(problem -> isInside(texts.getOrDefault(problem.file(), ""), problem));
    if (compilation instanceof Compilation.Compiled compiled) {
      assertThat(compiled.set().decide(Submissions.of("typeform", Map.of("email", "a@b.de"))))
          .as(texts.toString())
          .isNotNull();
    }
  }

  private static boolean isInside(String text, Problem problem) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    return problem.line() == 0
        || (problem.line() > 0
            && problem.column() > 0
            && problem.line() <= lines.length
            && problem.column() <= lines[problem.line() - 1].length() + 1);
  }

  private static String mutated(String text, Random random) {
    String mutated = text;
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutated = random.nextBoolean() ? ofLines(mutated, random) : ofCharacters(mutated, random);
    }
    return mutated;
  }

  private static String ofLines(String text, Random random) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(other, line);
      case 2 -> lines.set(at, lines.set(other, line));
      case 3 -> lines.set(at, "  ".repeat(random.nextInt(3)) + line.strip());
      case 4 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
      default ->
          lines.set(at, line.replaceAll(":.*", ":") + VALUES.get(random.nextInt(VALUES.size())));
    }
    return String.join("\n", lines);
  }

  private static String ofCharacters(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text.isEmpty() ? " " : text);
    int at = random.nextInt(mutated.length());
    char mark = MARKS.charAt(random.nextInt(MARKS.length()));
    switch (random.nextInt(4)) {
      case 0 -> mutated.insert(at, mark);
      case 1 -> mutated.setCharAt(at, mark);
      case 2 -> mutated.insert(at, String.valueOf(mark).repeat(2 + random.nextInt(40)));
      default -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(12)));
    }
    return mutated.toString();
  }
}
