package io.leadline.receive;

import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.journal.QuarantineShelf;
import io.leadline.journal.Quarantined;
import io.leadline.journal.QuarantinedRequest;
import io.leadline.journal.Receipt;
import io.leadline.source.CarriedSecret;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in that did not verify as they came, and do now: because a secret was put right, or
 * {@code PUBLIC_URL}, which some tools sign. Each is judged as of the time at which it came, so
 * that one that was signed long before stays out for ever.
 */
public final class ReleaseQuarantined {
  private final Hooks hooks;
  private final @Nullable String publicUrl;
  private final QuarantineShelf shelf;
  private final Supplier<Instant> now;

  /**
   * @param hooks with the secrets of now
   * @param publicUrl {@code PUBLIC_URL} of now
   * @param now the clock that the journal's times are compared with
   */
  public ReleaseQuarantined(
      Hooks hooks, @Nullable String publicUrl, QuarantineShelf shelf, Supplier<Instant> now) {
    this.hooks = hooks;
    this.publicUrl = publicUrl;
    this.shelf = shelf;
    this.now = now;
  }

  /**
   * Lets in what verifies of all that lies there now, the oldest first. Each is a commit of its
   * own: broken off, it goes on with the next call.
   *
   * @param only null for every hook
   * @param told what came of each, as it is done
   */
  public void release(@Nullable HookName only, Consumer<Came> told) {
    each(only, this::release, told);
  }

  /** The same, but changes nothing. */
  public void look(@Nullable HookName only, Consumer<Came> told) {
    each(only, (kept, hook, request) -> new Came.WouldPass(hook.name()), told);
  }

  /** What is done with one that verifies: it may be with another address than is kept. */
  private interface Deed {
    Came with(QuarantinedRequest kept, Hook hook, Request verified);
  }

  /** One body in memory at a time; what comes in meanwhile is left for the next time. */
  private void each(@Nullable HookName only, Deed deed, Consumer<Came> told) {
    for (Quarantined line : shelf.lines(only)) {
      told.accept(
          shelf
              .find(line.seq())
              .map(kept -> one(kept, deed))
              .orElseGet(() -> new Came.Gone(line.hook())));
    }
  }

  private Came one(QuarantinedRequest kept, Deed deed) {
    HookName name = kept.line().hook();
    return hooks
        .find(name)
        .map(hook -> one(kept, hook, deed))
        .orElseGet(() -> new Came.Stays(name, noSuchHook(name)));
  }

  private static String noSuchHook(HookName hook) {
    return "no route file has the hook " + hook + ": put it back, or let the request go with age";
  }

  private Came one(QuarantinedRequest kept, Hook hook, Deed deed) {
    if (hook.lacksSecret()) {
      return new Came.Stays(
          hook.name(),
          hook.secretVariable()
              + " is not set for this command: give it the environment of the server");
    }
    Came came = judged(kept, kept.request(), hook, deed);
    return came instanceof Came.Stays
        ? judged(kept, asAddressedNow(kept.request()), hook, deed)
        : came;
  }

  private static Came judged(QuarantinedRequest kept, Request request, Hook hook, Deed deed) {
    return verify(request, kept.proof(), hook) instanceof Unverified unverified
        ? new Came.Stays(hook.name(), unverified.why())
        : deed.with(kept, hook, request);
  }

  private static Verification verify(Request request, @Nullable String proof, Hook hook) {
    return proof == null || hook.isOpen()
        ? hook.proof().verify(request, hook.secrets())
        : carried(proof, hook);
  }

  /** The secret itself is not kept: only whether it is the right one can still be told. */
  private static Verification carried(String proof, Hook hook) {
    int matching = CarriedSecret.matching(proof, hook.secrets());
    return matching > 0
        ? new Verified("carried", matching)
        : new Unverified(
            "the secret that came with it is none of those in " + hook.secretVariable());
  }

  /** Where it came to another address than we said, the tool has signed the one that it called. */
  private Request asAddressedNow(Request request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    int path = uri.lastIndexOf(Door.PATH + request.hook(), query < 0 ? uri.length() : query);
    return publicUrl == null || path < 0
        ? request
        : new Request(
            request.hook(),
            request.method(),
            publicUrl + uri.substring(path),
            request.headers(),
            request.body(),
            request.receivedAt());
  }

  private Came release(QuarantinedRequest kept, Hook hook, Request verified) {
    return Intake.of(hook, verified, now.get())
        .releaseFrom(shelf, kept.line().seq())
        .map(receipts -> released(hook.name(), receipts))
        .orElseGet(() -> new Came.Gone(hook.name()));
  }

  private static Came released(HookName hook, List<Receipt> receipts) {
    int fresh = (int) receipts.stream().filter(Receipt::isNew).count();
    return new Came.Released(hook, fresh, receipts.size() - fresh);
  }
}
