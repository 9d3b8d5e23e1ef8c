package io.leadline.mapping.field;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Distinct texts in their order; lists in lists are flattened. A text with commas stays one: {@code
 * | split} says where it is several.
 */
final class TextList {
  private TextList() {}

  static List<String> of(Object value) throws Unfit {
    var texts = new LinkedHashSet<String>();
    gather(value, texts);
    if (texts.isEmpty()) {
      throw new Unfit("nothing is in it that can be read");
    }
    return List.copyOf(texts);
  }

  private static void gather(Object value, Set<String> texts) throws Unfit {
    if (!(value instanceof List<?> list)) {
      texts.add(PlainText.of(value));
      return;
    }
    for (Object item : list) {
      if (item != null && !Texts.isNothing(item)) {
        gather(item, texts);
      }
    }
  }
}
