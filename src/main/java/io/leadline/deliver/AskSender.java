package io.leadline.deliver;

import io.leadline.crm.Reply;
import io.leadline.event.Documents;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Happening.SubjectFetched;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Received;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a form tool that sends ids only for the rest. Its budget is its own: a tool that limits us
 * holds back its own hook and nothing else.
 */
public final class AskSender {
  private static final Duration TOKEN_REFUSED_WAIT = Duration.ofMinutes(1);
  private static final Duration LIMITED_WAIT = Duration.ofSeconds(10);

  private final SenderEndpoint endpoint;
  private final RetryPolicy retries;
  private final Happenings happenings;
  private final Clock clock;
  private final Map<HookName, Hold> holds = new ConcurrentHashMap<>();

  public AskSender(
      SenderEndpoint endpoint,
      DeliverSettings settings,
      RandomGenerator random,
      Happenings happenings,
      Clock clock) {
    this.endpoint = endpoint;
    this.retries = new RetryPolicy(settings, random);
    this.happenings = happenings;
    this.clock = clock;
  }

  /** What came of asking. */
  sealed interface Answer {}

  record Answered(Fetched fetched) implements Answer {}

  /**
   * @param counts false where it is not about this event: it then never runs out of tries
   */
  record AskAgain(Reason reason, @Nullable Duration retryAfter, boolean counts) implements Answer {}

  /** Until when a hook's sender is left alone, and why. */
  public record Hold(Instant until, Reason reason) {}

  /** Why a hook's sender is not asked at present: for health. */
  public Optional<Hold> holdOf(HookName hook) {
    return Optional.ofNullable(holds.get(hook))
        .filter(hold -> clock.instant().isBefore(hold.until()));
  }

  Answer ask(HookName hook, Fetch fetch, int events) {
    Optional<Hold> hold = holdOf(hook);
    if (hold.isPresent()) {
      Duration wait = Duration.between(clock.instant(), hold.get().until());
      return new AskAgain(hold.get().reason(), wait, false);
    }
    Instant before = clock.instant();
    return endpoint
        .ask(hook, fetch)
        .map(reply -> answered(hook, reply, events, before))
        .orElseGet(() -> withoutToken(hook));
  }

  private Answer answered(HookName hook, Reply reply, int events, Instant before) {
    Answer answer = meaningOf(hook, reply);
    happenings.tell(
        new SubjectFetched(hook, word(reply), events, Duration.between(before, clock.instant())));
    return answer;
  }

  /** When to ask again; nothing when the time for retries is over. */
  Optional<Instant> nextTry(Received received, AskAgain again) {
    Instant now = clock.instant();
    int attempts = again.counts() ? received.attempts() + 1 : 1;
    Instant first = again.counts() ? received.firstTryAt() : now;
    return retries.next(attempts, first, now, again.retryAfter());
  }

  private Answer meaningOf(HookName hook, Reply reply) {
    return reply instanceof Reply.Answered answered
        ? meaningOf(hook, answered)
        : again(hook, ((Reply.NoAnswer) reply).what(), null);
  }

  private Answer meaningOf(HookName hook, Reply.Answered answered) {
    return switch (answered.status()) {
      case 200 -> found(hook, answered);
      case 404, 410 -> new Answered(new Fetched.Missing());
      case 401, 403 -> refused(hook, answered.status());
      case 429 -> limited(hook, answered);
      default -> again(hook, "it answered " + answered.status(), retryAfter(answered));
    };
  }

  /** A page in front of the sender's API is no answer of it. */
  private static Answer found(HookName hook, Reply.Answered answered) {
    try {
      Documents.read(answered.body());
      return new Answered(new Fetched.Found(answered.body()));
    } catch (Documents.NotJson e) {
      return again(hook, "it answered 200 with what is no JSON", null);
    }
  }

  private Answer withoutToken(HookName hook) {
    Reason reason =
        new Reason(
            ReasonCode.FETCH_REFUSED,
            hook.variable("TOKEN")
                + " is not set, so the sender of hook '"
                + hook
                + "' cannot be asked; events wait until it is");
    return hold(hook, reason, TOKEN_REFUSED_WAIT);
  }

  private Answer refused(HookName hook, int status) {
    Reason reason =
        new Reason(
            ReasonCode.FETCH_REFUSED,
            "the sender of hook '"
                + hook
                + "' refuses our token ("
                + status
                + "): set "
                + hook.variable("TOKEN")
                + " to one that may read contacts; events wait until then");
    return hold(hook, reason, TOKEN_REFUSED_WAIT);
  }

  private Answer limited(HookName hook, Reply.Answered answered) {
    Reason reason =
        new Reason(
            ReasonCode.RATE_LIMITED, "the sender of hook '" + hook + "' limits our requests (429)");
    Duration asked = retryAfter(answered);
    return hold(hook, reason, retries.believed(asked == null ? LIMITED_WAIT : asked));
  }

  private Answer hold(HookName hook, Reason reason, Duration wait) {
    holds.put(hook, new Hold(clock.instant().plus(wait), reason));
    return new AskAgain(reason, wait, false);
  }

  private static Answer again(HookName hook, String what, @Nullable Duration retryAfter) {
    String sentence = "the sender of hook '" + hook + "' could not be asked: " + what;
    return new AskAgain(new Reason(ReasonCode.FETCH_FAILED, sentence), retryAfter, true);
  }

  private @Nullable Duration retryAfter(Reply.Answered answered) {
    return answered.retryAfter(clock.instant()).orElse(null);
  }

  private static String word(Reply reply) {
    if (!(reply instanceof Reply.Answered answered)) {
      return "failed";
    }
    return switch (answered.status()) {
      case 200 -> "found";
      case 404, 410 -> "missing";
      case 401, 403 -> "refused";
      case 429 -> "limited";
      default -> "failed";
    };
  }
}
