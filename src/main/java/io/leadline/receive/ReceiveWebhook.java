package io.leadline.receive;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Receipt;
import io.leadline.source.CarriedSecret;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Takes one webhook: verifies the sender, stores the request with its events, and says what to
 * answer. A 200 means that everything is on disk. Whatever goes wrong on our side gives 503 with
 * Retry-After, which every sender answers by sending again; it never throws.
 */
public final class ReceiveWebhook {
  private static final Duration JOURNAL_BACK = Duration.ofSeconds(30);
  private static final Duration SECRET_SET = Duration.ofMinutes(5);
  private static final int SALT = 16;

  private final Hooks hooks;
  private final Journal journal;
  private final Happenings happenings;
  private final Refusals refusals;
  private final Clock clock;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final Allowance quarantined;

  /**
   * @param clock what the journal's times are compared with; a request's own time is the wall's
   * @param nanos a clock that only goes forward, as {@link System#nanoTime}
   * @param random makes salts: must be unpredictable at work
   */
  public ReceiveWebhook(
      Hooks hooks,
      Journal journal,
      Happenings happenings,
      Clock clock,
      LongSupplier nanos,
      RandomGenerator random) {
    this.hooks = hooks;
    this.journal = journal;
    this.happenings = happenings;
    this.refusals = new Refusals(journal, happenings);
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
    this.quarantined = new Allowance(nanos);
  }

  public Answer receive(Request request) {
    try {
      return hooks.find(request.hook()).map(hook -> receive(request, hook)).orElseGet(Door::noHook);
    } catch (JournalUnavailable e) {
      return journalAway(request, e);
    } catch (RuntimeException e) {
      refusals.broken("receiving for hook " + request.hook(), e);
      return Answer.broken();
    }
  }

  private Answer receive(Request request, Hook hook) {
    long begun = nanos.getAsLong();
    if (hook.lacksSecret()) {
      return withoutSecret(hook);
    }
    Verification verification = hook.proof().verify(request, hook.secrets());
    Optional<CarriedSecret> carried = hook.proof().carried(request);
    // Before anything is kept or cut: else a hash of the body would depend on the secret.
    Request storable = carried.map(secret -> secret.maskedIn(request)).orElse(request);
    if (verification instanceof Unverified unverified) {
      return unverified(storable, hook, unverified.why(), carried);
    }
    return store(storable, hook, (Verified) verification, begun);
  }

  private Answer store(Request request, Hook hook, Verified verified, long begun) {
    var receipts = Intake.of(hook, request, clock.instant()).appendTo(journal);
    tellAccepted(hook, receipts, verified.secret(), Duration.ofNanos(nanos.getAsLong() - begun));
    return Answer.stored(receipts);
  }

  private void tellAccepted(Hook hook, List<Receipt> receipts, int secret, Duration took) {
    int fresh = (int) receipts.stream().filter(Receipt::isNew).count();
    int edits = (int) receipts.stream().filter(r -> r.kind() == Receipt.Kind.EDIT).count();
    happenings.tell(
        new Happening.WebhookAccepted(
            hook.name(), fresh, receipts.size() - fresh, edits, secret, took));
  }

  private Answer withoutSecret(Hook hook) {
    refusals.count(
        hook.name(),
        503,
        hook.secretVariable()
            + " is not set: put the secret of the form tool there and start again; until then this"
            + " hook takes nothing");
    return Answer.later(
        SECRET_SET,
        "secret_not_set",
        "This hook has no secret yet, so it takes nothing: set "
            + hook.secretVariable()
            + " where Leadline runs.");
  }

  /** The answer goes to whoever called: what exactly did not match is for the operator only. */
  private Answer unverified(
      Request request, Hook hook, String why, Optional<CarriedSecret> carried) {
    keepOrCount(request, hook, why, carried);
    return Answer.refused(
        401,
        "not_verified",
        "The request does not prove that it comes from who knows this hook's secret. Enter the"
            + " value of "
            + hook.secretVariable()
            + " as the secret in the form tool and send a test; Leadline's quarantine says what"
            + " did not match.");
  }

  private void keepOrCount(
      Request request, Hook hook, String why, Optional<CarriedSecret> carried) {
    if (quarantined.take(hook.name())) {
      journal.quarantine(request, why, carried.map(this::proofOf).orElse(null));
      refusals.tell(hook.name(), 401, why);
    } else {
      refusals.count(hook.name(), 401, why + " (too many of them: not kept)");
    }
  }

  /** By which the secret that came can be compared once the right one is set here. */
  private String proofOf(CarriedSecret carried) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return carried.proof(salt);
  }

  private Answer journalAway(Request request, JournalUnavailable e) {
    refusals.tell(request.hook(), 503, "the journal cannot take it: " + e.getMessage());
    return Answer.later(
        JOURNAL_BACK,
        "journal_unavailable",
        "Leadline cannot store this now. Send it again later.");
  }
}
