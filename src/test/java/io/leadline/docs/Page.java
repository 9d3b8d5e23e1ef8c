package io.leadline.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of ours, as Markdown. */
record Page(Path file, String text) {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Pattern FENCED =
      Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  /** A fenced block: its language and what stands in it. */
  record Block(String language, String text) {
    String firstLine() {
      return text.lines().findFirst().orElse("");
    }
  }

  static Page of(String file) {
    return of(ROOT.resolve(file));
  }

  private static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** README, changelog and everything below docs/. */
  static List<Page> all() {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CHANGELOG.md").map(ROOT::resolve),
              docs.filter(path -> path.toString().endsWith(".md")).sorted())
          .map(Page::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return ROOT.relativize(file).toString();
  }

  List<Block> blocks(String language) {
    return FENCED
        .matcher(text)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .filter(block -> block.language().equals(language))
        .toList();
  }

  /** Where the links lead, without those out of the repository. */
  List<String> links() {
    return LINK.matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(target -> !target.matches("(?i)[a-z]+:.*"))
        .toList();
  }

  /** The cells of the table whose heading begins so, row by row; a cell as it is written. */
  List<List<String>> table(String heading) {
    var rows = new ArrayList<List<String>>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith("| " + heading + " |")) {
        inside = true;
      } else if (!line.startsWith("|")) {
        inside = false;
      } else if (inside && !line.startsWith("|---")) {
        rows.add(cells(line));
      }
    }
    if (rows.isEmpty()) {
      throw new AssertionError(name() + " has no table that begins with '| " + heading + " |'");
    }
    return rows;
  }

  private static List<String> cells(String line) {
    String inner = line.strip().substring(1, line.strip().length() - 1);
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
  }

  /** What stands between single backticks. */
  static List<String> codeIn(String text) {
    return CODE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** Every command line of ours that the page shows, without {@code ./leadline}. */
  List<String> commandLines() {
    return Pattern.compile("\\./leadline\\b(?![/.\\w])([^`\\n#]*)")
        .matcher(text)
        .results()
        .map(Page::arguments)
        .toList();
  }

  private static String arguments(MatchResult found) {
    return found.group(1).strip();
  }
}
