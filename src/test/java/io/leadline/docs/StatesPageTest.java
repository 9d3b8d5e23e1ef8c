package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/states.md is made from {@link State} and {@link ReasonCode}: their law and their words. */
class StatesPageTest {
  private static final String HEAD =
      """
      # States and reasons

      This page is made from the code. [How it works](how-it-works.md) tells the story.

      ## States

      """;

  @Test
  void isMadeFromTheStatesAndTheReasonCodes() throws IOException {
    String made = HEAD + diagram() + states() + reasons();
    Written.holds("docs/states.md", made);
  }

  @Test
  void everyStateIsReachedAndOnlyTheLastTwoAreFinal() {
    assertThat(State.values())
        .allSatisfy(
            state ->
                assertThat(state == State.RECEIVED || isReached(state)).as("%s", state).isTrue());
    assertThat(Arrays.stream(State.values()).filter(state -> state.next().isEmpty()))
        .containsExactly(State.DELIVERED, State.DISCARDED);
  }

  private static boolean isReached(State state) {
    return Arrays.stream(State.values()).anyMatch(from -> from.next().contains(state));
  }

  private static String diagram() {
    return "```mermaid\nstateDiagram-v2\n  [*] --> RECEIVED\n"
        + Arrays.stream(State.values()).map(StatesPageTest::arrows).collect(Collectors.joining())
        + "```\n\n";
  }

  private static String arrows(State from) {
    return from.next().isEmpty()
        ? "  " + from + " --> [*]\n"
        : from.next().stream()
            .map(to -> "  " + from + " --> " + to + "\n")
            .collect(Collectors.joining());
  }

  private static String states() throws IOException {
    var words = wordsOf(State.class);
    return "| state | meaning | next | in the ledger |\n|---|---|---|---|\n"
        + Arrays.stream(State.values())
            .map(
                state ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            state,
                            words.of(state),
                            next(state),
                            state.pending()
                                ? "pending"
                                : state.name().toLowerCase(java.util.Locale.ROOT)))
            .collect(Collectors.joining());
  }

  private static String next(State state) {
    return state.next().isEmpty()
        ? "none"
        : state.next().stream().map(to -> "`" + to + "`").collect(Collectors.joining(" "));
  }

  private static String reasons() throws IOException {
    var words = wordsOf(ReasonCode.class);
    return "\n## Reason codes\n\nThey are stable: searches, alerts and dead letters name them. What to do about those of"
        + " [dead letters](dead-letters.md) is said there.\n\n"
        + "| code | meaning | stands on |\n|---|---|---|\n"
        + Arrays.stream(ReasonCode.values())
            .map(
                code ->
                    "| `%s` | %s | %s |\n".formatted(code.code(), words.of(code), standing(code)))
            .collect(Collectors.joining());
  }

  private static String standing(ReasonCode code) {
    Standing standing = Standing.of(code);
    return standing.words + (Standing.alsoWaits(code) ? ", and before that while it is tried" : "");
  }

  /** What the source says above each constant. */
  private record Words(String source) {
    String of(Enum<?> constant) {
      Matcher found =
          Pattern.compile("/\\*\\* ([^/]*?) \\*/\\s+" + constant.name() + "[,;]").matcher(source);
      assertThat(found.find()).as("a Javadoc above %s", constant).isTrue();
      return found.group(1).replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)\\}", "`$1`");
    }
  }

  private static Words wordsOf(Class<?> type) throws IOException {
    return new Words(
        Files.readString(Path.of("src/main/java", type.getName().replace('.', '/') + ".java")));
  }
}
