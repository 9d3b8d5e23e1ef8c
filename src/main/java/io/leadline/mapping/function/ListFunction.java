package io.leadline.mapping.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of a list as a whole; a single value is a list of one. Blank items do not count. */
abstract class ListFunction extends BuiltIn {
  ListFunction(String name, String description, Parameter... parameters) {
    super(name, description, parameters);
  }

  @Override
  public final boolean eachItem() {
    return false;
  }

  @Override
  public final @Nullable Object apply(@Nullable Object value, List<String> arguments) throws Unfit {
    List<Object> items = items(value);
    return items.isEmpty() && !takesNothing() ? null : applyTo(items, arguments);
  }

  /**
   * @param items never blank ones; not empty, unless the function takes nothing
   */
  abstract @Nullable Object applyTo(List<Object> items, List<String> arguments) throws Unfit;

  private static List<Object> items(@Nullable Object value) {
    List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    var items = new ArrayList<Object>();
    for (Object item : all) {
      if (item != null && !Texts.isNothing(item)) {
        items.add(item);
      }
    }
    return items;
  }
}
