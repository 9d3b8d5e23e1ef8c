package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.List;
import java.util.stream.Collectors;
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
    return lines.evaluate(scope) instanceof List<?> found
        ? found.stream().map(Wording::of).collect(Collectors.joining("\n"))
        : null;
  }

  @Override
  public Stream<Expression> expressions() {
    return lines.expressions();
  }
}
