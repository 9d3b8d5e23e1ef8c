package io.leadline.mapping.function;

import io.leadline.event.Documents;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For a text field that should carry a whole object. */
final class Json extends ValueFunction {
  Json() {
    super("json", "Writes it as JSON text.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return Arguments.bounded(Documents.write(value));
  }

  @Override
  public boolean eachItem() {
    return false;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(Map.of("a", List.of(1, true)), "json", "{\"a\":[1,true]}"),
        new Example(List.of("a", "b"), "json", "[\"a\",\"b\"]"),
        new Example("a", "json", "\"a\""),
        new Example(new BigDecimal("1.50"), "json", "1.50"),
        new Example(null, "json", null));
  }
}
