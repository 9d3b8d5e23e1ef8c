package io.leadline.deliver;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.Happening.DeadLetterFailed;
import io.leadline.event.Happening.DeadLetterSent;
import io.leadline.event.Happenings;
import io.leadline.event.Reason;
import io.leadline.journal.DeadLetter;
import io.leadline.journal.EventDetail;
import io.leadline.journal.EventSummary;
import io.leadline.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an event that died, to whatever {@code DEAD_LETTER_URI} names. The event is DEAD
 * in the journal first; this message is told at least once, and its failure changes nothing but
 * when it is tried again.
 */
public final class DeadLetters {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Journal journal;
  private final boolean withRequest;
  private final Happenings happenings;
  private final Clock clock;
  private final Map<EventId, Integer> failures = new ConcurrentHashMap<>();

  /**
   * @param withRequest whether the message holds the request's body: not where it goes to a log
   */
  public DeadLetters(Journal journal, boolean withRequest, Happenings happenings, Clock clock) {
    this.journal = journal;
    this.withRequest = withRequest;
    this.happenings = happenings;
    this.clock = clock;
  }

  /** The message, as in docs/dead-letters.md; nothing for an event that is not known. */
  public Optional<Map<String, @Nullable Object>> message(EventId event) {
    return journal.find(event).map(this::message);
  }

  public void sent(DeadLetter letter) {
    failures.remove(letter.event());
    journal.deadLetterSent(letter);
    happenings.tell(new DeadLetterSent(letter.event()));
  }

  /**
   * Puts the message off.
   *
   * @param why without the message
   */
  public void failed(DeadLetter letter, String why) {
    int times = failures.merge(letter.event(), 1, Integer::sum);
    Instant due = clock.instant().plus(wait(times));
    journal.deadLetterFailed(letter, due);
    happenings.tell(new DeadLetterFailed(letter.event(), why, due));
  }

  private static Duration wait(int times) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(times - 1, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private Map<String, @Nullable Object> message(EventDetail detail) {
    EventSummary summary = detail.summary();
    var message = new LinkedHashMap<String, @Nullable Object>();
    message.put("event", summary.id().value());
    message.put("hook", summary.hook().value());
    message.put("source", detail.event().source());
    message.put("connection", summary.connection().value());
    message.put("key", summary.key());
    message.put("received_at", summary.receivedAt().toString());
    message.put("died_at", text(summary.settledAt()));
    message.put("reason", reason(summary.reason()));
    message.put("mapping", summary.mapping());
    message.put("attempts", summary.attempts());
    message.put("replays", summary.replay());
    message.put("calls_made", detail.made().stream().map(DeadLetters::made).toList());
    if (withRequest) {
      message.put("request", request(detail));
    }
    return message;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Map<String, Object> reason(@Nullable Reason reason) {
    if (reason == null) {
      return null;
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("code", reason.code().code());
    document.put("sentence", reason.sentence());
    return document;
  }

  private static Map<String, @Nullable Object> made(EventDetail.Made made) {
    var call = new LinkedHashMap<String, @Nullable Object>();
    call.put("call", made.kind().wireName());
    call.put("accepted", made.came() == EventDetail.Came.ACCEPTED);
    call.put("came", made.came().name().toLowerCase(Locale.ROOT));
    call.put("contact_id", made.result() == null ? null : made.result().contactId());
    call.put("at", made.at().toString());
    return call;
  }

  /** JSON stays JSON; whatever else it is travels as Base64, byte for byte. */
  private static Map<String, @Nullable Object> request(EventDetail detail) {
    Bytes body = detail.event().body();
    var request = new LinkedHashMap<String, @Nullable Object>();
    request.put("content_type", detail.event().contentType());
    try {
      request.put("json", Documents.read(body));
    } catch (Documents.NotJson e) {
      request.put("base64", Base64.getEncoder().encodeToString(body.array()));
    }
    return request;
  }
}
