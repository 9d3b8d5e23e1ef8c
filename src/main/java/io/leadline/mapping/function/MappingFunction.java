package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of mapping files: {@code $.q.email | lower}. Pure, total and bounded; the same input
 * gives the same output for ever.
 */
public interface MappingFunction {

  /** As written in mapping files. */
  String name();

  /** One line for the reference page. */
  String description();

  /** What it takes between its brackets, in order; empty where it takes nothing. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Run as tests and printed in the docs. */
  List<Example> examples();

  /**
   * Checks arguments once, when the file is compiled.
   *
   * @return what is wrong with them, as the end of "date('…'): …"; null where they are right
   */
  default @Nullable String refuse(List<String> arguments) {
    return null;
  }

  /**
   * Applies it to one value. "Nothing there" is null, on both sides. A list comes in whole: a
   * function that works item by item says so with {@link #eachItem()}.
   *
   * @throws Unfit when the value is of no use to it; the message says why, without the value
   */
  @Nullable Object apply(@Nullable Object value, List<String> arguments) throws Unfit;

  /** Whether a list is taken item by item (items that give nothing drop out). */
  default boolean eachItem() {
    return true;
  }

  /** Whether it is asked even where there is nothing ({@code default}, {@code ticked}). */
  default boolean takesNothing() {
    return false;
  }

  /**
   * What is written between the brackets.
   *
   * @param required false: it, and those after it, may be left out
   */
  record Parameter(String name, String description, boolean required) {}

  /**
   * {@code input | call} gives {@code output}. Input and output are documents; null is "nothing".
   *
   * @param call with its arguments, as {@code default('none')}
   */
  record Example(@Nullable Object input, String call, @Nullable Object output) {}

  /** The value cannot be used; becomes a warning, or a dead letter where the field is required. */
  final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    /** Thrown for many an answer, and nobody asks where. */
    public Unfit(String why) {
      super(why, null, false, false);
    }
  }
}
