package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Text with {@code {{ }}}. On its own a missing part is left out and the rest stays; among lines it
 * takes its line along ({@link #line}).
 *
 * @param parts constants and expressions, in order
 */
record Template(List<Rule> parts, Spot spot) implements Rule {

  /** Nothing where none of the parts gives anything: "Dear" alone is no letter. */
  @Override
  public @Nullable Object evaluate(Scope scope) throws Unfit {
    StringBuilder text = new StringBuilder();
    boolean found = false;
    for (Rule part : parts) {
      String words = Wording.of(part.evaluate(scope));
      found |= part instanceof Read && !words.isEmpty();
      append(words, text);
    }
    return found ? text.toString().strip() : null;
  }

  /** Null as soon as one part is missing. */
  @Nullable String line(Scope scope) throws Unfit {
    StringBuilder text = new StringBuilder();
    for (Rule part : parts) {
      Object value = part.evaluate(scope);
      if (value == null) {
        return null;
      }
      append(Wording.of(value), text);
    }
    return text.toString().strip();
  }

  /** What is longer than a text may be is cut or left out, and need not be written. */
  static void append(String words, StringBuilder text) {
    if (text.length() <= Limits.TEXT) {
      text.append(words);
    }
  }

  @Override
  public Stream<Expression> expressions() {
    return Rule.expressionsOf(parts);
  }
}
