package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of our pages leads to a file, and to a heading of it, that exist. */
class LinksTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void leadSomewhere(String name) {
    Page page = Page.of(name);

    assertThat(page.links().stream().filter(link -> !exists(page, link))).as(name).isEmpty();
  }

  static Stream<String> pages() {
    return Page.all().stream().map(Page::name);
  }

  private static boolean exists(Page page, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty()
            ? page.file()
            : Objects.requireNonNull(page.file().getParent()).resolve(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || headings(target).contains(parts[1]));
  }

  /** As GitHub makes anchors of them. */
  private static List<String> headings(Path file) {
    return Page.of(file.toString())
        .text()
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
