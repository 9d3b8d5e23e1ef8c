package io.leadline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A folder of routes, as a user would have one: the shipped ones with other hooks. */
final class HookRoutes {
  private final Path folder;

  private HookRoutes(Path folder) {
    this.folder = folder;
  }

  /** The shipped routes without a hook, copied. */
  static HookRoutes in(Path folder) {
    try (var shipped = Files.list(Path.of("routes"))) {
      Files.createDirectories(folder);
      for (Path route : shipped.toList()) {
        if (!route.getFileName().toString().startsWith("hook-")) {
          Files.copy(route, folder.resolve(route.getFileName()));
        }
      }
      return new HookRoutes(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One hook more, as the file that is shipped for Typeform with other words in it.
   *
   * @param options further constants, by the variable's name
   */
  HookRoutes with(String hook, String source, Map<String, String> options) {
    try {
      var steps = new StringBuilder();
      new TreeMap<>(options)
          .forEach(
              (option, value) ->
                  steps.append(
                      """
                              - setVariable:
                                  name: %s
                                  expression:
                                    constant:
                                      expression: "%s"
                      """
                          .formatted(option, value.replace("\"", "\\\""))));
      var shipped = Files.readString(Path.of("routes/hook-typeform.camel.yaml"));
      var route =
          shipped
              .replace("hook-typeform", "hook-" + hook)
              .replace("/hooks/typeform", "/hooks/" + hook)
              .replace("expression: typeform", "expression: " + source)
              .replace("      steps:\n", "      steps:\n" + steps);
      Files.writeString(folder.resolve("hook-" + hook + ".camel.yaml"), route);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }
}
