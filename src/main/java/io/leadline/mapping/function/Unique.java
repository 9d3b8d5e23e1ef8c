package io.leadline.mapping.function;

import io.leadline.event.Documents;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts are compared without regard to case; the first spelling stays. */
final class Unique extends ListFunction {
  Unique() {
    super("unique", "Takes repeated items out of a list, without regard to case.");
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) {
    var seen = new HashSet<String>();
    return items.stream().filter(item -> seen.add(sign(item))).toList();
  }

  /** A text: lists whose texts were made to have one hash would be compared each with each. */
  private static String sign(Object item) {
    String text = item instanceof Map<?, ?> || item instanceof List<?> ? null : Texts.of(item);
    return text == null ? "\0" + Documents.canonical(item) : Letters.lower(text);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(List.of("API", "CRM", "api"), "unique", List.of("API", "CRM")),
        new Example(List.of(1, "1", 2), "unique", List.of(1, 2)),
        new Example("a", "unique", List.of("a")),
        new Example(List.of(), "unique", null),
        new Example(null, "unique", null));
  }
}
