package io.leadline.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * How a call ends: the reply that leaves, and what is true behind it.
 *
 * @param fault what decided the reply; null if none did
 * @param ruling what the CRM decided; null if it was not asked
 */
record Settled(Reply reply, @Nullable FaultKind fault, @Nullable Ruling ruling) {
  CallOutcome outcome() {
    if (fault != null || ruling == null) {
      return CallOutcome.FAULTED;
    }
    return ruling.accepted() ? CallOutcome.ACCEPTED : CallOutcome.REFUSED;
  }

  boolean committed() {
    return ruling != null && ruling.accepted();
  }
}
