package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of a text; numbers, yes/no and names or addresses in parts are taken as their text.
 */
abstract class TextFunction extends BuiltIn {
  TextFunction(String name, String description, Parameter... parameters) {
    super(name, description, parameters);
  }

  @Override
  public final @Nullable Object apply(@Nullable Object value, List<String> arguments) throws Unfit {
    String text = Texts.of(value);
    return text == null ? null : Texts.orNothing(applyTo(text, arguments));
  }

  /**
   * @param text not blank
   */
  abstract @Nullable Object applyTo(String text, List<String> arguments) throws Unfit;
}
