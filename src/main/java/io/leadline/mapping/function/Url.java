package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same reading as a URL field of the CRM gets: {@link WebAddress}. */
final class Url extends ValueFunction {
  Url() {
    super("url", "An absolute web address; https is added where the scheme is missing.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return WebAddress.read(value).toString();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("acme.com", "url", "https://acme.com"),
        new Example("HTTP://Acme.com/About", "url", "http://acme.com/About"),
        new Example("//acme.com/a b", "url", "https://acme.com/a%20b"),
        new Example(List.of("acme.com"), "url", List.of("https://acme.com")),
        new Example(null, "url", null));
  }
}
