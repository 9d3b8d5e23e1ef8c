package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction;
import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code | function(arguments)} of an expression. */
record Step(MappingFunction function, List<String> arguments) {
  /** One more than a list may have: so that it is still seen to have more. */
  private static final int MOST = Limits.LIST + 1;

  @Nullable Object apply(@Nullable Object value) throws Unfit {
    if (Blank.is(value)) {
      return function.takesNothing() ? function.apply(null, arguments) : null;
    }
    return function.eachItem() && value instanceof List<?> items
        ? applyToEach(items)
        : function.apply(value, arguments);
  }

  /** As in the file: {@code truncate('80')}. */
  @Override
  public String toString() {
    return arguments.isEmpty()
        ? function.name()
        : function.name() + "('" + String.join("', '", arguments) + "')";
  }

  /** What of a long list is not taken, in words; null where all of it is. */
  @Nullable String whatIsLeft(@Nullable Object value) {
    return function.eachItem() && value instanceof List<?> items && items.size() > MOST
        ? "there are " + items.size() + " items, and only the first " + MOST + " were taken"
        : null;
  }

  private @Nullable Object applyToEach(List<?> items) throws Unfit {
    List<Object> results = new ArrayList<>();
    long characters = 0;
    for (Object item : items.subList(0, Math.min(items.size(), MOST))) {
      Object result = Blank.is(item) ? null : function.apply(item, arguments);
      if (!Blank.is(result) && result != null) {
        results.add(result);
        characters += Weight.ofTexts(result);
        if (characters > Limits.TEXTS) {
          throw new Unfit("it would become longer than " + Limits.TEXTS + " characters");
        }
      }
    }
    return results.isEmpty() && function.takesNothing() ? function.apply(null, arguments) : results;
  }
}
