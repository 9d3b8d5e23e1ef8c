package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.cli.Commands;
import io.leadline.cli.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that our pages show are commands, with options that they have. */
class CommandsTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([\\w-]+) {2,}\\S");

  @Test
  void theTableIsWhole() {
    var inTable =
        Page.of("README.md").table("command").stream()
            .map(row -> Page.codeIn(row.get(0)).get(0).split(" ", 2)[0])
            .distinct()
            .toList();

    assertThat(inTable).containsExactlyInAnyOrderElementsOf(known());
  }

  @ParameterizedTest(name = "{0}: ./leadline {1}")
  @MethodSource("shown")
  void canBeTyped(String page, String arguments) {
    List<String> words = List.of(arguments.split("\\s+"));
    String command = words.get(0);
    if (!command.startsWith("-")) {
      assertThat(known()).as("commands").contains(command);
    }
    String help = command.startsWith("-") ? printedBy("--help") : helpOf(words);
    assertThat(words.stream().filter(word -> word.startsWith("--")))
        .allSatisfy(option -> assertThat(help).contains(option));
  }

  /** Of the word below the command, where it has such words. */
  private static String helpOf(List<String> words) {
    String help = printedBy(words.get(0), "--help");
    return words.size() > 1 && commandsIn(help).contains(words.get(1))
        ? printedBy(words.get(0), words.get(1), "--help")
        : help;
  }

  private static Stream<List<String>> everyLine() {
    return Page.all().stream()
        .flatMap(
            page -> page.commandLines().stream().map(arguments -> List.of(page.name(), arguments)));
  }

  static Stream<Arguments> shown() {
    var lines =
        everyLine()
            .filter(line -> line.get(1).matches("(?s)[a-z-].*"))
            .map(line -> Arguments.of(line.get(0), line.get(1)))
            .toList();
    assertThat(lines).hasSizeGreaterThan(10);
    return lines.stream();
  }

  private static List<String> known() {
    return commandsIn(printedBy("--help"));
  }

  private static List<String> commandsIn(String help) {
    return COMMAND.matcher(help).results().map(found -> found.group(1)).toList();
  }

  private static String printedBy(String... arguments) {
    var out = new StringWriter();
    assertThat(Commands.run(program(new PrintWriter(out)), arguments))
        .as(String.join(" ", arguments))
        .isZero();
    return out.toString();
  }

  private static Program program(PrintWriter out) {
    return new Program(
        Map.of(),
        Clock.systemUTC(),
        url -> {
          throw new AssertionError("help opens no journal");
        },
        CommandsTest::notHere,
        CommandsTest::notHere,
        out,
        out);
  }

  private static int notHere(Map<String, String> environment) {
    throw new AssertionError("help starts nothing");
  }
}
