package io.leadline.source;

import io.leadline.event.Reason;
import io.leadline.event.Submission;

/** What an event says. */
public sealed interface Reading {
  record Read(Submission submission) implements Reading {}

  /** Not what this source sends: the event is dead, its bytes are kept. */
  record Unreadable(Reason reason) implements Reading {}
}
