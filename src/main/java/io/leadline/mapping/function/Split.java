package io.leadline.mapping.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts are trimmed; blank ones drop out. */
final class Split extends ListFunction {
  Split() {
    super(
        "split",
        "Cuts a text into a list; blank parts drop out.",
        optional("at", "where to cut; a comma where it is left out"));
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) {
    String separator = Arguments.text(arguments, 0, ",");
    var parts = new ArrayList<Object>();
    for (String text : Texts.all(items)) {
      cut(text, separator.isEmpty() ? "," : separator, parts);
    }
    return Texts.orNothing(parts);
  }

  @Override
  @Nullable String refuseArguments(List<String> arguments) {
    return Arguments.text(arguments, 0, ",").isEmpty()
        ? "needs a text to cut at, not an empty one"
        : null;
  }

  private static void cut(String text, String separator, List<Object> parts) {
    int from = 0;
    while (from <= text.length()) {
      int at = text.indexOf(separator, from);
      int end = at < 0 ? text.length() : at;
      String part = Texts.trim(text.substring(from, end));
      if (!part.isEmpty()) {
        parts.add(part);
      }
      from = end + separator.length();
    }
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a, b,c", "split(',')", List.of("a", "b", "c")),
        new Example("API;CRM;", "split(';')", List.of("API", "CRM")),
        new Example("API\nForms, all", "split('\\n')", List.of("API", "Forms, all")),
        new Example("a || b", "split('||')", List.of("a", "b")),
        new Example(List.of("a,b", "c"), "split", List.of("a", "b", "c")),
        new Example("a", "split", List.of("a")),
        new Example(",", "split", null),
        new Example(null, "split", null));
  }
}
