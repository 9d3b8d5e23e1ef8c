package io.leadline.mapping.field;

import io.leadline.event.Documents;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.Texts;
import java.util.LinkedHashMap;
import java.util.List;

/** One value out of a list of one; said several times over it is still one. */
final class Single {
  private Single() {}

  static Object of(Object value) throws Unfit {
    return value instanceof List<?> list ? only(list) : value;
  }

  private static Object only(List<?> list) throws Unfit {
    var there = new LinkedHashMap<String, Object>();
    for (Object item : list) {
      if (item != null && !Texts.isNothing(item)) {
        there.putIfAbsent(Documents.canonical(item), item);
      }
    }
    if (there.size() != 1) {
      throw new Unfit(
          there.isEmpty()
              ? "nothing is in it"
              : there.size() + " values where the CRM takes one (add | first to send the first)");
    }
    return of(there.values().iterator().next());
  }
}
