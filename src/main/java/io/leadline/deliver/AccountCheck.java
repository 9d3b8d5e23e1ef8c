package io.leadline.deliver;

import io.leadline.crm.Connection;
import io.leadline.crm.CrmRequest;
import io.leadline.crm.Diagnosis;
import io.leadline.crm.ForcedError;
import io.leadline.crm.MemberKey;
import io.leadline.crm.Reply;
import io.leadline.event.Call;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Pause;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Asks the CRM by the documented forced error, which creates nothing, whether the account is in
 * order: when a call's refusal puts it in doubt, and again and again while the connection is
 * paused.
 */
final class AccountCheck {
  private final Connection connection;
  private final Function<CrmRequest, Reply> exchange;
  private final Pausing pausing;
  private final Hold hold;
  private final BooleanSupplier idle;

  /** Held while the CRM is asked; a lock, for a monitor would pin a virtual thread's carrier. */
  private final Lock asking = new ReentrantLock();

  /**
   * @param exchange makes one request within the budget
   * @param idle whether there is nothing to try: no call under way, no lane due
   */
  AccountCheck(
      Connection connection,
      Function<CrmRequest, Reply> exchange,
      Pausing pausing,
      Hold hold,
      BooleanSupplier idle) {
    this.connection = connection;
    this.exchange = exchange;
    this.pausing = pausing;
    this.hold = hold;
    this.idle = idle;
  }

  /** What the forced error says of an account that a call's refusal put in doubt. */
  enum Verdict {
    /** The account is at fault: the connection is paused now. */
    AT_FAULT,
    /** The account is in order: the refusal was about the call. */
    IN_ORDER,
    /** The CRM could not be asked, or asked us to wait. */
    UNCLEAR
  }

  /**
   * Asks the CRM by the forced error whether the account is at fault, with the key that this call
   * was made with, and pauses if it is.
   */
  Verdict confirm(Call refused, Reason suspicion) {
    asking.lock();
    try {
      if (pausing.isFor(ReasonCode.CONNECTION_AT_FAULT)) {
        return Verdict.AT_FAULT;
      }
      return hold.isOver() ? ask(refused, suspicion) : Verdict.UNCLEAR;
    } finally {
      asking.unlock();
    }
  }

  private Verdict ask(Call refused, Reason suspicion) {
    Optional<String> member = MemberKey.of(connection, refused);
    Diagnosis diagnosis = diagnose(member);
    if (diagnosis instanceof Diagnosis.AtFault) {
      pausing.pauseFor(member.map(it -> whoseKey(it, suspicion)).orElse(suspicion), null);
      return Verdict.AT_FAULT;
    }
    return diagnosis instanceof Diagnosis.Healthy ? Verdict.IN_ORDER : Verdict.UNCLEAR;
  }

  /** Where the connection's own key is refused as well, it is not about the member's. */
  private Reason whoseKey(String member, Reason suspicion) {
    return hold.isOver() && diagnose(Optional.empty()) instanceof Diagnosis.Healthy
        ? MemberKey.atFault(connection, member, suspicion)
        : suspicion;
  }

  /**
   * @param member with whose key; nothing for the connection's own
   */
  private Diagnosis diagnose(Optional<String> member) {
    CrmRequest request = ForcedError.request(connection, member.orElse(connection.memberId()));
    return ForcedError.diagnose(connection, exchange.apply(request));
  }

  // ── the pause's end ───────────────────────────────────────────────────────────────────────────

  /** Whether a paused connection is to be asked after now. */
  boolean isProbeDue() {
    return pausing.isProbeDue() && hold.isOver();
  }

  /**
   * Looks whether a paused connection is in order again, where it is time to; not where the CRM is
   * being asked already.
   */
  void probe() {
    if (!asking.tryLock()) {
      return;
    }
    try {
      if (isProbeDue()) {
        pausing.present().ifPresent(this::probe);
      }
    } finally {
      asking.unlock();
    }
  }

  /** The pause may end, or another begin, while the CRM is asked. */
  private void probe(Pause seen) {
    ReasonCode why = seen.reason().code();
    Diagnosis diagnosis = diagnose(MemberKey.saidIn(connection, seen.reason()));
    pausing.probed();
    if (diagnosis instanceof Diagnosis.AtFault atFault) {
      pausing.shut();
      pausing.turnInto(seen, atFault.reason());
    } else if (why == ReasonCode.CONNECTION_AT_FAULT) {
      resumeWhereHealthy(seen, diagnosis);
    } else if (answers(diagnosis)) {
      answersAgain(seen);
    }
  }

  /** Nothing but a good word ends it: what says nothing of the account does not clear it. */
  private void resumeWhereHealthy(Pause seen, Diagnosis diagnosis) {
    if (diagnosis instanceof Diagnosis.Healthy) {
      pausing.resume(seen.reason().code());
    }
  }

  /** An answer that says nothing of the account still says that the CRM is there. */
  private static boolean answers(Diagnosis diagnosis) {
    if (!(diagnosis instanceof Diagnosis.Unclear unclear)) {
      return diagnosis instanceof Diagnosis.Healthy;
    }
    return switch (unclear.reason().code()) {
      case CRM_UNAVAILABLE, ANSWER_LOST, RATE_LIMITED -> false;
      default -> true;
    };
  }

  private void answersAgain(Pause seen) {
    if (isIdle(seen)) {
      pausing.answers(seen);
      pausing.resume(seen.reason().code());
    } else {
      pausing.beginTrial(seen);
    }
  }

  /** On trial, and there was nothing to try. */
  private boolean isIdle(Pause seen) {
    return seen.reason().code() == ReasonCode.CRM_UNAVAILABLE
        && pausing.isOnTrial()
        && idle.getAsBoolean();
  }
}
