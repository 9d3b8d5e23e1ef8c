package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** For the CRM field that stands beside country_code. */
final class Country extends ValueFunction {
  Country() {
    super("country", "The English name of a country given by code or name, in many languages.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return Countries.englishName(Countries.iso2(value));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("DE", "country", "Germany"),
        new Example("usa", "country", "United States"),
        new Example("Österreich", "country", "Austria"),
        new Example(List.of("FR"), "country", List.of("France")),
        new Example(null, "country", null));
  }
}
