package io.leadline.mapping.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers come before texts, by size; texts by letter without regard to case. */
final class Sort extends ListFunction {
  private static final Comparator<Entry> BY_SIZE_THEN_LETTER =
      Comparator.comparing(Entry::number, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Entry::text);

  Sort() {
    super("sort", "Sorts a list: numbers by size, then texts without regard to case.");
  }

  @Override
  @Nullable Object applyTo(List<Object> items, List<String> arguments) {
    var sorted = new ArrayList<Entry>();
    for (Object item : items) {
      sorted.add(new Entry(item, number(item), Letters.lower(String.valueOf(Texts.of(item)))));
    }
    sorted.sort(BY_SIZE_THEN_LETTER);
    return sorted.stream().map(Entry::item).toList();
  }

  private static @Nullable BigDecimal number(Object item) {
    try {
      return Numbers.read(item);
    } catch (Unfit e) {
      return null;
    }
  }

  private record Entry(Object item, @Nullable BigDecimal number, String text) {}

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(List.of("b", "A", "c"), "sort", List.of("A", "b", "c")),
        new Example(List.of(10, 9, 1), "sort", List.of(1, 9, 10)),
        new Example(List.of("10", "9", "b"), "sort", List.of("9", "10", "b")),
        new Example("a", "sort", List.of("a")),
        new Example(null, "sort", null));
  }
}
