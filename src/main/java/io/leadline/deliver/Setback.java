package io.leadline.deliver;

import io.leadline.crm.Connection;
import io.leadline.crm.UnknownProfile;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.Outcome;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Ready;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of an event, and of its connection, when a call was not accepted. */
final class Setback {
  /** When an event is due again that waits for everybody to be accepted: others are tried first. */
  private static final Duration AFTER_THE_OTHERS = Duration.ofMinutes(10);

  private final SendParts parts;
  private final ConnectionGate gate;
  private final Ready event;
  private final Settling settling;

  Setback(SendParts parts, ConnectionGate gate, Ready event, Settling settling) {
    this.parts = parts;
    this.gate = gate;
    this.event = event;
    this.settling = settling;
  }

  /** Whether a person is to say what becomes of this call, should it be in doubt. */
  static boolean aPersonDecides(Connection connection, Call call) {
    return call.kind() == CallKind.ADD_PROFILE
        && connection.unknownProfile() == UnknownProfile.HOLD;
  }

  /**
   * @param contact whom the call is about, as far as that is known
   */
  Step of(Call call, Outcome outcome, @Nullable String contact) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return refused(call, rejected.reason());
    }
    if (outcome instanceof Outcome.RetryLater later) {
      return waits(call, later.reason(), later.retryAfter(), false);
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return unknown(call, unknown, contact);
    }
    return inDoubt(call, ((Outcome.ConnectionAtFault) outcome).reason());
  }

  private Step refused(Call call, Reason reason) {
    return gate.refused(call.kind(), event.id(), reason)
        ? settling.waitsForTheConnection(reason, parts.now().plus(AFTER_THE_OTHERS))
        : settling.dies(reason, false);
  }

  private Step unknown(Call call, Outcome.Unknown unknown, @Nullable String contact) {
    Connection connection = gate.connection();
    if (!aPersonDecides(connection, call)) {
      return waits(call, unknown.reason(), unknown.retryAfter(), true);
    }
    slowDown(call, unknown.reason(), unknown.retryAfter());
    return settling.held(HeldSentences.unknown(unknown.reason(), event, connection, call, contact));
  }

  /** Where the answer said how long to wait, everybody waits already. */
  private void slowDown(Call call, Reason reason, @Nullable Duration retryAfter) {
    if (reason.code() == ReasonCode.RATE_LIMITED) {
      gate.limited(parts.retries().believed(retryAfter));
    } else {
      gate.failed(call.kind(), reason);
    }
  }

  private Step waits(
      Call call, Reason reason, @Nullable Duration retryAfter, boolean mayHaveHappened) {
    if (reason.code() == ReasonCode.RATE_LIMITED) {
      slowDown(call, reason, retryAfter);
      return settling.waitsForTheConnection(reason, gate.opensAt());
    }
    Instant tried = event.firstTryAt();
    Instant since = tried.equals(Instant.MAX) ? tried : tried.plus(gate.away());
    slowDown(call, reason, retryAfter);
    int attempts = event.attempts() + 1;
    Instant now = parts.now();
    Instant first = since.isAfter(now) ? now : since;
    return parts
        .retries()
        .next(attempts, first, now, retryAfter)
        .map(due -> settling.later(reason, due, attempts, mayHaveHappened))
        .orElseGet(
            () -> settling.dies(SendSentences.gaveUp(attempts, first, reason), mayHaveHappened));
  }

  /**
   * The account may be at fault: no event dies for that, it waits until the account is in order.
   * Where the CRM cannot be asked it is unavailable, and that is what it is treated as.
   */
  private Step inDoubt(Call call, Reason suspicion) {
    return switch (gate.confirm(call, suspicion)) {
      case IN_ORDER -> refused(call, SendSentences.refusedThough(suspicion));
      case UNCLEAR -> waits(call, suspicion, null, false);
      case AT_FAULT -> settling.waitsForTheConnection(suspicion, parts.now());
    };
  }
}
