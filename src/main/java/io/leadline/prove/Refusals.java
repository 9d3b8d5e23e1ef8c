package io.leadline.prove;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.leadline.event.EventId;
import io.leadline.journal.EventSummary;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.FaultKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The events that had died of what the CRM said, before they were replayed: each needs a call of
 * its person that the CRM refused, while the account was in order.
 */
final class Refusals {
  private static final Set<FaultKind> REFUSING =
      EnumSet.of(FaultKind.REFUSE, FaultKind.CLIENT_ERROR, FaultKind.NO_CONTACT_ID);

  private final Evidence evidence;
  private final Map<EventId, String> people;

  Refusals(Evidence evidence) {
    this.evidence = evidence;
    this.people =
        evidence.submissions().stream()
            .flatMap(one -> one.events().stream().map(id -> Map.entry(id, one.person())))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
  }

  List<String> problems() {
    var refusing =
        evidence.calls().stream()
            .filter(this::isRefused)
            .collect(groupingBy(call -> fold(String.valueOf(call.email())), counting()));
    var problems = new ArrayList<String>();
    evidence.refused().stream()
        .collect(groupingBy(event -> people.getOrDefault(event.id(), "somebody unknown")))
        .forEach(
            (person, died) -> compare(person, died, refusing.getOrDefault(person, 0L), problems));
    return problems;
  }

  private static void compare(
      String person, List<EventSummary> died, long refusing, List<String> problems) {
    if (died.size() > refusing) {
      problems.add(
          "%d events of %s had died, though the CRM refused only %d calls of theirs while the account"
                  .formatted(died.size(), person, refusing)
              + " was in order: "
              + died.stream().map(event -> event.id() + " " + event.reason()).toList());
    }
  }

  private boolean isRefused(CallRecord call) {
    return call.fault() != null
        && REFUSING.contains(call.fault())
        && evidence.timesAtFault().stream().noneMatch(time -> isWithin(time, call.startedAt()));
  }

  private static boolean isWithin(Weather.AtFault time, Instant at) {
    return !at.isBefore(time.from()) && !at.isAfter(time.to());
  }

  private static String fold(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
