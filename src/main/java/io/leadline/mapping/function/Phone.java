package io.leadline.mapping.function;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same reading as a phone field of the CRM gets: {@link PhoneNumber}. */
final class Phone extends ValueFunction {
  Phone() {
    super(
        "phone",
        "The phone number in its international form (E.164).",
        optional("country", "whose numbers these are where they have no +, as 'US'"));
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return PhoneNumber.e164(value, region(arguments));
  }

  @Override
  @Nullable String refuseArguments(List<String> arguments) {
    String region = region(arguments);
    boolean known = arguments.isEmpty() || (region != null && PhoneNumber.isRegion(region));
    return known ? null : "'" + arguments.get(0) + "' is not a country (as US or DE)";
  }

  private static @Nullable String region(List<String> arguments) {
    return arguments.isEmpty() ? null : Countries.find(arguments.get(0));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("(650) 253-0000", "phone('US')", "+16502530000"),
        new Example("+49 30 901820", "phone", "+4930901820"),
        new Example("0049 30 901820", "phone", "+4930901820"),
        new Example("030 901820", "phone('DE')", "+4930901820"),
        new Example(6502530000L, "phone('US')", "+16502530000"),
        new Example(Map.of("full", "(650) 253-0000"), "phone('US')", "+16502530000"),
        new Example(List.of("+49 30 901820"), "phone", List.of("+4930901820")),
        new Example(null, "phone('US')", null));
  }
}
