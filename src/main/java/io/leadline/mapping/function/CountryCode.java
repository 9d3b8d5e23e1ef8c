package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same reading as a country code field of the CRM gets: {@link Countries}. */
final class CountryCode extends ValueFunction {
  CountryCode() {
    super(
        "country_code",
        "The two-letter code (ISO 3166) of a country given by code or name, in many languages.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return Countries.iso2(value);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("Germany", "country_code", "DE"),
        new Example("Deutschland", "country_code", "DE"),
        new Example("deu", "country_code", "DE"),
        new Example("UK", "country_code", "GB"),
        new Example("United States of America", "country_code", "US"),
        new Example("no", "country_code", "NO"),
        new Example(List.of("France", "Spain"), "country_code", List.of("FR", "ES")),
        new Example(null, "country_code", null));
  }
}
