package io.leadline.prove;

import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import org.jspecify.annotations.Nullable;

/**
 * What a submission is, and what must become of it.
 *
 * @see #isForTheCrm() the others are looked up in the journal alone
 */
enum Kind {
  /** A form that is mapped: a contact and a profile. */
  FORM("forms", State.DELIVERED, null),
  /** HubSpot's notifications about one person: the contact is read, then as a form. */
  BURST("HubSpot bursts", State.DELIVERED, null),
  /** A form whose mapping says to ignore it. */
  INTERNAL("ignored by a mapping", State.IGNORED, ReasonCode.MAPPING_IGNORES),
  /** A form without the e-mail that its mapping needs. */
  WITHOUT_EMAIL("dead without an e-mail", State.DEAD, ReasonCode.MAPPING_FAILED),
  /** Signed, and no JSON. */
  UNREADABLE("dead and unreadable", State.DEAD, ReasonCode.UNREADABLE),
  /** About a person that HubSpot does not have any more. */
  GONE("dead, person gone", State.DEAD, ReasonCode.SUBJECT_GONE);

  private final String words;
  private final State end;
  private final @Nullable ReasonCode reason;

  Kind(String words, State end, @Nullable ReasonCode reason) {
    this.words = words;
    this.end = end;
    this.reason = reason;
  }

  String words() {
    return words;
  }

  boolean isForTheCrm() {
    return end == State.DELIVERED;
  }

  /** Of a burst, those that would make the same calls again are covered by the first. */
  boolean mayEndAs(State state, @Nullable ReasonCode why) {
    boolean covered = state == State.IGNORED && why == ReasonCode.COVERED;
    return (state == end && (reason == null || why == reason)) || (this == BURST && covered);
  }

  String expected() {
    return reason == null ? end.name() : end + " (" + reason.code() + ")";
  }
}
