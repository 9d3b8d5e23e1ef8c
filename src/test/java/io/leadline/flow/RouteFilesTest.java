package io.leadline.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One route a file, which says what it is for, with a name on every step. */
class RouteFilesTest {

  static List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("routes"))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesItsRouteAndEachStepAndSaysWhatItIsFor(String file) throws IOException {
    List<?> roots =
        (List<?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("routes", file)));
    assertThat(roots).as("one route a file").hasSize(1);
    Map<?, ?> route = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) roots.get(0)).get("route"));
    String id = String.valueOf(route.get("id"));

    assertThat(file).isEqualTo(id + ".camel.yaml");
    assertThat(String.valueOf(route.get("description"))).hasSizeGreaterThan(20);
    var ids = new ArrayList<String>();
    collectSteps(route.get("from"), id, ids);
    assertThat(ids).allMatch(step -> step.startsWith(id + "."), "begins with " + id + ".");
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  /** Every item of {@code steps}, {@code when} and the like, at any depth. */
  private static void collectSteps(@Nullable Object node, String route, List<String> ids) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (key.equals("steps")) {
              ((List<?>) value).forEach(step -> collectStep((Map<?, ?>) step, ids));
            }
            collectSteps(value, route, ids);
          });
    } else if (node instanceof List<?> list) {
      list.forEach(item -> collectSteps(item, route, ids));
    }
  }

  private static void collectStep(Map<?, ?> step, List<String> ids) {
    assertThat(step).as("a step is one thing").hasSize(1);
    Map<?, ?> options = (Map<?, ?>) step.values().iterator().next();
    ids.add(String.valueOf(options.get("id")));
  }
}
