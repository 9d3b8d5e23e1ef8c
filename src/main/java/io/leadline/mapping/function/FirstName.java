package io.leadline.mapping.function;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** See {@link PersonName} for how a name is cut. */
final class FirstName extends BuiltIn {
  FirstName() {
    super("first_name", "The first name of a person's name, in whatever form it was given.");
  }

  @Override
  public @Nullable Object apply(@Nullable Object value, List<String> arguments) {
    return PersonName.of(value).first();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("Ada Lovelace", "first_name", "Ada"),
        new Example("Lovelace, Ada", "first_name", "Ada"),
        new Example("Dr. Ludwig van Beethoven", "first_name", "Ludwig"),
        new Example("Ada", "first_name", "Ada"),
        new Example(Map.of("first", "Ada", "last", "Lovelace"), "first_name", "Ada"),
        new Example(Map.of("first_name", "Ada", "last_name", "Lovelace"), "first_name", "Ada"),
        new Example(List.of("Ada Lovelace", "Grace Hopper"), "first_name", List.of("Ada", "Grace")),
        new Example(Map.of("first", "", "last", ""), "first_name", null),
        new Example(null, "first_name", null));
  }
}
