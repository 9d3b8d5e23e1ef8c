package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.mapping.diff.Impact;
import io.leadline.mapping.diff.Impact.Group;
import io.leadline.mapping.diff.Impact.Sample;
import io.leadline.mapping.diff.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an edit does, in words. */
final class ImpactTexts {
  private static final int MOST_GROUPS = 20;
  private static final int LONGEST = 80;

  private ImpactTexts() {}

  static List<String> lines(Impact impact, Collection<HookName> hooks) {
    var lines = new ArrayList<String>();
    String names = hooks.stream().map(HookName::value).collect(Collectors.joining(", "));
    if (impact.events() == 0 && impact.unread().isEmpty()) {
      return List.of("no events of " + names + " are stored: there is nothing to compare");
    }
    lines.add(events(impact.events()) + " of " + names + ":");
    for (Turn turn : Turn.values()) {
      if (impact.events(turn) > 0) {
        lines.add("  %6d %s".formatted(impact.events(turn), turn.words()));
      }
    }
    groups("values that change", impact.fields(), lines);
    groups("would fail", impact.failing(), lines);
    groups("would be ignored", impact.ignored(), lines);
    groups("would be taken by another mapping", impact.taken(), lines);
    groups("new warnings", impact.warned(), lines);
    groups("warnings that would be gone", impact.healed(), lines);
    groups(
        "not fetched: Leadline did not ask for it then, and will from now on",
        impact.notFetched(),
        lines);
    groups("could not be compared", impact.unread(), lines);
    return lines;
  }

  private static void groups(String title, List<Group> groups, List<String> lines) {
    if (groups.isEmpty()) {
      return;
    }
    lines.add(title);
    for (Group group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      lines.add("  %6d %s".formatted(group.events(), Printable.line(group.what())));
      group.samples().forEach(sample -> lines.add("         " + line(sample)));
    }
    if (groups.size() > MOST_GROUPS) {
      lines.add("         and " + (groups.size() - MOST_GROUPS) + " more");
    }
  }

  private static String line(Sample sample) {
    return sample.before() == null && sample.after() == null
        ? sample.event().value()
        : sample.event() + ": " + value(sample.before()) + " -> " + value(sample.after());
  }

  private static String value(@Nullable String value) {
    if (value == null) {
      return "nothing";
    }
    String text = Printable.line(value.replace("\n", "⏎"));
    return text.codePointCount(0, text.length()) <= LONGEST
        ? "'" + text + "'"
        : "'" + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…'";
  }

  private static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }
}
