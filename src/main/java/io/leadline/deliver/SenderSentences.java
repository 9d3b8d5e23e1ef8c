package io.leadline.deliver;

import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.source.ApiReply;

/** Why a hook's sender gave us nothing of what it was asked for. */
final class SenderSentences {
  private SenderSentences() {}

  static Reason withoutToken(HookName hook) {
    return new Reason(
        ReasonCode.FETCH_REFUSED,
        hook.variable("TOKEN")
            + " is not set, so the sender of hook '"
            + hook
            + "' cannot be asked; events wait until it is");
  }

  static Reason refused(HookName hook, ApiReply said) {
    return sender(
        hook,
        ReasonCode.FETCH_REFUSED,
        "refuses our token (%s): set %s to one that may read what it is asked for; events wait until then"
            .formatted(said.words(), hook.variable("TOKEN")));
  }

  static Reason withheld(HookName hook, ApiReply said) {
    return sender(
        hook,
        ReasonCode.FETCH_FAILED,
        "does not give us what was asked for (%s): there is no such thing, or %s may not read it"
            .formatted(said.words(), hook.variable("TOKEN")));
  }

  static Reason allWithheld(HookName hook, ApiReply said) {
    return sender(
        hook,
        ReasonCode.FETCH_REFUSED,
        "gave us nothing of what was asked for lately, the last: %s; see whether %s may read it: each event is tried until its time for retries is over"
            .formatted(said.words(), hook.variable("TOKEN")));
  }

  static Reason limited(HookName hook, ApiReply said) {
    return sender(
        hook, ReasonCode.RATE_LIMITED, "limits our requests (%s)".formatted(said.words()));
  }

  static Reason notAsked(HookName hook, String what) {
    return sender(hook, ReasonCode.FETCH_FAILED, "could not be asked: " + what);
  }

  static Reason doesNotAnswer(HookName hook, String what) {
    return sender(
        hook,
        ReasonCode.FETCH_FAILED,
        "does not answer: different requests in a row came to nothing, the last: %s; its events wait, no try is counted, and Leadline looks by itself whether it is back"
            .formatted(what));
  }

  private static Reason sender(HookName hook, ReasonCode code, String what) {
    return new Reason(code, "the sender of hook '" + hook + "' " + what);
  }
}
