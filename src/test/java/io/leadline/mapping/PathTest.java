package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.mapping.PathText.NoPath;
import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What paths give, and that none can make an event wait. */
@Timeout(60)
class PathTest {
  private static final List<String> PIECES =
      List.of(
          ".a",
          ".b",
          "..a",
          "..*",
          ".*",
          "[*]",
          "[0]",
          "[-1]",
          "[0,1]",
          "[1:]",
          "[:2]",
          "[1:3]",
          "[-2:]",
          "[:-1]",
          "[-1:1]",
          "[-2:2]",
          "[0:-1]",
          "[-999999999:1]",
          "['a']",
          "['a','b']",
          "[?(@.a)]",
          "[?(@.a == 1)]",
          "[?(@.a in ['x', 2])]",
          "[?(!@.b || @.a > 1)]",
          "[?(@..b)]",
          "[?(@.a[?(@.b)])]",
          "[?(@.a contains 'x')]",
          "[?(@.a size 2)]",
          ".length()",
          "[?(@.a.length() > 1)]",
          "[?(@.a empty true)]",
          " ",
          "'",
          "[",
          "]",
          "(",
          "..",
          "|",
          "\\");

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "$.list[*].a                            → [1, x, 3]",
        "$.list[?(@.a == 'x')].b                → [two]",
        "$.list[?(@.a=='x')].b                  → [two]",
        "$.list[?(@.a > 1 && @.b)].b            → [three]",
        "$.list[?(@.a > 1&&@.b)].b              → [three]",
        "$.list[?(!(@.b))].a                    → [1]",
        "$.list[?(@.a in ['x', 3])].a           → [x, 3]",
        "$.list[?(@['a'] nin [1])].a            → [x, 3]",
        "$.list[?(@.b contains 'w')].a          → [x]",
        "$.list[?('t' in @.tags)].a             → []",
        "$.list[0,2].a                          → [1, 3]",
        "$.list[-2:].a                          → [x, 3]",
        "$.list[-999999999:].a                  → [1, x, 3]",
        "$.list[:-1].a                          → [1, x]",
        "$.list[1:999999999].a                  → [x, 3]",
        "$.list[3:1].a                          → []",
        "$..b                                   → [two, three]",
        "$['list'][1]['a']                      → x",
        "$.list[7].a                            → ",
        "$.list.a                               → ",
        "$.text.a.b                             → ",
        "$.text[0]                              → ",
      })
  void givesWhatMatches(String path, @Nullable String expected) throws NoPath {
    Map<String, Object> document =
        Map.of(
            "text",
            "some",
            "list",
            List.of(Map.of("a", 1), Map.of("a", "x", "b", "two"), Map.of("a", 3, "b", "three")));
    Object found = Path.compile(path).read(document);

    assertThat(found == null ? null : found.toString().replace("\"", "")).isEqualTo(expected);
  }

  /** Nothing is visited twice in one step, so there is never more to find than there is. */
  @Test
  void findsNoMoreThanThereIsWhateverThePath() {
    Random random = new Random(11);
    int compiled = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = "$" + pieces(random);
      try {
        Path path = Path.compile(text);
        compiled++;
        Object document = document(random, 4);
        Object found = path.read(document);
        path.read(document(random, 4));
        assertThat(path.read(document)).as(text).isEqualTo(found);
        if (found instanceof List<?> many) {
          assertThat(many).as(text).hasSizeLessThanOrEqualTo(nodes(document));
        }
      } catch (NoPath e) {
        assertThat(e.offset()).as(text).isBetween(0, text.length());
        assertThat(e.why()).as(text).isNotBlank();
      }
    }
    assertThat(compiled).isGreaterThan(3_000);
  }

  /** JSONPath's library remembers too much; what we let through it forgets. */
  @ParameterizedTest
  @ValueSource(
      strings = {"$..*", "$..a", "$..a[*].b", "$..['a'][0]", "$..a[?(@.b)].b", "$.list[*].a"})
  void isUsedByManyThreadsAtOnce(String text) throws NoPath {
    Path path = Path.compile(text);
    Object item = Map.of("a", List.of(Map.of("b", 1), Map.of("b", 2)), "b", "x");
    Object document = Map.of("list", List.of(item, item), "a", item);
    Object alone = path.read(document);

    assertThat(IntStream.range(0, 5_000).parallel().mapToObj(i -> path.read(document)).distinct())
        .containsExactly(alone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[0,0]", "['a','a']", "[0,-1]", "['a',\"a\"]", "[-1:1]", "[-2:2]", "[-9:-1]"})
  void refusesWhatWouldDoubleWithEachBracket(String bracket) {
    assertThatThrownBy(() -> Path.compile("$" + bracket.repeat(30))).isInstanceOf(NoPath.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$..*", "$..x", "$.*[*]", "$..[?(@.x)]", "$..[*]"})
  void looksThroughAWideDocument(String path) throws NoPath {
    Object wide = Map.of("list", IntStream.range(0, 200_000).boxed().toList());

    assertThat(Path.compile(path).read(wide)).isInstanceOf(List.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$..*", "$..x", "$..[?(@.x)]", "$..a.a.a"})
  void looksThroughADeepDocument(String path) throws NoPath {
    Object deep = 1;
    for (int i = 0; i < 190; i++) {
      deep = List.of(Map.of("a", deep, "b", List.of(1, 2, 3)), "c");
    }

    assertThat(Path.compile(path).read(Map.of("deep", deep))).isInstanceOf(List.class);
  }

  @Test
  void doesNotSpellOutAMillionLongNames() throws NoPath {
    Object heavy =
        Map.of("a".repeat(50_000), IntStream.range(0, 100_000).boxed().toList(), "b", "there");

    assertThatThrownBy(() -> Path.compile("$..x").find(heavy))
        .isInstanceOf(Unfit.class)
        .hasMessage("the submission is too large for a path with '..', '*' or a filter");
    assertThat(Path.compile("$..x").read(heavy)).isNull();
    assertThat(Path.compile("$.b").read(heavy)).isEqualTo("there");
  }

  private static String pieces(Random random) {
    var path = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      path.append(PIECES.get(random.nextInt(PIECES.size() - (random.nextInt(4) > 0 ? 8 : 0))));
    }
    return path.toString();
  }

  private static Object document(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 1) {
      List<Object> list = new ArrayList<>();
      IntStream.range(0, random.nextInt(5)).forEach(i -> list.add(document(random, depth - 1)));
      return list;
    }
    if (kind == 2) {
      Map<String, Object> object = new LinkedHashMap<>();
      List.of("a", "b", "c").forEach(key -> object.put(key, document(random, depth - 1)));
      return object;
    }
    return List.of("x", 1, 2.5, true, "").get(random.nextInt(5));
  }

  private static int nodes(Object value) {
    int below = 0;
    if (value instanceof Map<?, ?> object) {
      below = object.values().stream().mapToInt(PathTest::nodes).sum();
    } else if (value instanceof List<?> list) {
      below = list.stream().mapToInt(PathTest::nodes).sum();
    }
    return 1 + below;
  }
}
