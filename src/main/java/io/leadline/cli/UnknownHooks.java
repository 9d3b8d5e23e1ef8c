package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.Suggestion;
import io.leadline.mapping.yaml.Problem;
import io.leadline.receive.Hook;
import io.leadline.settings.UnfitSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Mappings of hooks that are none here: their events would be nobody's. */
final class UnknownHooks {
  private UnknownHooks() {}

  /** Warnings; none where no route files are at hand, or one of them is wrong. */
  static List<Problem> of(MappingSet set, Program program) {
    Set<String> known = known(program);
    if (known.isEmpty()) {
      return List.of();
    }
    return set.names().stream()
        .flatMap(
            mapping ->
                set.hooksOf(mapping).stream()
                    .filter(hook -> !known.contains(hook))
                    .map(hook -> warning(mapping, hook, known)))
        .toList();
  }

  private static Set<String> known(Program program) {
    try {
      return HooksHere.read(program).all().stream()
          .map(Hook::name)
          .map(HookName::value)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (UnfitSettings e) {
      return Set.of();
    }
  }

  private static Problem warning(String mapping, String hook, Set<String> known) {
    return new Problem(
        mapping + ".yaml",
        0,
        0,
        Problem.Severity.WARNING,
        "takes the events of hook '"
            + hook
            + "', and there is no such hook here: its route file would be hook-"
            + hook
            + ".camel.yaml"
            + Suggestion.among(hook, known));
  }
}
