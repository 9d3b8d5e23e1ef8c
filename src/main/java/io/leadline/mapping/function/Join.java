package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins a list for a field that takes one text. */
final class Join extends ListFunction {
  Join() {
    super(
        "join",
        "Makes one text of a list.",
        optional(
            "between", "what to put between the items; a comma and a space where it is left out"));
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) throws Unfit {
    String between = Arguments.text(arguments, 0, ", ");
    List<String> texts = Texts.all(items);
    long length = (texts.size() - 1L) * between.length();
    for (String text : texts) {
      length += text.length();
    }
    Arguments.bound(length);
    return String.join(between, texts);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(List.of("a", "b"), "join(' / ')", "a / b"),
        new Example(List.of("a", "b"), "join", "a, b"),
        new Example(List.of("a", " ", "b"), "join('-')", "a-b"),
        new Example(List.of(1, true), "join", "1, true"),
        new Example("a", "join", "a"),
        new Example(List.of(), "join", null),
        new Example(null, "join", null));
  }
}
