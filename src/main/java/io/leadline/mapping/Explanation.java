package io.leadline.mapping;

import io.leadline.mapping.yaml.Spot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a mapping set came to its decision on one submission. It holds the values: personal data.
 *
 * @param asked the mappings of the hook up to the one that took it, in the order of asking
 * @param lines the lines of its calls, in the order in which they were made; a field whose own line
 *     gave nothing and that has a default comes twice
 */
public record Explanation(Decision decision, List<Asked> asked, List<Line> lines) {
  public Explanation {
    asked = List.copyOf(asked);
    lines = List.copyOf(lines);
  }

  /** What the {@code when} of one mapping said. */
  public record Asked(String file, List<Clause> clauses) {
    /** Whether all of it held. */
    public boolean took() {
      return clauses.stream().allMatch(Clause::holds);
    }
  }

  /**
   * One condition.
   *
   * @param path as the file has it
   * @param must as the end of "it must …"
   * @param found null where there was nothing
   */
  public record Clause(
      String path, String must, boolean holds, @Nullable Object found, Spot spot) {}

  /**
   * One line of a call.
   *
   * @param call the call's name, as {@code createContact}
   * @param value as it is sent; null where it is not
   * @param why it was not sent; empty where it was
   */
  public record Line(
      String call,
      String field,
      Spot spot,
      Ending ending,
      @Nullable Object value,
      String why,
      List<Doing> doings) {}

  /** What came of a line. */
  public enum Ending {
    SENT,
    /** There was nothing. */
    LEFT_OUT,
    /** What there was could not be made right, and is not sent. */
    WARNED,
    /** The event is dead of it. */
    FAILED
  }

  /** One thing that was done for a line. */
  public sealed interface Doing {
    /**
     * A path was read.
     *
     * @param expression the whole of it, with the functions that follow
     * @param found null where there was nothing
     * @param question the line of {@code questions:} behind {@code $.q.…}; null where it reads none
     * @param instead what is there, nearest first, where the path leads to nothing
     */
    record Read(
        String expression,
        String path,
        Spot spot,
        @Nullable Object found,
        @Nullable Asks question,
        List<String> instead)
        implements Doing {}

    /** A function gave this; null is nothing. */
    record Applied(String function, @Nullable Object output) implements Doing {}

    /** A function could not use what it was given. */
    record Refused(String function, String why) implements Doing {}

    /** A choice was made. */
    record Noted(String sentence) implements Doing {}
  }

  /**
   * A line of {@code questions:}.
   *
   * @param names ids or titles, as in the file
   * @param taken the first of them that the submission has; null where it has none
   */
  public record Asks(List<String> names, @Nullable String taken, Spot spot) {}
}
