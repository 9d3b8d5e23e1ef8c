package io.leadline.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value as conditions look at it: folded once, however many of them there are. */
final class Compared {
  private final @Nullable Object value;
  private @Nullable String folded;
  private @Nullable Set<String> items;

  Compared(@Nullable Object value) {
    this.value = value;
  }

  @Nullable Object value() {
    return value;
  }

  /** A list of one and its item are the same. */
  @Nullable Object one() {
    return value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
  }

  boolean isList() {
    return value instanceof List<?>;
  }

  /** The text of {@link #one}, without regard to case. */
  String folded() {
    if (folded == null) {
      folded = ChoiceRule.folded(one());
    }
    return folded;
  }

  /** The texts of a list's items, the same ones once; none where it is no list. */
  Set<String> items() {
    if (items == null) {
      items = new LinkedHashSet<>();
      if (value instanceof List<?> list) {
        for (Object item : list) {
          items.add(ChoiceRule.folded(item));
        }
      }
    }
    return items;
  }
}
