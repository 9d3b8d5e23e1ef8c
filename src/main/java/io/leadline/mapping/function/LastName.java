package io.leadline.mapping.function;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** See {@link PersonName} for how a name is cut. */
final class LastName extends BuiltIn {
  LastName() {
    super(
        "last_name",
        "The last name of a person's name, with its von, van or de la; nothing where there is one word only.");
  }

  @Override
  public @Nullable Object apply(@Nullable Object value, List<String> arguments) {
    return PersonName.of(value).last();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("Ada Lovelace", "last_name", "Lovelace"),
        new Example("Lovelace, Ada", "last_name", "Lovelace"),
        new Example("Ludwig van Beethoven", "last_name", "van Beethoven"),
        new Example("Martin Luther King Jr.", "last_name", "King"),
        new Example("Ada", "last_name", null),
        new Example(Map.of("first", "Ada", "last", "Lovelace"), "last_name", "Lovelace"),
        new Example(
            List.of("Ada Lovelace", "Grace Hopper"), "last_name", List.of("Lovelace", "Hopper")),
        new Example(null, "last_name", null));
  }
}
