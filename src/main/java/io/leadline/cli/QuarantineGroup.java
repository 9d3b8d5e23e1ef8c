package io.leadline.cli;

import static java.util.Comparator.comparing;

import io.leadline.event.HookName;
import io.leadline.journal.Quarantined;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests of one hook that did not verify for the same reason.
 *
 * @param why of the newest
 * @param first the number of the oldest
 */
record QuarantineGroup(
    HookName hook,
    String why,
    int requests,
    long first,
    long last,
    Instant firstReceivedAt,
    Instant lastReceivedAt,
    long bytes) {

  /** By hook, and of a hook the one that began first. */
  static List<QuarantineGroup> of(List<Quarantined> lines) {
    Map<Object, QuarantineGroup> groups = new LinkedHashMap<>();
    lines.forEach(
        line ->
            groups.merge(List.of(line.hook(), alike(line.why())), of(line), QuarantineGroup::and));
    return groups.values().stream().sorted(comparing(group -> group.hook().value())).toList();
  }

  private static QuarantineGroup of(Quarantined line) {
    return new QuarantineGroup(
        line.hook(),
        line.why(),
        1,
        line.seq(),
        line.seq(),
        line.receivedAt(),
        line.receivedAt(),
        line.size());
  }

  private QuarantineGroup and(QuarantineGroup next) {
    return new QuarantineGroup(
        hook,
        next.why,
        requests + next.requests,
        first,
        next.last,
        firstReceivedAt,
        next.lastReceivedAt,
        bytes + next.bytes);
  }

  /** What two sentences have in common that differ in a number, as in how old a signature is. */
  static String alike(String why) {
    return why.replaceAll("\\b\\d+\\b", "0");
  }
}
