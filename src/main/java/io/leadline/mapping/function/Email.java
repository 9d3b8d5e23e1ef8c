package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same reading as an e-mail field of the CRM gets: {@link EmailAddress}. */
final class Email extends ValueFunction {
  Email() {
    super(
        "email",
        "The e-mail address in it, its domain in small letters; unfit where there is none.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return EmailAddress.read(value).toString();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(" Ada@Acme.COM ", "email", "Ada@acme.com"),
        new Example("Ada Lovelace <ada@acme.com>", "email", "ada@acme.com"),
        new Example("mailto:ada@acme.com?subject=Hello", "email", "ada@acme.com"),
        new Example(List.of("ada@acme.com"), "email", List.of("ada@acme.com")),
        new Example(null, "email", null));
  }
}
