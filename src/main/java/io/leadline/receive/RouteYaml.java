package io.leadline.receive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * As much of Camel's YAML DSL as a hook's file needs, with positions: in the spelling of our own
 * files, in the short one, and in the one that Kaoto saves ({@code uri: platform-http} with the
 * path among the parameters).
 */
final class RouteYaml {
  private RouteYaml() {}

  /** A value and where it stands. */
  record At(String value, Node node) {}

  /**
   * The routes of a file; none where it is empty.
   *
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is not YAML
   */
  static List<Route> routes(String text) {
    return new Compose(LoadSettings.builder().build())
        .composeString(text).stream()
            .flatMap(RouteYaml::items)
            .flatMap(
                root ->
                    Stream.concat(
                        get(root, "route").flatMap(route -> get(route, "from")).stream(),
                        get(root, "from").stream()))
            .map(Route::new)
            .toList();
  }

  /** One route, seen from its {@code from}. */
  record Route(Node from) {

    /** The path, as {@code /hooks/typeform}, where it is a platform-http route. */
    Optional<At> path() {
      var uri = scalar(from, "uri");
      if (uri.map(At::value).filter("platform-http"::equals).isPresent()) {
        return parameter("path").or(() -> uri.map(at -> new At("", at.node())));
      }
      return uri.filter(at -> at.value().startsWith("platform-http:"))
          .map(at -> new At(pathOf(at.value()), at.node()));
    }

    private static String pathOf(String uri) {
      String path = uri.substring("platform-http:".length()).split("\\?", 2)[0];
      return "/" + path.replaceFirst("^/+", "");
    }

    /** An option of the endpoint, among the parameters or in the query of the URI. */
    Optional<At> parameter(String name) {
      return get(from, "parameters")
          .flatMap(parameters -> scalar(parameters, name))
          .or(() -> scalar(from, "uri").flatMap(uri -> inQuery(uri, name)));
    }

    private static Optional<At> inQuery(At uri, String name) {
      String[] halves = uri.value().split("\\?", 2);
      return halves.length == 1
          ? Optional.empty()
          : Stream.of(halves[1].split("&"))
              .filter(pair -> pair.startsWith(name + "="))
              .map(pair -> new At(pair.substring(name.length() + 1), uri.node()))
              .findFirst();
    }

    /** The constants that {@code setVariable} steps give, by the variable; the first of a name. */
    Map<String, At> variables() {
      var variables = new LinkedHashMap<String, At>();
      for (Node step : steps("setVariable")) {
        var name = scalar(step, "name");
        var constant = constant(step);
        if (name.isPresent() && constant.isPresent()) {
          variables.putIfAbsent(name.get().value(), constant.get());
        }
      }
      return variables;
    }

    /** The names that a {@code setVariable} step gives after another did. */
    List<At> variablesAgain() {
      var seen = new HashSet<String>();
      return steps("setVariable").stream()
          .flatMap(step -> scalar(step, "name").stream())
          .filter(name -> !seen.add(name.value()))
          .toList();
    }

    Optional<At> variable(String name) {
      return Optional.ofNullable(variables().get(name));
    }

    private static Optional<At> constant(Node step) {
      var expression = get(step, "expression").orElse(step);
      return scalar(expression, "constant")
          .or(
              () ->
                  get(expression, "constant").flatMap(constant -> scalar(constant, "expression")));
    }

    /** Whether a step, at whatever depth, leads to a direct endpoint. */
    boolean leadsTo(String direct) {
      return steps("to").stream().anyMatch(to -> isDirect(to, direct));
    }

    private static boolean isDirect(Node to, String name) {
      var uri = to instanceof ScalarNode scalar ? scalar.getValue() : textAt(to, "uri");
      var parameter =
          get(to, "parameters").map(parameters -> textAt(parameters, "name")).orElse("");
      return uri.equals("direct:" + name) || (uri.equals("direct") && parameter.equals(name));
    }

    private List<Node> steps(String kind) {
      var found = new ArrayList<Node>();
      get(from, "steps").ifPresent(steps -> collect(steps, kind, found));
      return found;
    }
  }

  private static void collect(Node node, String key, List<Node> found) {
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> collect(item, key, found));
    } else if (node instanceof MappingNode mapping) {
      get(mapping, key).ifPresent(found::add);
      mapping.getValue().forEach(entry -> collect(entry.getValueNode(), key, found));
    }
  }

  private static Stream<Node> items(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue().stream() : Stream.of(node);
  }

  private static Optional<Node> get(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(e -> e.getKeyNode() instanceof ScalarNode k && k.getValue().equals(key))
            .map(e -> e.getValueNode())
            .findFirst()
        : Optional.empty();
  }

  private static Optional<At> scalar(Node node, String key) {
    return get(node, key)
        .filter(ScalarNode.class::isInstance)
        .map(value -> new At(((ScalarNode) value).getValue(), value));
  }

  private static String textAt(Node node, String key) {
    return scalar(node, key).map(At::value).orElse("");
  }
}
