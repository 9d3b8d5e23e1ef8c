package io.leadline.docs;

import io.leadline.event.ReasonCode;

/** Where a reason code stands. Exhaustive: a new code does not compile until it has its place. */
enum Standing {
  /** On a dead letter. */
  DEAD("DEAD"),
  /** On an event that nothing was to be done for. */
  IGNORED("IGNORED"),
  /** On an event that gave the CRM nothing new. */
  NOTHING_NEW("IGNORED; DELIVERED, where nothing of it was sent"),
  /** On an event whose last call a person said to have happened. */
  CONFIRMED("DELIVERED"),
  /** On an event that waits for its next try, or for a person. */
  IN_DOUBT("READY, until the next try; HELD"),
  /** On an event that a person gave up. */
  DISCARDED("DISCARDED"),
  /** On an event that waits for its next try. */
  WAITING("RECEIVED or READY, until the next try"),
  /** On a connection that is paused, and on events that wait for it. */
  PAUSE("a paused connection, and READY events that wait for it");

  final String words;

  Standing(String words) {
    this.words = words;
  }

  static Standing of(ReasonCode code) {
    return switch (code) {
      case UNREADABLE,
          MAPPING_FAILED,
          NO_MAPPING,
          SUBJECT_GONE,
          FETCH_FAILED,
          CRM_REJECTED,
          NOT_THE_OWNER,
          NO_CONTACT_ID,
          CRM_UNAVAILABLE,
          INTERNAL_ERROR ->
          DEAD;
      case MAPPING_IGNORES -> IGNORED;
      case COVERED -> NOTHING_NEW;
      case CONFIRMED_BY_HAND -> CONFIRMED;
      case ANSWER_LOST -> IN_DOUBT;
      case DISCARDED_BY_HAND -> DISCARDED;
      case FETCH_REFUSED, RATE_LIMITED -> WAITING;
      case CONNECTION_AT_FAULT, REFUSES_EVERYTHING, PAUSED_BY_HAND -> PAUSE;
    };
  }

  /** Codes of dead letters that also stand on an event while it is still tried. */
  static boolean alsoWaits(ReasonCode code) {
    return code == ReasonCode.CRM_UNAVAILABLE || code == ReasonCode.FETCH_FAILED;
  }
}
