package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.docs.Page.Block;
import io.leadline.event.CrmMode;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recipe on docs/mapping-recipes.md is compiled and its cases are run; and nothing on it is
 * idle: whichever line of a recipe is left out, or expected otherwise, something is red.
 */
class MappingRecipesPageTest {
  private static final Page PAGE = Page.of("docs/mapping-recipes.md");
  private static final Page MANUAL = Page.of("docs/mapping-files.md");
  private static final Pattern NAMED = Pattern.compile("# mappings/(\\S+\\.yaml)");

  /** Headings and remarks, and what makes a case stricter. */
  private static final Pattern QUIET = Pattern.compile("\\s*(whole: true|\\w+:|#.*|)");

  /** A section of the page, by its files. */
  record Recipe(String title, String prose, Map<String, String> files) {
    @Override
    public String toString() {
      return title;
    }
  }

  /** A recipe with one line changed. */
  record Spoilt(String what, Map<String, String> files) {
    @Override
    public String toString() {
      return what;
    }
  }

  @Test
  void thereAreTwelve() {
    assertThat(recipes()).hasSize(12);
  }

  @Test
  void theManualLeadsToEachOfThem() {
    var links = recipes().stream().map(recipe -> "#" + anchor(recipe.title())).toList();

    assertThat(PAGE.links()).containsAll(links);
    assertThat(MANUAL.links())
        .containsAll(links.stream().map(link -> "mapping-recipes.md" + link).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recipes")
  void saysWhatItIsForAndShowsIt(Recipe recipe) {
    assertThat(recipe.prose()).isNotBlank();
    assertThat(recipe.files().keySet())
        .anyMatch(name -> name.endsWith(".cases.yaml"))
        .anyMatch(name -> !name.endsWith(".cases.yaml"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recipes")
  void doesWhatItSays(Recipe recipe) {
    assertThat(complaints(recipe.files())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void hasNoIdleLine(Spoilt spoilt) {
    assertThat(complaints(spoilt.files())).as(spoilt.what()).isNotEmpty();
  }

  @Test
  void noYamlIsLeftOut() {
    int files = recipes().stream().mapToInt(recipe -> recipe.files().size()).sum();

    assertThat(PAGE.blocks("yaml")).hasSize(files + around().size());
  }

  // ── running a recipe ───────────────────────────────────────────────────────────────────────────

  /** All that is wrong with it: what {@code check} and {@code test} would say. */
  private static List<String> complaints(Map<String, String> recipe) {
    var files = new TreeMap<>(around());
    files.putAll(recipe);
    var texts = new MappingTexts(files);
    Compilation compilation = MappingCompiler.compile(texts, Catalogue.documented(), CrmMode.B2B);
    if (compilation instanceof Compilation.Refused refused) {
      return refused.problems().stream().map(Object::toString).toList();
    }
    var compiled = (Compilation.Compiled) compilation;
    var complaints = new ArrayList<>(compiled.warnings().stream().map(Object::toString).toList());
    MappingCases.run(texts, compiled.set(), MappingCases.SubmissionReader.INLINE_ONLY).stream()
        .filter(result -> !result.passed())
        .forEach(result -> complaints.add(result.toString()));
    return complaints;
  }

  // ── the page's recipes ─────────────────────────────────────────────────────────────────────────

  static List<Recipe> recipes() {
    return Stream.of(PAGE.text().split("(?m)^## "))
        .skip(1)
        .map(MappingRecipesPageTest::recipe)
        .toList();
  }

  private static Recipe recipe(String section) {
    String[] parts = section.split("\n", 2);
    String prose = parts[1].substring(0, Math.max(0, parts[1].indexOf("```")));
    return new Recipe(parts[0], prose, files(new Page(PAGE.file(), section)));
  }

  /** What all of them stand on. */
  private static Map<String, String> around() {
    return files(new Page(PAGE.file(), PAGE.text().split("(?m)^## ", 2)[0]));
  }

  private static Map<String, String> files(Page part) {
    var files = new LinkedHashMap<String, String>();
    for (Block block : part.blocks("yaml")) {
      var named = NAMED.matcher(block.firstLine());
      assertThat(named.matches()).as(block.text()).isTrue();
      files.put(named.group(1), block.text());
    }
    return files;
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z -]", "").replace(' ', '-');
  }

  // ── spoiling one ───────────────────────────────────────────────────────────────────────────────

  static Stream<Spoilt> spoilt() {
    return recipes().stream()
        .flatMap(recipe -> recipe.files().keySet().stream().flatMap(file -> spoilt(recipe, file)));
  }

  private static Stream<Spoilt> spoilt(Recipe recipe, String file) {
    List<String> lines = recipe.files().getOrDefault(file, "").lines().toList();
    return IntStream.range(0, lines.size())
        .filter(line -> !QUIET.matcher(lines.get(line)).matches())
        .mapToObj(line -> spoilt(recipe, file, lines, line));
  }

  private static Spoilt spoilt(Recipe recipe, String file, List<String> lines, int line) {
    var changed = new ArrayList<>(lines);
    boolean expected = isExpected(lines, line);
    if (expected) {
      changed.set(line, otherwise(lines.get(line)));
    } else {
      changed.remove(line);
    }
    var files = new LinkedHashMap<>(recipe.files());
    files.put(file, String.join("\n", changed) + "\n");
    return new Spoilt(
        file + (expected ? ", expecting: " : ", without: ") + lines.get(line).strip(), files);
  }

  private static boolean isExpected(List<String> lines, int line) {
    int from = line;
    while (from > 0 && lines.get(from).startsWith("    ")) {
      from--;
    }
    return from < line && lines.get(from).equals("  expect:");
  }

  /** With one more word in its last value. */
  private static String otherwise(String line) {
    return line.replaceFirst("[\\]}\"']*$", " otherwise$0");
  }
}
