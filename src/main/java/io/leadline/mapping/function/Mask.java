package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enough to recognise, too little to use. */
final class Mask extends TextFunction {
  Mask() {
    super("mask", "Hides all but the first character, and the domain of an e-mail address.");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    int at = text.indexOf('@');
    int first = text.offsetByCodePoints(0, 1);
    boolean tooShort = text.length() == first || at == 0;
    return (tooShort ? "" : text.substring(0, first)) + "***" + (at < 0 ? "" : text.substring(at));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("ada@acme.com", "mask", "a***@acme.com"),
        new Example("+16502530000", "mask", "+***"),
        new Example("A", "mask", "***"),
        new Example(List.of("Ada", "Grace"), "mask", List.of("A***", "G***")),
        new Example(null, "mask", null));
  }
}
