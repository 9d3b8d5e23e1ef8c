package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Never cuts a character in two. */
final class Truncate extends TextFunction {
  Truncate() {
    super("truncate", "Keeps the first n characters.", required("n", "how many characters"));
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    int most = Arguments.number(arguments, 0, Integer.MAX_VALUE);
    return text.codePointCount(0, text.length()) <= most
        ? text
        : Texts.trim(text.substring(0, text.offsetByCodePoints(0, most)));
  }

  @Override
  @Nullable String refuseArguments(List<String> arguments) {
    return Arguments.refuseNumber(arguments, 0, 1, 1_000_000);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("Lovelace", "truncate(4)", "Love"),
        new Example("Ada", "truncate(10)", "Ada"),
        new Example("😀😀😀", "truncate(2)", "😀😀"),
        new Example("Ada Lovelace", "truncate(4)", "Ada"),
        new Example(List.of("Ada", "Grace"), "truncate(3)", List.of("Ada", "Gra")),
        new Example(null, "truncate(4)", null));
  }
}
