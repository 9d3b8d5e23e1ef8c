package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A last resort for a first name. */
final class LocalPart extends ValueFunction {
  LocalPart() {
    super("local_part", "What precedes the @ of an e-mail address.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return EmailAddress.read(value).localPart();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("ada.lovelace@acme.com", "local_part", "ada.lovelace"),
        new Example("Ada <Ada+news@acme.com>", "local_part", "Ada+news"),
        new Example(List.of("a@acme.com", "b@acme.com"), "local_part", List.of("a", "b")),
        new Example(null, "local_part", null));
  }
}
