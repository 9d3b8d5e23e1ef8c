package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** By the root locale: a Turkish server must not write a dotless i. */
final class Lower extends TextFunction {
  Lower() {
    super("lower", "Writes it in small letters.");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    return Letters.lower(text);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("ADA@ACME.COM", "lower", "ada@acme.com"),
        new Example("ÉCOLE", "lower", "école"),
        new Example("TITLE", "lower", "title"),
        new Example(List.of("A", "B"), "lower", List.of("a", "b")),
        new Example(null, "lower", null));
  }
}
