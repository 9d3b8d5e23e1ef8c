package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** White space of every kind has no place at the ends of an answer. */
final class Trim extends TextFunction {
  Trim() {
    super("trim", "Takes white space away at both ends, the invisible kinds too.");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    return text;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("  Ada ", "trim", "Ada"),
        new Example("\u00A0Ada\u200B\uFEFF", "trim", "Ada"),
        new Example("Ada  Lovelace", "trim", "Ada  Lovelace"),
        new Example(List.of(" a", "b "), "trim", List.of("a", "b")),
        new Example(7, "trim", "7"),
        new Example("   ", "trim", null),
        new Example(null, "trim", null));
  }
}
