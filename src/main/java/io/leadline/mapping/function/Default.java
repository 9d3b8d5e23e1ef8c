package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what to send where there is nothing. */
final class Default extends BuiltIn {
  Default() {
    super(
        "default",
        "Gives another value where there is nothing.",
        required("value", "what to give where there is nothing"));
  }

  @Override
  public @Nullable Object apply(@Nullable Object value, List<String> arguments) {
    return Texts.isNothing(value) ? Texts.orNothing(Arguments.text(arguments, 0, "")) : value;
  }

  @Override
  public boolean eachItem() {
    return false;
  }

  @Override
  public boolean takesNothing() {
    return true;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(null, "default('none')", "none"),
        new Example("  ", "default('none')", "none"),
        new Example(List.of(), "default('none')", "none"),
        new Example("Ada", "default('none')", "Ada"),
        new Example(false, "default('none')", false),
        new Example(List.of("a"), "default('none')", List.of("a")));
  }
}
