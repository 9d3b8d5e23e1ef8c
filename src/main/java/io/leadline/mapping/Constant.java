package io.leadline.mapping;

import io.leadline.mapping.yaml.Spot;
import java.util.stream.Stream;

/** A text as the file spells it. */
record Constant(String text, Spot spot) implements Rule {
  @Override
  public String evaluate(Scope scope) {
    return text;
  }

  @Override
  public Stream<Constant> constants() {
    return Stream.of(this);
  }
}
