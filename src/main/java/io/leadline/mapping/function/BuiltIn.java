package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all functions of ours have in common: they say who they are once, and count arguments. */
abstract class BuiltIn implements MappingFunction {
  private final String name;
  private final String description;
  private final List<Parameter> parameters;

  BuiltIn(String name, String description, Parameter... parameters) {
    this.name = name;
    this.description = description;
    this.parameters = List.of(parameters);
  }

  static Parameter required(String name, String description) {
    return new Parameter(name, description, true);
  }

  static Parameter optional(String name, String description) {
    return new Parameter(name, description, false);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public final @Nullable String refuse(List<String> arguments) {
    String miscounted = miscounted(arguments.size());
    return miscounted == null ? refuseArguments(arguments) : miscounted;
  }

  /** What is wrong with arguments whose number is right; null where they are right. */
  @Nullable String refuseArguments(List<String> arguments) {
    return null;
  }

  private @Nullable String miscounted(int given) {
    if (parameters.isEmpty()) {
      return given == 0 ? null : "takes nothing between brackets";
    }
    if (given > parameters.size()) {
      return "takes at most "
          + parameters.size()
          + (parameters.size() == 1 ? " argument" : " arguments");
    }
    return given < parameters.size() && parameters.get(given).required()
        ? "needs an argument: " + parameters.get(given).description()
        : null;
  }
}
