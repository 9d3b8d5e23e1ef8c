package io.leadline.prove;

import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.EventDetail.Made;
import io.leadline.journal.EventSummary;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event as the journal has it at the end, and the calls that it says were made for it. */
record InJournal(EventSummary summary, List<Made> made) {

  static InJournal of(EventDetail event) {
    return new InJournal(event.summary(), event.made());
  }

  EventId id() {
    return summary.id();
  }

  State state() {
    return summary.state();
  }

  @Nullable Reason reason() {
    return summary.reason();
  }

  @Nullable ReasonCode code() {
    Reason reason = summary.reason();
    return reason == null ? null : reason.code();
  }

  boolean wasReplayed() {
    return summary.replay() > 0;
  }

  /** Whether the CRM has to hold a profile of this very event. */
  boolean hasMadeAProfile() {
    return state() == State.DELIVERED && code() != ReasonCode.COVERED && !isProfileCovered();
  }

  /** The contact may have been sent all the same: then the event itself says nothing of it. */
  private boolean isProfileCovered() {
    return profileCalls().stream().anyMatch(call -> call.came() == Came.COVERED);
  }

  /** The CRM's ids of the profiles that were accepted, where it gave any. */
  List<Long> profileIds() {
    return profileCalls().stream()
        .filter(call -> call.came() == Came.ACCEPTED)
        .map(Made::result)
        .filter(Objects::nonNull)
        .map(CallResult::profileId)
        .filter(Objects::nonNull)
        .map(Long::valueOf)
        .toList();
  }

  private List<Made> profileCalls() {
    return made.stream().filter(call -> call.kind() == CallKind.ADD_PROFILE).toList();
  }

  @Override
  public String toString() {
    return state() + (reason() == null ? "" : " (" + reason() + ")");
  }
}
