package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** For answers that were pasted. */
final class Squeeze extends TextFunction {
  Squeeze() {
    super("squeeze", "Trims, and makes each run of white space within one space.");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    return Texts.squeeze(text);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(" Ada   King\n Lovelace ", "squeeze", "Ada King Lovelace"),
        new Example("a\u00A0\tb", "squeeze", "a b"),
        new Example(List.of("a  b", " "), "squeeze", List.of("a b")),
        new Example(null, "squeeze", null));
  }
}
