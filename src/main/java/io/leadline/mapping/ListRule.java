package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A list of values; lists in it are flattened, what is missing drops out. */
record ListRule(List<Rule> items, Spot spot) implements Rule {
  @Override
  public @Nullable Object evaluate(Scope scope) throws Unfit {
    List<Object> values = new ArrayList<>();
    for (Rule item : items) {
      add(item instanceof Template line ? line.line(scope) : item.evaluate(scope), values);
      refuseMany(values);
    }
    return values.isEmpty() ? null : values;
  }

  private static void refuseMany(List<Object> values) throws Unfit {
    if (values.size() > Limits.GATHERED) {
      throw new Unfit("it has more than " + Limits.GATHERED + " items");
    }
  }

  private static void add(@Nullable Object value, List<Object> values) {
    if (value instanceof List<?> list) {
      list.forEach(item -> add(item, values));
    } else if (value != null && !Blank.is(value)) {
      values.add(value);
    }
  }

  @Override
  public Stream<Expression> expressions() {
    return Rule.expressionsOf(items);
  }

  @Override
  public Stream<Constant> constants() {
    return Rule.constantsOf(items);
  }
}
