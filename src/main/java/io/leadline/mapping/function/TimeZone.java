package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same reading as a time zone field of the CRM gets: {@link TimeZones}. */
final class TimeZone extends ValueFunction {
  TimeZone() {
    super("timezone", "The IANA name of a time zone, in IANA's spelling.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return TimeZones.iana(value);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("europe/berlin", "timezone", "Europe/Berlin"),
        new Example("America/New York", "timezone", "America/New_York"),
        new Example("utc", "timezone", "UTC"),
        new Example(List.of("Asia/Tokyo"), "timezone", List.of("Asia/Tokyo")),
        new Example(null, "timezone", null));
  }
}
