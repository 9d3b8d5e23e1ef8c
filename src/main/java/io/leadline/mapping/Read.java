package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an expression gives. */
record Read(Expression expression) implements Rule {
  @Override
  public Spot spot() {
    return expression.spot();
  }

  @Override
  public @Nullable Object evaluate(Scope scope) throws Unfit {
    return expression.evaluate(scope);
  }

  @Override
  public Stream<Expression> expressions() {
    return Stream.of(expression);
  }
}
