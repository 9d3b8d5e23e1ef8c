package io.leadline.receive;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.receive.RouteYaml.At;
import io.leadline.receive.RouteYaml.Route;
import io.leadline.source.HookOptions;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.UnfitOption;
import io.leadline.source.signature.ProofOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Learns the hooks from their route files, {@code routes/hook-NAME.camel.yaml}: a route whose
 * {@code from} is {@code platform-http:/hooks/NAME}, which sets the variable {@code source} (and
 * {@code connection}, where it is not {@code default}) and leads to {@code direct:receive}. The
 * very files that Camel runs, read without Camel, so that {@code check} says the same.
 */
public final class HookFiles {
  private static final String ENDING = ".camel.yaml";
  private static final String PREFIX = "hook-";

  private static final Set<String> OF_EVERY_HOOK = Set.of("source", "connection");

  private final Map<String, Source> sources = new TreeMap<>();
  private final Map<String, String> environment;

  /**
   * @param sources every source that a hook may name
   * @param environment where {@code <HOOK>_SECRET} is looked up
   */
  public HookFiles(Collection<Source> sources, Map<String, String> environment) {
    sources.forEach(source -> this.sources.put(source.name(), source));
    this.environment = Map.copyOf(environment);
  }

  /**
   * What a folder of routes holds: the hooks that are whole, and everything that is wrong. With a
   * problem, do not serve: the hook it is about would be answered 404, and its sender would give
   * up.
   */
  public record Found(List<Hook> hooks, List<HookProblem> problems) {
    public Found {
      hooks = List.copyOf(hooks);
      problems = List.copyOf(problems);
    }
  }

