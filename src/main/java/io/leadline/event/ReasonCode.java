package io.leadline.event;

import java.util.Locale;

/**
 * Why an event is where it is. The codes are stable: searches, alerts and dead letters name them.
 */
public enum ReasonCode {
  /** The body is not what its source sends. */
  UNREADABLE,
  /** The mapping could not make a required field, or one named under {@code strict:}. */
  MAPPING_FAILED,
  /** No mapping's {@code when} held. */
  NO_MAPPING,
  /** A mapping says to ignore it. */
  MAPPING_IGNORES,
  /** The CRM was given the same by another event: of the same burst, or just before. */
  COVERED,
  /** The sender no longer has the person that the event is about. */
  SUBJECT_GONE,
  /** The sender could not be asked, or did not say, and the time for retries is over. */
  FETCH_FAILED,
  /** The sender refuses our token. */
  FETCH_REFUSED,
  /** The CRM refused the call: validation. */
  CRM_REJECTED,
  /** The CRM says that the member does not own the contact. */
  NOT_THE_OWNER,
  /** The CRM said success and gave no contact id, so no profile can be added. */
  NO_CONTACT_ID,
  /** The CRM did not take the call, and the time for retries is over. */
  CRM_UNAVAILABLE,
  /** Too many requests. */
  RATE_LIMITED,
  /** Key, org, member, organisation or its settings: nothing can be delivered. */
  CONNECTION_AT_FAULT,
  /** The CRM refuses one event after the other with the same words. */
  REFUSES_EVERYTHING,
  /** A person paused the connection. */
  PAUSED_BY_HAND,
  /** The answer did not come or says nothing: the call may have happened. */
  ANSWER_LOST,
  /** A person says that the call happened. */
  CONFIRMED_BY_HAND,
  /** A person gave it up. */
  DISCARDED_BY_HAND,
  /** A defect of ours. */
  INTERNAL_ERROR;

  /** As stored and printed: {@code mapping_failed}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ReasonCode of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
