package io.leadline.deliver;

import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.time.Instant;

/** What an event says that died while it was sent. */
final class SendSentences {
  private SendSentences() {}

  static Reason noContactId() {
    return new Reason(
        ReasonCode.NO_CONTACT_ID,
        "the CRM said success to createContact and gave no contact_id, so the profile cannot be"
            + " added; look the contact up in the CRM, then replay");
  }

  static Reason gaveUp(int attempts, Instant first, Reason last) {
    return new Reason(
        ReasonCode.CRM_UNAVAILABLE,
        "gave up after " + attempts + " tries since " + first + "; the last: " + last.sentence());
  }

  static Reason internalError(RuntimeException e) {
    return new Reason(
        ReasonCode.INTERNAL_ERROR,
        "internal error: "
            + e.getClass().getSimpleName()
            + " while sending; the log has the trace. Replay the event when it is mended");
  }

  static Reason refusedThough(Reason suspicion) {
    return new Reason(
        ReasonCode.CRM_REJECTED,
        suspicion.sentence() + " (the account itself is in order: the CRM said so when asked)");
  }
}