  /** Reads every {@code *.camel.yaml} of the folder, in the order of their names. */
  public Found read(Path folder) {
    var reading = new Reading(folder);
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> nameOf(file).endsWith(ENDING)).sorted().forEach(reading::read);
    } catch (IOException e) {
      reading.problem(
          "there is no such folder: start Leadline where routes/ lies, or set ROUTES_DIR");
      return reading.found();
    }
    reading.requireAHook();
    return reading.found();
  }

  private static String nameOf(Path path) {
    return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
  }

  /** One reading of one folder. */
  private final class Reading {
    private final Path folder;
    private final List<Hook> hooks = new ArrayList<>();
    private final List<HookProblem> problems = new ArrayList<>();
    private final Map<HookName, String> seen = new HashMap<>();

    Reading(Path folder) {
      this.folder = folder;
    }

    Found found() {
      return new Found(hooks, problems);
    }

    void problem(String message) {
      problems.add(new HookProblem(folder.toString(), 0, 0, message));
    }

    void requireAHook() {
      if (hooks.isEmpty() && problems.isEmpty()) {
        problem("no hook is here: add a route file as hook-typeform.camel.yaml");
      }
    }

    void read(Path file) {
      var route = new RouteFile(folder.resolve(nameOf(file)).toString(), nameOf(file));
      try {
        route.read(RouteYaml.routes(Files.readString(file)));
      } catch (MarkedYamlEngineException e) {
        route.problem(e.getProblemMark(), "this is not YAML: " + e.getProblem());
      } catch (YamlEngineException e) {
        route.problem(Optional.empty(), "this is not YAML: " + e.getMessage());
      } catch (IOException e) {
        route.problem(Optional.empty(), "the file cannot be read: is it UTF-8, may we read it?");
      }
    }

    /** One file of the folder. */
    private final class RouteFile {
      private final String path;
      private final String name;

      RouteFile(String path, String name) {
        this.path = path;
        this.name = name;
      }

      void read(List<Route> routes) {
        var hookRoutes = routes.stream().filter(RouteFile::isHook).toList();
        hookRoutes.forEach(this::readHook);
        if (hookRoutes.isEmpty() && name.startsWith(PREFIX)) {
          problem(
              Optional.empty(),
              "it has no route from platform-http:"
                  + Door.PATH
                  + expectedName()
                  + ", so it is no"
                  + " hook");
        }
      }

      private static boolean isHook(Route route) {
        return route.path().filter(at -> (at.value() + "/").startsWith(Door.PATH)).isPresent();
      }

      private String expectedName() {
        return name.substring(PREFIX.length(), name.length() - ENDING.length());
      }

      private void readHook(Route route) {
        int before = problems.size();
        var hookName = hookName(route.path().orElseThrow());
        var source = source(route);
        var connection = connection(route);
        source.ifPresent(known -> requireKnownOptions(route, known));
        requireRawBody(route);
        requireReceive(route);
        if (problems.size() == before) {
          add(route, hookName.orElseThrow(), source.orElseThrow(), connection.orElseThrow());
        }
      }

      private void add(Route route, HookName name, Source source, ConnectionName connection) {
        var options = HookOptions.of(values(route.variables()));
        try {
          var configured = source.with(options);
          var proof = ProofOptions.read(options).orElse(configured.proof());
          hooks.add(
              new Hook(
                  name,
                  configured,
                  proof,
                  connection,
                  secrets(name, "SECRET"),
                  secrets(name, "VERIFY_TOKEN")));
        } catch (UnfitOption e) {
          problem(
              route.variable(e.option()).orElse(route.path().orElseThrow()),
              "option '" + e.option() + "': " + e.sentence());
        }
      }

      private static Map<String, String> values(Map<String, At> variables) {
        return variables.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
      }

      private Secrets secrets(HookName name, String suffix) {
        return Secrets.of(environment.getOrDefault(name.variable(suffix), ""));
      }

      /** A slip of the pen in an option would leave a hook with another check than is thought. */
      private void requireKnownOptions(Route route, Source source) {
        var known = new TreeSet<>(OF_EVERY_HOOK);
        known.addAll(ProofOptions.NAMES);
        known.addAll(source.options());
        route.variables().forEach((variable, at) -> requireKnown(variable, at, known));
        route.variablesAgain().forEach(this::refuseAgain);
      }

      private void requireKnown(String variable, At at, Set<String> known) {
        if (!known.contains(variable)) {
          problem(
              at,
              "'%s' is not an option of a hook: %s"
                  .formatted(variable, Spelling.suggestion(variable, known)));
        }
      }

      private void refuseAgain(At name) {
        problem(
            name,
            "'" + name.value() + "' is set twice: leave the step that you mean, as one alone");
      }

      private Optional<HookName> hookName(At path) {
        String text = path.value().substring(Math.min(Door.PATH.length(), path.value().length()));
        try {
          var hookName = new HookName(text);
          requireMatchingFile(hookName, path);
          requireFirst(hookName, path);
          return Optional.of(hookName);
        } catch (IllegalArgumentException e) {
          problem(path, e.getMessage() + ", as in platform-http:/hooks/demo-form");
          return Optional.empty();
        }
      }

      private void requireMatchingFile(HookName hookName, At path) {
        String expected = PREFIX + hookName + ENDING;
        if (!name.equals(expected)) {
          problem(path, "hook '" + hookName + "' belongs in a file of its own, named " + expected);
        }
      }

      private void requireFirst(HookName hookName, At path) {
        var first = seen.putIfAbsent(hookName, this.path);
        if (first != null) {
          problem(path, "hook '" + hookName + "' is defined a second time: first in " + first);
        }
      }

      private Optional<Source> source(Route route) {
        var word = route.variable("source");
        if (word.isEmpty()) {
          problem(
              route.path().orElseThrow(),
              "the hook does not say which form tool calls it: add a setVariable step with name"
                  + " source and a constant ("
                  + String.join(", ", sources.keySet())
                  + ")");
        }
        return word.flatMap(this::knownSource);
      }

      private Optional<Source> knownSource(At word) {
        var source = Optional.ofNullable(sources.get(word.value()));
        if (source.isEmpty()) {
          String suggestion = Spelling.suggestion(word.value(), sources.keySet());
          problem(word, "'" + word.value() + "' is not a source: " + suggestion);
        }
        return source;
      }

      private Optional<ConnectionName> connection(Route route) {
        var word = route.variable("connection");
        try {
          return Optional.of(
              word.map(At::value).map(ConnectionName::new).orElse(ConnectionName.DEFAULT));
        } catch (IllegalArgumentException e) {
          problem(word.orElseThrow(), String.valueOf(e.getMessage()));
          return Optional.empty();
        }
      }

      /** Without it Camel 4.18.0 reads bodies as text, and one that is not UTF-8 ends in a 500. */
      private void requireRawBody(Route route) {
        if (route.parameter("useStreaming").filter(at -> at.value().equals("true")).isEmpty()) {
          problem(
              route.path().orElseThrow(),
              "add useStreaming: true to the parameters: without it bodies that are not UTF-8 are"
                  + " lost");
        }
      }

      private void requireReceive(Route route) {
        if (!route.leadsTo("receive")) {
          problem(
              route.path().orElseThrow(),
              "no step leads to direct:receive: the hook would answer without storing anything");
        }
      }

      private void problem(At at, String message) {
        problem(at.node(), message);
      }

      private void problem(Node node, String message) {
        problem(node.getStartMark(), message);
      }

      void problem(Optional<Mark> mark, String message) {
        problems.add(
            new HookProblem(
                path,
                mark.map(m -> m.getLine() + 1).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0),
                message));
      }
    }
  }
}
