package io.leadline.prove;

import static java.util.stream.Collectors.groupingBy;

import io.leadline.sandbox.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Calls for one person that were under way together. The CRM cannot have a contact twice, whatever
 * is sent to it: that two calls for one person never race is what keeps a real one from it.
 *
 * <p>Two things excuse an overlap, for then the server does not know of the earlier call any more:
 * that it was killed or stood still in between, and that it had waited in vain for so long.
 */
final class Overlaps {
  private final Evidence evidence;

  Overlaps(Evidence evidence) {
    this.evidence = evidence;
  }

  /** A sentence for each pair that nothing excuses. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    evidence.calls().stream()
        .filter(CallRecord::overlap)
        .filter(call -> call.email() != null)
        .collect(groupingBy(Overlaps::person))
        .values()
        .forEach(calls -> add(calls, problems));
    return problems;
  }

  private static String person(CallRecord call) {
    return String.valueOf(call.email()).strip().toLowerCase(Locale.ROOT);
  }

  /** In order of arrival. */
  private void add(List<CallRecord> calls, List<String> problems) {
    for (int i = 1; i < calls.size(); i++) {
      CallRecord later = calls.get(i);
      calls.subList(0, i).stream()
          .filter(earlier -> isUnderWay(earlier, later.startedAt()))
          .filter(earlier -> !isExcused(earlier, later))
          .map(earlier -> sentence(earlier, later))
          .forEach(problems::add);
    }
  }

  private static boolean isUnderWay(CallRecord earlier, Instant at) {
    Instant end = earlier.endedAt();
    return end == null || end.isAfter(at);
  }

  private boolean isExcused(CallRecord earlier, CallRecord later) {
    Duration between = Duration.between(earlier.startedAt(), later.startedAt());
    return between.compareTo(CutCalls.nearlyTooLong(evidence.callPatience())) >= 0
        || evidence.interruptions().stream().anyMatch(one -> isBetween(one, earlier, later));
  }

  /** The call of a process that was just killed may still have been in the socket. */
  private static boolean isBetween(Interruption one, CallRecord earlier, CallRecord later) {
    return one.touches(earlier.startedAt().minus(CutCalls.IN_THE_SOCKET), later.startedAt());
  }

  private static String sentence(CallRecord earlier, CallRecord later) {
    return "two calls for %s were under way together: %s from %s to %s, and %s at %s"
        .formatted(
            person(later),
            earlier.call().word(),
            earlier.startedAt(),
            Objects.requireNonNullElse(earlier.endedAt(), "the end"),
            later.call().word(),
            later.startedAt());
  }
}
