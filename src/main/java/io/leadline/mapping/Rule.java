package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a value is made. What stands on the right side of a field, compiled. */
sealed interface Rule
    permits Constant, Read, Template, ListRule, LinesRule, ObjectRule, ChoiceRule {

  Spot spot();

  /** Null where there is nothing. */
  @Nullable Object evaluate(Scope scope) throws Unfit;

  /** All that is read from the submission. */
  default Stream<Expression> expressions() {
    return Stream.empty();
  }

  /** The texts that may be sent as the file has them. */
  default Stream<Constant> constants() {
    return Stream.empty();
  }

  static Stream<Expression> expressionsOf(List<? extends Rule> rules) {
    return rules.stream().flatMap(Rule::expressions);
  }

  static Stream<Constant> constantsOf(List<? extends Rule> rules) {
    return rules.stream().flatMap(Rule::constants);
  }
}
