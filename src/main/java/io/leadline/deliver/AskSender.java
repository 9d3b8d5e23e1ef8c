package io.leadline.deliver;

import io.leadline.crm.Reply;
import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Happening.SubjectFetched;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.journal.Received;
import io.leadline.source.ApiReply;
import io.leadline.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a form tool that sends ids only for the rest. Its budget is its own: a tool that limits us,
 * or does not answer, holds back its own hook and nothing else.
 */
public final class AskSender {
  private static final Duration TOKEN_REFUSED_WAIT = Duration.ofMinutes(1);
  private static final Duration LIMITED_WAIT = Duration.ofSeconds(10);

  private final SenderEndpoint endpoint;
  private final DeliverSettings settings;
  private final RetryPolicy retries;
  private final Happenings happenings;
  private final Clock clock;
  private final Elapsing elapsing;
  private final Map<HookName, SenderGate> gates = new ConcurrentHashMap<>();

  public AskSender(
      SenderEndpoint endpoint,
      DeliverSettings settings,
      RandomGenerator random,
      Happenings happenings,
      Clock clock,
      Elapsing elapsing) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.retries = new RetryPolicy(settings, random);
    this.happenings = happenings;
    this.clock = clock;
    this.elapsing = elapsing;
  }

  /** What came of asking. */
  sealed interface Answer {}

  record Answered(Fetched fetched) implements Answer {}

  /**
   * @param counts false where it is not about this event: it then never runs out of tries
   */
  record AskAgain(Reason reason, @Nullable Duration retryAfter, boolean counts) implements Answer {}

  /** For how long a hook's sender is left alone, and why. */
  public record Hold(Duration left, Reason reason) {}

  /**
   * Why a hook's sender is not asked at present: for health, and for whoever would only put events
   * off. While one is asked on trial, the others are not.
   */
  public Optional<Hold> holdOf(HookName hook) {
    return Optional.ofNullable(gates.get(hook))
        .flatMap(SenderGate::closed)
        .map(closed -> new Hold(closed.left(), closed.reason()));
  }

  /**
   * Why nothing comes of asking a hook's sender, for health: it is not asked at present, or gave us
   * nothing of what was asked for lately.
   */
  public Optional<Reason> troubleOf(HookName hook) {
    return holdOf(hook)
        .map(Hold::reason)
        .or(() -> Optional.ofNullable(gates.get(hook)).flatMap(SenderGate::allWithheld));
  }

  /**
   * @param source which made the fetch, and knows what its API's answers mean
   * @param events how many wait for it
   */
  Answer ask(HookName hook, Source source, Fetch fetch, int events) {
    SenderGate.Entry entry = gateOf(hook).enter();
    if (entry instanceof SenderGate.Closed closed) {
      return again(closed);
    }
    try (var visit = (SenderGate.Visit) entry) {
      return ask(visit, hook, source, fetch, events);
    }
  }

  private SenderGate gateOf(HookName hook) {
    return gates.computeIfAbsent(
        hook, name -> new SenderGate(name, elapsing, settings.failuresBeforePause()));
  }

  private Answer ask(
      SenderGate.Visit visit, HookName hook, Source source, Fetch fetch, int events) {
    long before = elapsing.nanos();
    Optional<Reply> reply = endpoint.ask(hook, fetch);
    if (reply.isEmpty()) {
      return again(visit.heldFor(TOKEN_REFUSED_WAIT, SenderSentences.withoutToken(hook)));
    }
    ApiReply said = said(source, reply.get());
    Duration took = Duration.ofNanos(elapsing.nanos() - before);
    happenings.tell(new SubjectFetched(hook, said.meaning().word(), events, took));
    var asked = new Asked(visit, hook, fetch, said);
    return reply.get() instanceof Reply.Answered answered ? asked.answer(answered) : asked.failed();
  }

  private static ApiReply said(Source source, Reply reply) {
    if (!(reply instanceof Reply.Answered answered)) {
      return new ApiReply(ApiReply.Meaning.FAILED, ((Reply.NoAnswer) reply).what());
    }
    var said = source.meaningOf(answered.status(), answered.body());
    return said.meaning() == ApiReply.Meaning.FOUND && !isJson(answered.body())
        ? new ApiReply(ApiReply.Meaning.FAILED, said.words() + " with what is no JSON")
        : said;
  }

  /** A page in front of the sender's API is no answer of it. */
  private static boolean isJson(Bytes body) {
    try {
      Documents.read(body);
      return true;
    } catch (Documents.NotJson e) {
      return false;
    }
  }

  private static AskAgain again(SenderGate.Closed closed) {
    return new AskAgain(closed.reason(), closed.left(), false);
  }

  /** When to ask again; nothing when the time for retries is over. */
  Optional<Instant> nextTry(Received received, AskAgain again) {
    Instant now = clock.instant();
    int attempts = again.counts() ? received.attempts() + 1 : 1;
    Instant first = again.counts() ? received.firstTryAt() : now;
    return retries.next(attempts, first, now, again.retryAfter());
  }

  /** What becomes of the event and of the gate by one reply. */
  private final class Asked {
    private final SenderGate.Visit visit;
    private final HookName hook;
    private final Fetch fetch;
    private final ApiReply said;

    Asked(SenderGate.Visit visit, HookName hook, Fetch fetch, ApiReply said) {
      this.visit = visit;
      this.hook = hook;
      this.fetch = fetch;
      this.said = said;
    }

    Answer answer(Reply.Answered answered) {
      return switch (said.meaning()) {
        case FOUND -> answered(new Fetched.Found(answered.body()));
        case MISSING -> answered(new Fetched.Missing());
        case REFUSED ->
            again(visit.heldFor(TOKEN_REFUSED_WAIT, SenderSentences.refused(hook, said)));
        case WITHHELD -> withheld(retryAfter(answered));
        case LIMITED -> again(visit.heldFor(asked(answered), SenderSentences.limited(hook, said)));
        case FAILED -> failed("it answered " + said.words(), retryAfter(answered));
      };
    }

    private Answer answered(Fetched fetched) {
      visit.answered();
      return new Answered(fetched);
    }

    private Answer withheld(@Nullable Duration retryAfter) {
      visit.withheld(fetch, SenderSentences.allWithheld(hook, said));
      return new AskAgain(SenderSentences.withheld(hook, said), retryAfter, true);
    }

    Answer failed() {
      return failed(said.words(), null);
    }

    private Answer failed(String what, @Nullable Duration retryAfter) {
      return visit
          .failed(fetch, what, retries.believed(retryAfter))
          .map(AskSender::again)
          .orElseGet(() -> new AskAgain(SenderSentences.notAsked(hook, what), retryAfter, true));
    }
  }

  private Duration asked(Reply.Answered limited) {
    Duration asked = retryAfter(limited);
    return retries.believed(asked == null ? LIMITED_WAIT : asked);
  }

  private @Nullable Duration retryAfter(Reply.Answered answered) {
    return answered.retryAfter(clock.instant()).orElse(null);
  }
}
