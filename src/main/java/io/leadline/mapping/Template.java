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
      text.append(words);
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
      text.append(Wording.of(value));
    }
    return text.toString().strip();
  }

  @Override
  public Stream<Expression> expressions() {
    return Rule.expressionsOf(parts);
  }
}
