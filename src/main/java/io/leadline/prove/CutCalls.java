package io.leadline.prove;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.leadline.sandbox.CallOutcome;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The profiles that the CRM stored while the server could not learn or note that it did: those may
 * be there twice.
 */
final class CutCalls {
  /** From the answer on its way to the journal's disk, on a machine that is busy. */
  private static final Duration TO_BE_RECORDED = Duration.ofSeconds(3);

  /** From the call on its way to the CRM's log. No server starts within it. */
  static final Duration IN_THE_SOCKET = Duration.ofSeconds(1);

  private final Evidence evidence;
  private final List<CallRecord> added;
  private final Set<Long> profiles = new HashSet<>();
  private long count;

  CutCalls(Evidence evidence) {
    this.evidence = evidence;
    this.added =
        evidence.calls().stream()
            .filter(call -> call.call() == Operation.ADD_PROFILE && call.profileId() != null)
            .toList();
    var unanswered = ids(added.stream().filter(this::isUnanswered).toList());
    profiles.addAll(unanswered);
    count = unanswered.size();
    evidence.interruptions().forEach(one -> countInFlight(one));
  }

  /** The most profiles that may be there twice. */
  long count() {
    return count;
  }

  /**
   * How many of these profiles of one submission explain that there is another after them. The last
   * call explains none: nothing had to be repeated after it.
   */
  long explaining(List<Long> some) {
    List<Long> inOrder = added.stream().map(CallRecord::profileId).filter(some::contains).toList();
    return inOrder.stream()
        .limit(Math.max(0, inOrder.size() - 1))
        .filter(profiles::contains)
        .count();
  }

  /** Where only the id was left out, the answer said success. */
  private boolean isUnanswered(CallRecord call) {
    Instant end = call.endedAt();
    return (call.outcome() == CallOutcome.FAULTED && call.fault() != FaultKind.NO_CONTACT_ID)
        || end == null
        || Duration.between(call.startedAt(), end).compareTo(nearlyTooLong(evidence.callPatience()))
            >= 0;
  }

  /** A server that is busy may have begun to wait a little before the CRM began to work. */
  static Duration nearlyTooLong(Duration callPatience) {
    return callPatience.multipliedBy(3).dividedBy(4);
  }

  /**
   * Which calls were on their way is not known to the CRM; that they were no more than so many is.
   */
  private void countInFlight(Interruption interruption) {
    var near = added.stream().filter(call -> mayBeCutBy(interruption, call)).toList();
    // One person's call begins when the one before is recorded: of each only the last was cut.
    var last = near.stream().collect(toMap(CallRecord::contactId, call -> call, (a, b) -> b));
    Set<Long> candidates = ids(List.copyOf(last.values()));
    candidates.removeAll(profiles);
    profiles.addAll(candidates);
    count += Math.min(candidates.size(), evidence.atOnce());
  }

  private static boolean mayBeCutBy(Interruption interruption, CallRecord call) {
    Instant end = call.endedAt();
    return end != null
        && interruption.touches(call.startedAt().minus(IN_THE_SOCKET), end.plus(TO_BE_RECORDED));
  }

  private static Set<Long> ids(List<CallRecord> calls) {
    return calls.stream().map(CallRecord::profileId).filter(Objects::nonNull).collect(toSet());
  }
}
