package io.leadline.mapping;

import io.leadline.event.CrmField;
import io.leadline.event.FieldType;
import io.leadline.mapping.field.FieldFit;
import io.leadline.mapping.field.FitContext;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of createContact. */
record FieldRule(CrmField field, boolean typed, Rule rule, Spot spot) {

  String name() {
    return field.name();
  }

  /** The value as the CRM takes it; null where there is nothing. */
  @Nullable Object make(Scope scope, CrmValues values, FitContext context) throws Misfit {
    Object value = null;
    try {
      value = rule.evaluate(scope);
      return value == null || Blank.is(value) ? null : fit(value, values, context);
    } catch (Unfit e) {
      Object shown = value == null ? raw(scope) : value;
      throw new Misfit(Wording.shortened(shown), String.valueOf(e.getMessage()));
    }
  }

  private Object fit(Object value, CrmValues values, FitContext context) throws Unfit {
    Object one = oneOrMany(value);
    if (!typed && (one instanceof Boolean || Numbers.canBeSent(one))) {
      return one;
    }
    return bounded(FieldFit.fit(field, values.resolve(name(), one), context));
  }

  /** Rule 4. */
  private Object oneOrMany(Object value) throws Unfit {
    FieldType type = field.type();
    if (type == FieldType.LIST) {
      return value;
    }
    Object one = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
    if (type == FieldType.TEXT && (one instanceof List<?> || one instanceof Map<?, ?>)) {
      return Wording.of(one);
    }
    if (type != FieldType.OBJECT && one instanceof List<?> many) {
      throw new Unfit("there are " + many.size() + " values where the CRM takes one");
    }
    return java.util.Objects.requireNonNull(one);
  }

  static Object bounded(Object value) throws Unfit {
    if (value instanceof String text && text.length() > Limits.TEXT) {
      throw new Unfit("it is longer than " + Limits.TEXT + " characters");
    }
    if (value instanceof List<?> list && list.size() > Limits.LIST) {
      throw new Unfit("it has more than " + Limits.LIST + " items");
    }
    return value;
  }

  private @Nullable Object raw(Scope scope) {
    return rule.expressions()
        .map(expression -> scope.read(expression.path()))
        .filter(read -> !Blank.is(read))
        .findFirst()
        .orElse(null);
  }

  /** What it read and did not find. */
  String describeMissing(Scope scope) {
    String refusal = rule instanceof ChoiceRule choice ? choice.refusal(scope) : null;
    if (refusal != null) {
      return name() + ": " + refusal;
    }
    List<Expression> read = rule.expressions().toList();
    if (read.isEmpty()) {
      return name() + ": the line in " + spot.where() + " gives nothing";
    }
    String names = String.join(", ", read.stream().map(e -> e.describe(scope)).distinct().toList());
    boolean blank = read.stream().anyMatch(expression -> expression.finds(scope));
    return name() + ": " + names + (blank ? " gave nothing" : " matched nothing");
  }

  /** There is a value, and it cannot be made right. */
  static final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;
    private final String value;
    private final String why;

    Misfit(String value, String why) {
      super(why);
      this.value = value;
      this.why = why;
    }

    String value() {
      return value;
    }

    String why() {
      return why;
    }
  }
}
