package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object field, name by name. */
record ObjectRule(Map<String, Rule> entries, Spot spot) implements Rule {
  @Override
  public @Nullable Object evaluate(Scope scope) throws Unfit {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Rule> entry : entries.entrySet()) {
      Object value = entry.getValue().evaluate(scope);
      if (value != null && !Blank.is(value)) {
        values.put(entry.getKey(), value);
      }
    }
    return values.isEmpty() ? null : values;
  }

  @Override
  public Stream<Expression> expressions() {
    return entries.values().stream().flatMap(Rule::expressions);
  }
}
