package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing stays nothing: no lone prefix is sent. */
final class Prefix extends TextFunction {
  Prefix() {
    super(
        "prefix",
        "Puts a text before it; nothing stays nothing.",
        required("text", "the text to put before it"));
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) throws Unfit {
    return Arguments.bounded(Arguments.text(arguments, 0, "") + text);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("42", "prefix('Order ')", "Order 42"),
        new Example(42, "prefix('#')", "#42"),
        new Example(List.of("a", "b"), "prefix('tag-')", List.of("tag-a", "tag-b")),
        new Example(null, "prefix('Order ')", null));
  }
}
