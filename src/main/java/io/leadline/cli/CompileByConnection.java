package io.leadline.cli;

import io.leadline.crm.Catalogue;
import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.yaml.Problem;
import io.leadline.receive.Hook;
import io.leadline.settings.UnfitSettings;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles each mapping with the fields and the mode of the connections that its hooks go to, as
 * far as the route files say. With one connection there is nothing to choose.
 */
final class CompileByConnection {
  private static final Comparator<Problem> IN_ORDER =
      Comparator.comparing(Problem::file)
          .thenComparing(Problem::line)
          .thenComparing(Problem::column);

  private final MappingsToCheck mappings;
  private final FieldsKnown fields;
  private final Program program;
  private final List<ConnectionName> connections;

  private CompileByConnection(MappingsToCheck mappings, FieldsKnown fields, Program program) {
    this.mappings = mappings;
    this.fields = fields;
    this.program = program;
    this.connections = FieldsKnown.connections(program);
  }

  static Compilation compile(MappingsToCheck mappings, FieldsKnown fields, Program program) {
    return new CompileByConnection(mappings, fields, program).compile();
  }

  private Compilation compile() {
    if (connections.size() == 1) {
      return compile(mappings, connections.get(0));
    }
    Compilation all = mappings.compile(Catalogue.documented());
    if (all instanceof Compilation.Refused) {
      return all;
    }
    return join((Compilation.Compiled) all);
  }

  private Compilation compile(MappingsToCheck some, ConnectionName connection) {
    return some.of(connection, program).compile(fields.of(connection));
  }

  private Compilation join(Compilation.Compiled all) {
    Map<HookName, ConnectionName> ways = ways();
    var problems = new LinkedHashSet<Problem>();
    for (ConnectionName connection : connections) {
      MappingsToCheck some = mappings.without(file -> !leads(file, connection, all.set(), ways));
      problems(compile(some, connection)).stream()
          .map(problem -> all.warnings().contains(problem) ? problem : of(connection, problem))
          .forEach(problems::add);
    }
    List<Problem> sorted = problems.stream().sorted(IN_ORDER).toList();
    return sorted.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)
        ? new Compilation.Refused(sorted)
        : new Compilation.Compiled(all.set(), sorted);
  }

  private static List<Problem> problems(Compilation compilation) {
    return compilation instanceof Compilation.Refused refused
        ? refused.problems()
        : ((Compilation.Compiled) compilation).warnings();
  }

  private static Problem of(ConnectionName connection, Problem problem) {
    return new Problem(
        problem.file(),
        problem.line(),
        problem.column(),
        problem.severity(),
        problem.message() + " (connection " + connection + ")");
  }

  /** Where the route files cannot be read, all goes to the first. */
  private Map<HookName, ConnectionName> ways() {
    try {
      return HooksHere.read(program).all().stream()
          .collect(Collectors.toMap(Hook::name, Hook::connection));
    } catch (UnfitSettings unread) {
      return Map.of();
    }
  }

  private boolean leads(
      String file, ConnectionName connection, MappingSet set, Map<HookName, ConnectionName> ways) {
    String name = file.substring(0, file.length() - ".yaml".length());
    Set<String> hooks = set.hooksOf(name);
    Stream<ConnectionName> goals =
        hooks.stream().map(hook -> ways.getOrDefault(new HookName(hook), connections.get(0)));
    return hooks.isEmpty() || goals.anyMatch(connection::equals);
  }
}
