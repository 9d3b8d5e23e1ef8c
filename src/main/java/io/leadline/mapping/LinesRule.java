package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of a text; one with a missing part disappears. */
record LinesRule(ListRule lines) implements Rule {
  @Override
  public Spot spot() {
    return lines.spot();
  }

  @Override
  public @Nullable Object evaluate(Scope scope) throws Unfit {
    if (!(lines.evaluate(scope) instanceof List<?> found)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Object line : found) {
      Template.append(text.isEmpty() ? "" : "\n", text);
      Template.append(Wording.of(line), text);
    }
    return text.toString();
  }

  @Override
  public Stream<Expression> expressions() {
    return lines.expressions();
  }
}
