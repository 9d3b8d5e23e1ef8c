package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** By the root locale, as {@link Lower}. */
final class Upper extends TextFunction {
  Upper() {
    super("upper", "Writes it in capital letters.");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    return Letters.upper(text);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("de", "upper", "DE"),
        new Example("straße", "upper", "STRASSE"),
        new Example("title", "upper", "TITLE"),
        new Example(List.of("a", "b"), "upper", List.of("A", "B")),
        new Example(null, "upper", null));
  }
}
