package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Literal, not a regular expression: no pattern can run for ever. */
final class Replace extends TextFunction {
  Replace() {
    super(
        "replace",
        "Puts one text in the place of another, wherever it occurs, taken literally.",
        required("old", "the text to look for"),
        optional("new", "the text to put there; nothing takes it away"));
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) throws Unfit {
    String old = Arguments.text(arguments, 0, "");
    String replacement = Arguments.text(arguments, 1, "");
    return old.isEmpty() ? text : replaced(text, old, replacement);
  }

  @Override
  @Nullable String refuseArguments(List<String> arguments) {
    return arguments.get(0).isEmpty() ? "needs a text to look for, not an empty one" : null;
  }

  private static String replaced(String text, String old, String replacement) throws Unfit {
    var replaced = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
      replaced.append(text, from, at).append(replacement);
      from = at + old.length();
      // a chain of replacements that each make it ten times longer would fill the memory
      Arguments.bound(replaced.length());
    }
    return replaced.append(text, from, text.length()).toString();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a-b-c", "replace('-', ' ')", "a b c"),
        new Example("1.5 (approx.)", "replace(' (approx.)')", "1.5"),
        new Example("a.b", "replace('.', '')", "ab"),
        new Example(List.of("x1", "x2"), "replace('x', 'y')", List.of("y1", "y2")),
        new Example("abc", "replace('z', 'y')", "abc"),
        new Example(null, "replace('a', 'b')", null));
  }
}
