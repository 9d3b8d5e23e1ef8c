package io.leadline.mapping.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All functions that mapping files know; a new one is a file of its own and a line here. */
public final class Functions {
  /** In the order of the reference page. */
  public static final List<MappingFunction> BUILT_IN =
      List.of(
          new Trim(),
          new Lower(),
          new Upper(),
          new Title(),
          new Squeeze(),
          new Truncate(),
          new Replace(),
          new Split(),
          new Join(),
          new Prefix(),
          new Suffix(),
          new StripHtml(),
          new FirstName(),
          new LastName(),
          new Email(),
          new LocalPart(),
          new Domain(),
          new CompanyDomain(),
          new Url(),
          new Phone(),
          new Country(),
          new CountryCode(),
          new TimeZone(),
          new Default(),
          new First(),
          new Last(),
          new At(),
          new Unique(),
          new Count(),
          new Sort(),
          new Ticked(),
          new Bool(),
          new Not(),
          new NumberOf(),
          new Round(),
          new Date(),
          new Mask(),
          new Hash(),
          new Pick(),
          new Omit(),
          new Json());

  private static final Map<String, MappingFunction> BY_NAME =
      BUILT_IN.stream()
          .collect(Collectors.toUnmodifiableMap(MappingFunction::name, Function.identity()));

  private Functions() {}

  public static Optional<MappingFunction> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
