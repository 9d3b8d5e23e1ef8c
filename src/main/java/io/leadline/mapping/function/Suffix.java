package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** As {@link Prefix}, at the other end. */
final class Suffix extends TextFunction {
  Suffix() {
    super(
        "suffix",
        "Puts a text after it; nothing stays nothing.",
        required("text", "the text to put after it"));
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) throws Unfit {
    return Arguments.bounded(text + Arguments.text(arguments, 0, ""));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("11-50", "suffix(' people')", "11-50 people"),
        new Example(50, "suffix('%')", "50%"),
        new Example(List.of("a", "b"), "suffix('!')", List.of("a!", "b!")),
        new Example(null, "suffix(' people')", null));
  }
}
