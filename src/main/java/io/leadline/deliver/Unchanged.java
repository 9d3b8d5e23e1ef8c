package io.leadline.deliver;

import io.leadline.crm.Requests;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.journal.AsSent;
import io.leadline.journal.Ready;
import io.leadline.journal.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a call of this event would only say again what the CRM took last of the person. */
final class Unchanged {
  private final SendParts parts;
  private final ClaimedLane lane;
  private final Ready event;

  Unchanged(SendParts parts, ClaimedLane lane, Ready event) {
    this.parts = parts;
    this.lane = lane;
    this.event = event;
  }

  /** What the CRM took last of this person, where it is the same and recent. */
  Optional<Sent> coveredBy(Call call, @Nullable String contactId) {
    if (parts.coveredWindow().isZero() || event.repeat().contains(Ready.keyOf(call))) {
      return Optional.empty();
    }
    AsSent sent = asSent(call, contactId);
    return parts
        .journal()
        .lastSent(lane.claim(), sent.mapping(), call.kind(), sent.place())
        .filter(last -> last.sha().equals(sent.sha()) && isRecent(last.at()))
        .filter(last -> call.kind() == CallKind.ADD_PROFILE || last.contactId() != null);
  }

  /** A time to come, after a clock was set back, says nothing. */
  private boolean isRecent(Instant at) {
    Duration age = Duration.between(at, parts.now());
    return !age.isNegative() && age.compareTo(parts.coveredWindow()) < 0;
  }

  /** Compared as to a person who is known: so is whoever was sent something before. */
  AsSent asSent(Call call, @Nullable String contactId) {
    int place = 0;
    for (Call other : event.calls().subList(0, event.calls().indexOf(call))) {
      place += other.kind() == call.kind() ? 1 : 0;
    }
    return new AsSent(
        event.mapping(), place, Requests.ofKnown(lane.gate().connection(), call, contactId).sha());
  }
}
