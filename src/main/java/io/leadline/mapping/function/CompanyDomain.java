package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company is only guessed where the address can belong to one. */
final class CompanyDomain extends ValueFunction {
  CompanyDomain() {
    super(
        "company_domain",
        "As domain, but nothing for free and throw-away mail providers (gmail.com and the like).");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    String domain = Domain.of(value);
    return FreeMail.has(domain) ? null : domain;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("ada@acme.com", "company_domain", "acme.com"),
        new Example("ada@gmail.com", "company_domain", null),
        new Example("ada@yahoo.co.uk", "company_domain", null),
        new Example("ada@mail.acme.com", "company_domain", "mail.acme.com"),
        new Example("https://www.acme.com/", "company_domain", "acme.com"),
        new Example(
            List.of("ada@gmail.com", "ada@acme.com"), "company_domain", List.of("acme.com")),
        new Example(null, "company_domain", null));
  }
}
